"""How far each target has come: one file per kind, the same few questions answered for each."""
