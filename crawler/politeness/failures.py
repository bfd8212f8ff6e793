"""What went wrong with a request, said so that a person understands it and the frontier knows what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy import exceptions as scrapy_errors
from service_identity import VerificationError
from twisted.internet import error as twisted_errors
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from newsroom.errors import FailureKind, SkipPage
from newsroom.urls import LONGEST

LATER = ": asked again later"

_SHOWN = 80  # characters of an address that cannot be asked for


class NotAnswered(SkipPage):
    """A request was made, or refused, and gave no page. `status` is the HTTP status, if there was one."""

    def __init__(
        self, kind: FailureKind, reason: str, *, status: int | None = None, retry_at: datetime | None = None
    ) -> None:
        super().__init__(kind, reason, retry_at)
        self.status = status


_OTHERS = (
    scrapy_errors.DownloadFailedError,
    scrapy_errors.ResponseDataLossError,
    twisted_errors.ConnectError,
    twisted_errors.ConnectionClosed,
    ResponseFailed,
    ParseError,
    SSL.Error,
    VerificationError,
    OSError,
    ValueError,  # what Twisted makes of a host or a header it cannot write
)


@contextmanager
def explain(url: str, seconds: float, cap: int, *, on_silence: Callable[[str], None]) -> Iterator[None]:
    """Turn what the download may raise into NotAnswered. `on_silence` is called where no server was met."""
    try:
        yield
    except (scrapy_errors.UnsupportedURLSchemeError, scrapy_errors.NotSupported) as error:
        raise NotAnswered(FailureKind.REFUSED_ADDRESS, no_address(url)) from error
    except scrapy_errors.DownloadCancelledError as error:
        reason = f"more than {cap:,} bytes, which is the limit: not read to its end"
        raise NotAnswered(FailureKind.TOO_LARGE, reason) from error
    except _OTHERS + _SILENCE as error:
        reason = _said(error, seconds)
        if isinstance(error, _SILENCE):
            on_silence(reason)
        raise NotAnswered(FailureKind.NETWORK, f"{reason}{LATER}") from error
    except SkipPage as refused:  # the guard of the reactor
        raise NotAnswered(refused.kind, refused.reason) from refused


def no_address(url: str) -> str:
    """Why a text is no address that may be asked for (newsroom.urls.is_web)."""
    if urlsplit(url[:LONGEST]).scheme not in {"http", "https"}:
        return f"{url[:_SHOWN]!r} is no http or https address"
    if len(url) > LONGEST:
        return f"an address of {len(url):,} characters is not asked for, the limit is {LONGEST:,}: {url[:_SHOWN]}…"
    return f"{url[:_SHOWN]!r} has no plain host, or characters that no address has"


_SILENCE = (
    scrapy_errors.CannotResolveHostError,
    scrapy_errors.DownloadConnectionRefusedError,
    scrapy_errors.DownloadTimeoutError,
    twisted_errors.ConnectError,
)


def _said(error: BaseException, seconds: float) -> str:
    match error:
        case scrapy_errors.CannotResolveHostError():
            return "the name of the host is not known"
        case scrapy_errors.DownloadConnectionRefusedError():
            return "the host refused the connection"
        case scrapy_errors.DownloadTimeoutError():
            return f"no complete answer within {seconds:g} s"
        case scrapy_errors.ResponseDataLossError():
            return "the connection broke off before the page was complete"
    causes = [_named(cause) for cause in _causes(error)]
    certificate = next((cause for cause in causes if "certificate" in cause or "Verification" in cause), "")
    if certificate:
        return f"the host's certificate is not to be trusted ({certificate[:200]})"
    return f"the connection failed ({'; '.join(causes)[:200]})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The errors inside Twisted's collections of failures, else the error itself."""
    inner = error.__cause__ if isinstance(error, scrapy_errors.DownloadFailedError) else error
    reasons = [failure.value for failure in inner.reasons] if isinstance(inner, ResponseFailed) else []
    yield from reasons or [inner or error]


def _named(cause: BaseException) -> str:
    if isinstance(cause, SSL.Error) and cause.args and isinstance(cause.args[0], list):
        return "; ".join(str(parts[-1]) for parts in cause.args[0])  # (library, function, reason) of OpenSSL
    return f"{type(cause).__name__} {cause}".strip()
