"""Track a rectification plan: what was promised, what was done, what is outstanding."""

__version__ = "0.1.0"
