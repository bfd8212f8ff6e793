"""`diembao demo`: the sample newspapers on loopback, and everything real behind them."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli import desk
from cli.output import print_table, safe
from cli.press import press
from cli.settings import Settings, load_settings
from digest.letter import letter
from digest.options import Recipient
from digest.publish import preview
from newsroom.errors import CheckStorage, DiembaoError
from newsroom.query import Everything
from storage import Archive, Filters

FOLDER = Path("var/demo")
DROPPED_SHOWN = 12
STOP_LIMIT = 3.0  # seconds that a crawl asked to end may take; without a reason it takes less than one
STOPPED = 130  # the exit code of a verb that was stopped, as cli.main has it

CONFIGURATION = """\
# Written by `diembao demo`. Try: diembao --config {file} search 'chuyen doi so'
[database]
url = "sqlite:///{folder}/diembao.db"
[sources]
bundled = false
dir = "sources"
[crawl]
allow_private_addresses = true
delay = 0
contact = "mailto:demo@example.vn"
"""

PREVIEWED = 36  # lines of the digest: the figures and the notable stories


@click.command("demo")
@click.option(
    "--once",
    is_flag=True,
    help="Crawl once; leave out the second crawl that shows how little an unchanged press costs.",
)
def command(*, once: bool) -> None:
    """Crawl nine sample newspapers on loopback and show what comes out."""
    _let_signals_interrupt()
    file = _prepare_folder()
    settings = load_settings(str(file), {})
    click.echo("Điểm báo demo: nine invented newspapers on this machine, everything else is the real program.\n")
    with _newspapers(FOLDER / "sources"):
        first = _crawl(file)
        with desk.archive(settings) as archive:
            _show_found(first)
            _show_dropped(archive, first)
            best = _show_digest(archive, settings)
        if not once:
            _show_second(_crawl(file, *(row["outlet"] for row in first["sources"])))
    click.echo(
        f"\nThe archive is {FOLDER / 'diembao.db'}; the newspapers are closed now, so its links lead nowhere. Look around in it:"
    )
    for verb in (
        "search 'chuyen doi so'",
        "search 'tinh:nghe-an \"dịch vụ công\"'",
        f"show {best}",
        f"explain {best}",
        "digest preview -o edition.html",
        "status",
    ):
        click.echo(f"  {_program()} --config {file} {verb}")


def _prepare_folder() -> Path:
    file = FOLDER / "diembao.toml"
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in (*FOLDER.glob("diembao.db*"), *FOLDER.glob("sources/*.toml")):
            old.unlink()
        file.write_text(CONFIGURATION.format(file=file, folder=FOLDER), encoding="utf-8")
    except OSError as error:
        raise CheckStorage(f"{error.filename}: {error.strerror}; the demo needs a folder it may write to") from None
    return file


def _let_signals_interrupt() -> None:
    """SIGTERM and a closed terminal end the demo as Ctrl-C does: with everything it started."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def _newspapers(sources: Path) -> Iterator[None]:
    """The sample newspapers, in a process of their own, until the block ends.

    In a session of its own, too: Ctrl-C reaches the demo alone, which ends what it started in order.
    """
    command = [sys.executable, "-m", "tests.newspapers", "--sources", str(sources.absolute())]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=samples(), stdin=pipe, stdout=pipe, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            if not process.stdout.readline():
                raise DiembaoError("the sample newspapers did not start; the lines above say why")
            yield
        finally:
            process.stdin.close()  # their signal to stop; a demo that was killed gives it, too
            process.wait(timeout=10)


def samples() -> Path:
    """The folder of the package `tests` that holds the newspapers: inside the wheel, or the repository."""
    here = Path(__file__).parent
    for folder in (here / "sample", here.parent):
        if (folder / "tests" / "newspapers" / "__main__.py").is_file():
            return folder
    raise DiembaoError(
        f"this installation has no sample newspapers ({here / 'sample'} is missing); install diembao again, or run"
        " `make demo` in a copy of the repository"
    )


def _crawl(file: Path, *outlets: str) -> dict[str, Any]:
    """What cron would run; its report. Progress goes to our terminal."""
    command = [sys.executable, "-m", "cli.main", "--config", str(file), "crawl", "--json", *outlets]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            out, _ = process.communicate()
        except KeyboardInterrupt:
            _stop(process)
            if process.returncode == STOPPED:  # it has said so
                sys.exit(STOPPED)
            raise
    if process.returncode not in {0, 1}:
        raise DiembaoError("the crawl did not work; the lines above say why")
    report: dict[str, Any] = json.loads(out)
    return report


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a crawl and its workers: asked first, killed if it does not listen."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_LIMIT)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _show_found(report: dict[str, Any]) -> None:
    total = report["total"]
    click.echo(
        f"Found: {total['found']} links, {total['extracted']} articles read, {total['kept']} kept "
        f"({total['copies']} of them copies of another), in {report['seconds']:.1f} s\n"
    )
    columns = ("found", "extracted", "kept", "copies", "irrelevant", "requests")
    print_table(
        ["newspaper", "links", "read", "kept", "copies", "off topic", "requests"],
        [[row["outlet"], *(row[name] for name in columns)] for row in report["sources"]],
    )


def _show_dropped(archive: Archive, report: dict[str, Any]) -> None:
    failed = [(row["outlet"], kind, n) for row in report["sources"] for kind, n in row["failed"].items()]
    page = archive.search(Everything(), Filters(relevant=False), limit=200)
    click.echo(
        f"\nDropped: {page.total} articles that are not on the topic, {sum(n for *_, n in failed)} pages that are none"
    )
    for outlet, kind, number in failed:
        click.echo(f"  {outlet}: {number} × {kind}")
    doubtful = sorted((hit.article for hit in page.hits), key=lambda a: -a.score)
    click.echo(f"\nThe {DROPPED_SHOWN} that came closest, and why they were dropped:")
    for article in doubtful[:DROPPED_SHOWN]:
        known = archive.explain(article.id)
        reason = known.verdict.reason if known and known.verdict else ""
        click.echo(f"  {safe(article.title)} ({article.outlet})\n      {safe(reason)}")


def _program() -> str:
    """How a person can start this program again from here."""
    beside = Path(sys.executable).with_name("diembao")
    return os.path.relpath(beside) if beside.exists() and shutil.which("diembao") is None else "diembao"


def _show_digest(archive: Archive, settings: Settings) -> int:
    """What an edition would say now. Returns the id of its first article."""
    found = preview(press(settings, archive), Recipient("demo", ()), desk.clock())
    mail = letter(found)
    click.echo("\n" + "─" * 30 + " digest preview " + "─" * 30)
    click.echo("\n".join([mail.subject, "", *mail.text.splitlines()[:PREVIEWED], "…"]))
    click.echo("─" * 76)
    return found.notable[0].article_id if found.notable else 1


def _show_second(report: dict[str, Any]) -> None:
    total = report["total"]
    click.echo(
        f"\nCrawled once more: {total['requests']} requests, one per list, "
        f"{sum(row['lists_unchanged'] for row in report['sources'])} answered “not modified”, {total['fetched']} articles fetched."
    )
