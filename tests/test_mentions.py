"""A rule change is reviewed as mentions gained and lost; a loss that was not recorded fails."""

import sys

from tests.mentions import STORED, found


def test_no_mention_is_lost_unnoticed() -> None:
    stored = STORED.read_text(encoding="utf-8").splitlines()
    now = list(found())
    gained = [line for line in now if line not in set(stored)]
    lost = [line for line in stored if line not in set(now)]
    sys.stdout.write("".join(f"{sign} {line}\n" for sign, lines in (("+", gained), ("-", lost)) for line in lines))
    assert not lost, f"{len(lost)} mentions lost, {len(gained)} gained; if that is right, record it (tests/mentions.py)"
    assert len(stored) > 500
