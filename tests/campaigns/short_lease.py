"""`diembao` whose crawl lease lasts three seconds instead of sixty: for campaigns that let one run out."""

from __future__ import annotations

from datetime import timedelta

TTL = 3.0  # seconds

if __name__ == "__main__":
    from cli.main import main
    from scheduler import cycle

    cycle.LEASE_TTL = timedelta(seconds=TTL)
    main()
