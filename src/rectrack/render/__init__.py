"""Values → what a person or a program reads. Nothing here prints."""
