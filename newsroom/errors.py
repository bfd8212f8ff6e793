"""The error tree. A class is named for what to do next; a message says what failed and what to do about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class DiembaoError(Exception):
    """Anything the program can explain in one line. `exit_code` is what the command line ends with."""

    exit_code = 1


class FixConfiguration(DiembaoError):
    """A setting, source, topic or argument is wrong: a person has to change it."""

    exit_code = 2


class WaitForOther(DiembaoError):
    """Another instance holds the lease: wait until it is done or stop it."""

    exit_code = 3


class CheckStorage(DiembaoError):
    """The database cannot be used as it is: unreachable, read-only, full, or of another version."""

    exit_code = 4


class FailureKind(StrEnum):
    """Why a page gave no article. The value is what reports, ledgers and metrics print."""

    ROBOTS = "robots"  # robots.txt says no
    ROBOTS_UNREACHABLE = "robots-unreachable"  # RFC 9309 2.3.1.4: nothing may be fetched now
    REFUSED_ADDRESS = "refused-address"  # private address, foreign scheme
    GONE = "gone"  # 404, 410
    HTTP = "http"  # any other status that is no page
    THROTTLED = "throttled"  # 429, 503 with Retry-After
    NETWORK = "network"  # DNS, connect, TLS, reset, time-out
    TOO_LARGE = "too-large"  # body over the cap, packed or unpacked
    NOT_HTML = "not-html"
    TIMEOUT = "extraction-timeout"  # the worker was killed at its time limit
    MEMORY = "extraction-memory"  # … at its memory limit
    CRASH = "extraction-crash"  # … or died by itself
    TOO_DEEP = "too-deep"  # elements nested beyond what a page of text needs
    EMPTY = "empty"  # a page, but no text in it
    SOFT_404 = "soft-404"  # "not found" said with status 200, or the home page in place of the article
    BARRED = "barred"  # log-in, challenge or maintenance said with status 200: the article may well be there
    UNREADABLE = "unreadable"  # broken markup or encoding beyond repair

    @property
    def permanent(self) -> bool:
        """Whether asking again soon would be a waste: the page itself is the cause."""
        return self not in _TEMPORARY


_TEMPORARY = frozenset(
    {
        FailureKind.ROBOTS_UNREACHABLE,
        FailureKind.HTTP,
        FailureKind.THROTTLED,
        FailureKind.BARRED,
        FailureKind.NETWORK,
        FailureKind.TIMEOUT,
        FailureKind.MEMORY,
        FailureKind.CRASH,
    }
)


class SkipPage(DiembaoError):
    """This page gives no article; the others go on. Picklable: it travels from worker to parent."""

    def __init__(self, kind: FailureKind, reason: str, retry_at: datetime | None = None) -> None:
        super().__init__(kind, reason, retry_at)
        self.kind = kind
        self.reason = reason
        self.retry_at = retry_at

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
