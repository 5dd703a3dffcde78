"""What is asked of an archive and what it answers: plans, results, counts, ledgers.

Field names are those of the machine output. A module a subject, and apart from danvan_cli.models: each frozen dataclass
takes a millisecond to make, and a search needs few of them.
"""
