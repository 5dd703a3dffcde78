"""Pure functions on Vietnamese strings."""
