"""The morning edition through the real program and a real mail server."""

from __future__ import annotations

import json
import signal
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest

from newsroom.account import SourceReport, Tally
from storage import open_archive
from tests.digest.post_office import Mailbox, Script, post_office
from tests.storage.samples import extracted, keep

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
SOURCE = 'id = "baosongma"\nname = "Báo Sông Mã"\nprovince = "thanh-hoa"\nhome = "http://127.0.0.1:9/"\n'
READERS = ("a@example.vn", "b@example.vn")


def closed_ago(minutes: int) -> str:
    """The time of day at which an edition closed."""
    return (datetime.now(HERE) - timedelta(minutes=minutes)).strftime("%H:%M")


@pytest.fixture
def subscribed(program, tmp_path):
    """The program with one digest, an archive with three stories of yesterday, and a mail server to choose."""

    def made(port: int, **more):
        sources = tmp_path / "sources"
        sources.mkdir()
        (sources / "baosongma.toml").write_text(SOURCE, encoding="utf-8")
        installed = program(sources)
        with installed.file.open("a", encoding="utf-8") as file:
            file.write(f'\n[smtp]\nport = {port}\nsender = "diembao@example.vn"\ntimeout = 5\n')
            file.write(f'[digest]\nat = "{more.get("at", closed_ago(5))}"\n')
            file.write(f'[[digest.recipients]]\nname = "sang"\nto = {json.dumps(more.get("to", READERS))}\n')
        seen = datetime.now(UTC) - timedelta(hours=3)
        with open_archive(f"sqlite:///{installed.folder / 'archive.db'}", now=seen) as archive:
            for number in (1, 2, 3):
                page = extracted(number, published_at=seen, paragraphs=(f"Chuyện số {number} " * 60,))
                keep(archive, page, at=seen)
            run = archive.runs.start(now=seen, holder="x/1")
            archive.runs.record(run, SourceReport(Tally("baosongma", seen, seen, found=9)))
        return installed

    return made


def texts(mailbox: Mailbox) -> list[str]:
    letters = (message_from_bytes(letter.content, policy=default) for letter in mailbox.letters)
    return [letter.get_body(("plain",)).get_content() for letter in letters]


def test_an_edition_is_sent_once_to_each_reader_and_says_what_was_found(subscribed):
    with post_office() as (mailbox, port):
        installed = subscribed(port)
        first = installed.json("digest", "send")
        assert first["sent"] == {"accepted": 2}
        assert installed.json("digest", "send") == {"made": [], "sent": {}, "reasons": {}}
    assert sorted(letter.recipients[0] for letter in mailbox.letters) == list(READERS)
    assert all("Thanh Hoá đưa chuyển đổi số về từng thôn bản (1)" in text for text in texts(mailbox))
    (listed,) = installed.json("digest", "list")
    assert (listed["digest"], listed["stories"], [d["stage"] for d in listed["deliveries"]]) == (
        "sang",
        3,
        ["accepted"] * 2,
    )


def test_a_refused_reader_is_named_and_costs_the_other_nothing(subscribed):
    with post_office(Script(at_rcpt=lambda _: "550 no such user")) as (mailbox, port):
        installed = subscribed(port)
        report = installed.json("digest", "send", expect=(1,))
    assert report["sent"] == {"failed": 1, "accepted": 1}
    assert report["reasons"] == {"a@example.vn": "550 no such user"}
    assert [letter.recipients for letter in mailbox.letters] == [("b@example.vn",)]


def test_a_person_may_send_an_edition_again_with_the_same_message_id(subscribed):
    with post_office() as (mailbox, port):
        installed = subscribed(port)
        installed.run("digest", "send")
        installed.run("digest", "resend", "--address", "b@example.vn")
        installed.run("digest", "send")
    ids = [message_from_bytes(letter.content)["Message-ID"] for letter in mailbox.letters]
    assert [letter.recipients[0] for letter in mailbox.letters] == [*READERS, "b@example.vn"]
    assert ids[1] == ids[2] != ids[0]


def test_a_preview_sends_nothing_and_writes_files(subscribed, tmp_path):
    with post_office() as (mailbox, port):
        installed = subscribed(port)
        shown = installed.run("digest", "preview").stdout
        assert "Thanh Hoá đưa chuyển đổi số về từng thôn bản (2)" in shown
        for name in ("ban.docx", "ban.html", "ban.eml", "ban.txt"):
            installed.run("digest", "preview", "-o", str(tmp_path / name))
            assert (tmp_path / name).stat().st_size > 500
        refused = installed.run("digest", "preview", "-o", str(tmp_path / "ban.pdf"), expect=(2,))
        assert "use .docx, .html, .eml, .txt" in refused.stderr
        assert installed.json("digest", "list") == []
    assert mailbox.letters == []


def test_the_daemon_sends_what_is_due(subscribed):
    with post_office() as (mailbox, port), subscribed(port).start("-v", "run") as daemon:
        assert any("digest done" in line for line in daemon.stderr)
        daemon.send_signal(signal.SIGTERM)
        daemon.communicate(timeout=10)
    assert len(mailbox.letters) == 2


def test_a_mail_server_that_is_down_keeps_the_edition_waiting(subscribed):
    with post_office() as (_, port):
        pass
    installed = subscribed(port)
    report = installed.json("digest", "send", expect=(1,))
    assert report["sent"] == {"frozen": 2}
    (listed,) = installed.json("digest", "list")
    assert all(d["due_at"] and "refused" in d["reason"] for d in listed["deliveries"])
