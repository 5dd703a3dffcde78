"""What the command line ends with (docs/cli.md, "Exit statuses")."""

DONE = 0
NOTHING = 1  # nothing was found
USAGE = 2  # wrong usage, or no archive there
PARTLY = 3  # some inputs failed; the others are in the archive
DAMAGED = 4  # or newer than the program
LOCKED = 5  # by another writer
INTERRUPTED = 130
