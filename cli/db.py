"""`diembao db upgrade|check`."""

from __future__ import annotations

import sys

import click

from cli import desk
from cli.main import Front
from cli.output import print_json, safe


@click.group("db")
def command() -> None:
    """Look after the archive's database."""


@command.command("upgrade", short_help="Create the database or update its tables.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def upgrade(front: Front, *, as_json: bool) -> None:
    """Create the database or bring its tables to this program's version."""
    with desk.archive(front.settings, upgrade=True) as archive:
        if as_json:
            print_json({"schema": archive.schema_version})
        else:
            click.echo(f"the archive is at schema {archive.schema_version}")


@command.command("check", short_help="Look for damage in the database.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def check(front: Front, *, as_json: bool) -> None:
    """Look for damage: integrity, references, index against articles. Exit code 1 if anything is wrong."""
    with desk.archive(front.settings) as archive:
        problems = archive.check()
        if as_json:
            print_json({"schema": archive.schema_version, "problems": problems})
        elif problems:
            for problem in problems:
                click.echo(safe(problem))
        else:
            click.echo(f"no problems; schema {archive.schema_version}")
    sys.exit(1 if problems else 0)
