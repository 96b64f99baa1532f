"""Looks for what breaks the program, for as long as one lets it: `python -m fuzz --help`."""
