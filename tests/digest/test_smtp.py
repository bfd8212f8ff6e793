"""How far a message came, against a real server that misbehaves on purpose."""

from __future__ import annotations

import socket

import pytest

from digest.options import SmtpOptions
from digest.smtp import Fate, PostOffice
from tests.digest.post_office import Script, post_office

MESSAGE = b"Subject: x\r\n\r\nHai d\xc3\xb2ng.\r\n"
SENDER, READER = "diembao@example.vn", "doc-gia@example.vn"


def to(port: int, **more) -> SmtpOptions:
    return SmtpOptions(host="127.0.0.1", port=port, timeout=5, **more)


@pytest.mark.parametrize(
    ("script", "fate", "arrives"),
    [
        pytest.param(Script(), Fate.ACCEPTED, True, id="taken"),
        pytest.param(Script(at_mail="550 not you"), Fate.REFUSED, False, id="sender refused"),
        pytest.param(Script(at_mail="421 busy"), Fate.LATER, False, id="busy"),
        pytest.param(Script(at_rcpt=lambda _: "550 unknown"), Fate.REFUSED, False, id="unknown recipient"),
        pytest.param(Script(at_rcpt=lambda _: "450 greylisted"), Fate.LATER, False, id="greylisted"),
        pytest.param(Script(at_data="554 no"), Fate.REFUSED, False, id="DATA refused"),
        pytest.param(Script(at_data="drop"), Fate.LATER, False, id="broken off at DATA"),
        pytest.param(Script(at_mail="drop"), Fate.LATER, False, id="broken off at MAIL"),
        pytest.param(Script(at_dot="552 too large"), Fate.REFUSED, False, id="text refused"),
        pytest.param(Script(at_dot="451 disk full"), Fate.LATER, False, id="text not taken now"),
        pytest.param(Script(at_dot="drop"), Fate.UNCERTAIN, False, id="broken off after the dot, not taken"),
        pytest.param(Script(at_dot="take and drop"), Fate.UNCERTAIN, True, id="broken off after the dot, taken"),
    ],
)
def test_the_fate_of_a_message_is_never_guessed(script, fate, arrives):
    with post_office(script) as (mailbox, port), PostOffice(to(port)) as office:
        handed = office.hand_over(SENDER, READER, MESSAGE)
    assert (handed.fate, bool(handed.reason)) == (fate, True)
    assert [letter.recipients for letter in mailbox.letters] == [(READER,)] * arrives


@pytest.mark.parametrize("fault", [Script(at_mail="drop"), Script(at_rcpt=lambda _: "550 no"), Script(at_dot="drop")])
def test_one_bad_message_does_not_cost_the_next(fault):
    with post_office(fault) as (mailbox, port), PostOffice(to(port)) as office:
        office.hand_over(SENDER, READER, MESSAGE)
        assert office.hand_over(SENDER, "khac@example.vn", MESSAGE).fate is Fate.ACCEPTED
    assert [letter.recipients for letter in mailbox.letters] == [("khac@example.vn",)]


@pytest.mark.parametrize("body", [b".\r\n", b"..\r\nA\r\n.\r\nB", b"A\n.\nB\rC", b"", b"x" * 900])
def test_the_text_arrives_as_it_was_with_network_line_ends(body):
    with post_office() as (mailbox, port), PostOffice(to(port)) as office:
        office.hand_over(SENDER, READER, b"Subject: x\r\n\r\n" + body)
    whole = b"Subject: x\n\n" + body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    wanted = whole.replace(b"\n", b"\r\n")
    assert mailbox.letters[0].content == (wanted if wanted.endswith(b"\r\n") else wanted + b"\r\n")


def test_a_closed_port_is_tried_again_later():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with PostOffice(to(port)) as office:
        handed = office.hand_over(SENDER, READER, MESSAGE)
    assert handed.fate is Fate.LATER
    assert str(port) in handed.reason


def test_nothing_is_sent_in_clear_when_starttls_was_stripped():
    with post_office() as (mailbox, port), PostOffice(to(port, tls="starttls")) as office:
        handed = office.hand_over(SENDER, READER, MESSAGE)
    assert handed.fate is Fate.LATER
    assert "STARTTLS" in handed.reason
    assert mailbox.letters == []


@pytest.mark.parametrize("address", ["a@b.vn\r\nRCPT TO:<c@d.vn>", "độcgiả@example.vn"])
def test_an_address_that_smtp_cannot_carry_is_refused(address):
    with post_office() as (mailbox, port), PostOffice(to(port)) as office:
        assert office.hand_over(SENDER, address, MESSAGE).fate is Fate.REFUSED
        assert office.hand_over(SENDER, READER, MESSAGE).fate is Fate.ACCEPTED
    assert len(mailbox.letters) == 1
