"""`make bench`: each measurement in turn, as one table. Absolute times differ from machine to machine; the ratios less."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from bench.measures import Row, collect_pages, extraction, filing, judging, whole_cycle
from tests.newspapers.press import Newspapers

TODAY = date(2026, 11, 20)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Newspapers(TODAY) as press:
        pages = collect_pages(press)
        rows = [extraction(pages), judging(pages), filing(pages, Path(folder)), whole_cycle(press, Path(folder))]
    for row in (Row("what", "ours", "floor", "ours/floor"), *rows):
        print(f"{row.what:34}  {row.ours:>14}  {row.floor:>44}  {row.ratio:>10}")


if __name__ == "__main__":
    main()
