"""An edition as a file: the form follows the file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cli import desk
from cli.output import write_file
from cli.settings import Settings
from digest.edition import Edition
from newsroom.errors import FixConfiguration


def write(path: Path, edition: Edition, settings: Settings) -> None:
    """Write .docx, .html (for printing), .eml (the mail) or .txt. Raises FixConfiguration."""
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise FixConfiguration(f"-o: {path.name!r} has no known form; use {', '.join(_FORMS)}")
    write_file(path, form(edition, settings))


def _docx(edition: Edition, _settings: Settings) -> bytes:
    from digest import docx
    from digest.document import write as compose

    return docx.render(compose(edition), edition.until)


def _html(edition: Edition, _settings: Settings) -> bytes:
    from digest import html
    from digest.document import write as compose

    return html.printed(compose(edition)).encode()


def _eml(edition: Edition, settings: Settings) -> bytes:
    from digest.letter import letter
    from digest.mail import Envelope, message, message_id
    from digest.publish import sender_of

    mail, sender = letter(edition), sender_of(settings.smtp)
    reader = "ban-xem-thu@example.vn"
    number = message_id(edition.digest, edition.day.isoformat(), reader, sender)
    return message(Envelope(sender, edition.title, reader, number, desk.clock()), mail.subject, mail.text, mail.html)


def _txt(edition: Edition, _settings: Settings) -> bytes:
    from digest.letter import letter

    mail = letter(edition)
    return f"{mail.subject}\n\n{mail.text}".encode()


_FORMS: dict[str, Callable[[Edition, Settings], bytes]] = {".docx": _docx, ".html": _html, ".eml": _eml, ".txt": _txt}
