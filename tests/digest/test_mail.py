"""A message says what was meant, to a strict reader, whatever the texts are."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.headers import address_header, printable, text_header
from digest.mail import Attachment, Envelope, message, message_id

AT = datetime(2026, 8, 24, 0, 0, tzinfo=UTC)
HOSTILE = [
    "=?utf-8?q?a=0ABcc:_x@y.vn?=",
    "=?utf-8?b?YQpCY2M6IHhAeS52bg==?= rest",
    "a\r\nBcc: x@y.vn",
    "a\nBcc: x@y.vn\n\nbody",
    "a\u2028Bcc: x@y.vn",
    "a\x00b\x0bc\x85d",
    "\ud800 lone surrogate",
    '"quoted" <x@y.vn>, other',
    "Điểm báo CĐS 24/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5",
    "🎉" * 40,
    "dài " * 100,
    "",
]


def envelope(**more) -> Envelope:
    base = {
        "sender": "diembao@example.vn",
        "sender_name": "Điểm báo",
        "recipient": "doc-gia@example.vn",
        "message_id": message_id("sang", "2026-08-24", "doc-gia@example.vn", "diembao@example.vn"),
        "sent_at": AT,
        "unsubscribe": "https://diembao.example.vn/u/abc",
    }
    return Envelope(**{**base, **more})


def reread(raw: bytes):
    found = message_from_bytes(raw, policy=default)
    for part in found.walk():
        assert part.defects == []
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_a_subject_and_a_name_are_read_back_as_they_were_meant_and_add_no_header(text):
    found = reread(message(envelope(sender_name=text), text, "Chào.\n", "<p>Chào.</p>\n"))
    assert found["Subject"] == printable(text)
    assert found["From"].addresses[0].addr_spec == "diembao@example.vn"
    shown = found["From"].addresses[0].display_name
    assert printable(text).startswith(shown)
    assert shown == printable(text) or len(shown.encode()) > 40
    assert set(found.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Precedence"),
        *("List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
    }


@given(st.text(max_size=300))
def test_any_text_is_one_header_of_ascii_lines(text):
    header = text_header("Subject", text)
    first, *more = header.split("\r\n")
    assert header.isascii()
    assert first.startswith("Subject:")
    assert all(line.startswith(" ") and len(line) <= 78 for line in more)
    assert message_from_bytes(f"{header}\r\n\r\n".encode(), policy=default)["Subject"] == printable(text)


def test_the_same_edition_for_the_same_reader_has_the_same_message_id():
    assert envelope().message_id == envelope().message_id
    others = [("sang", "d", "a@b.vn"), ("chieu", "d", "a@b.vn"), ("sang", "e", "a@b.vn"), ("sang", "d", "c@b.vn")]
    assert len({message_id(*other, "diembao@example.vn") for other in others}) == 4
    assert envelope().message_id.endswith("@example.vn>")


def test_text_and_html_are_alternatives_and_attachments_stand_beside_them():
    paper = Attachment(
        "Điểm báo 24-8.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"
    )
    found = reread(message(envelope(), "Điểm báo", "Chữ thường.\n", "<p>Có màu.</p>\n", [paper]))
    assert (
        found.get_body(("plain",)).get_content() == "Chữ thường.\r\n"
        or "Chữ thường." in found.get_body(("plain",)).get_content()
    )
    assert "Có màu." in found.get_body(("html",)).get_content()
    assert [(one.get_filename(), one.get_content()) for one in found.iter_attachments()] == [(paper.name, b"PK")]


def test_times_and_one_click_unsubscribing_are_as_the_standards_say():
    found = reread(message(envelope(), "x", "x\n", "x\n"))
    assert parsedate_to_datetime(found["Date"]) == AT
    assert found["List-Unsubscribe"] == "<https://diembao.example.vn/u/abc>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("address", ["", "a", "a@b.vn>\r\nBcc: <c@d.vn", "a b@c.vn", "ă@b.vn", "a@b.vn, c@d.vn"])
def test_what_is_no_address_never_reaches_a_header(address):
    with pytest.raises(ValueError, match="is no address"):
        address_header("To", address)


def test_no_line_is_longer_than_mail_servers_take():
    raw = message(envelope(), "x", "một dòng rất dài " * 400, f"<p>{'dài ' * 2000}</p>")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
