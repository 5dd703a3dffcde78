"""Words of a person -> plan -> candidates -> ranked hits with snippets."""
