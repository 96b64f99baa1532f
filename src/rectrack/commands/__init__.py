"""One short file per command: read, call, print."""
