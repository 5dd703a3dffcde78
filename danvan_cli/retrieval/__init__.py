"""Joins search and store: words and filters -> plan -> docids -> ranked hits; counts, groups, what is similar."""
