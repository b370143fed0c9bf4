"""The version of Corridor, in one place."""

__version__ = "0.1.0"
