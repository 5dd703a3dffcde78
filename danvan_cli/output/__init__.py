"""What people and programs see: Rich tables, plain lines, JSON. Sees models only."""
