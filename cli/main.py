"""`diembao`: the command line. Machine output goes to stdout, everything else to stderr."""

from __future__ import annotations

import asyncio
import importlib
import logging
import sys
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version

import click

from cli.settings import Settings, load_settings
from newsroom.errors import DiembaoError

# verb → module; imported only when the verb is used, so that `diembao --help` starts at once
VERBS = {
    "config": "cli.config",
    "crawl": "cli.crawl",
    "db": "cli.db",
    "demo": "cli.demo",
    "digest": "cli.digest",
    "explain": "cli.explain",
    "run": "cli.run",
    "search": "cli.search",
    "show": "cli.show",
    "sources": "cli.sources",
    "status": "cli.status",
    "stories": "cli.stories",
    "topic": "cli.topic",
    "verdict": "cli.verdict",
}


@dataclass
class Front:
    """What every verb starts from."""

    config: str | None
    verbose: bool

    @cached_property
    def settings(self) -> Settings:
        return load_settings(self.config)


class _Verbs(click.Group):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = VERBS.get(cmd_name)
        return None if module is None else importlib.import_module(module).command


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--config", metavar="FILE", help="Configuration file (default: diembao.toml in the working folder).")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what is going on.")
@click.version_option(version("diembao"), prog_name="diembao")
@click.pass_context
def diembao(ctx: click.Context, config: str | None, verbose: bool) -> None:
    """Điểm báo: what the Vietnamese provincial press writes about digital transformation."""
    ctx.obj = Front(config, verbose)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def main() -> None:
    """Run the command line; an error the program can explain is one line on stderr and its exit code."""
    try:
        diembao(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except (click.Abort, asyncio.CancelledError, KeyboardInterrupt):
        click.echo("diembao: stopped; what is left waits for the next run", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DiembaoError as error:
        for line in str(error).splitlines():
            click.echo(f"diembao: {line}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `diembao search … | head`: nobody wants the rest
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
