"""The version of danvan, and of what it extracts."""

__version__ = "0.1.0"
