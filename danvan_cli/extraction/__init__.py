"""Document -> Article: a rule is a function from prose to mentions."""
