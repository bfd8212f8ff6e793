"""What an edition could see: which newspapers answered in its window, since when the others are silent, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from digest.edition import NO_ANSWER, NOT_ASKED, Coverage, Silent
from storage import Archive


def coverage(archive: Archive, outlets: Mapping[str, str], since: datetime, until: datetime) -> Coverage:
    """Of the newspapers that should be read (id → name): those that answered within the window, and the silent ones."""
    answered = archive.runs.last_answers(until)
    reports = {outlet: report.tally for outlet, (_, report) in archive.runs.last_of_each().items()}
    read, silent = [], []
    for outlet, name in outlets.items():
        last = answered.get(outlet)
        if last is not None and last >= since:
            read.append(name)
        else:
            tally = reports.get(outlet)
            asked = tally is not None and tally.finished_at >= since
            silent.append(Silent(name, last, NO_ANSWER if asked else NOT_ASKED))
    return Coverage(len(outlets), tuple(silent), tuple(read))
