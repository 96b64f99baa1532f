"""The only access to the disk: find, read, lock and replace files; git; YAML."""
