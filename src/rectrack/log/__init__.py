"""What was done: entries as data, their one-line form, and which of them count."""
