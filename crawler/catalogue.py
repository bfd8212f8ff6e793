"""The newspapers the program knows: one TOML file each, bundled with the program or in a folder of the user."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from crawler.source_file import check_identifier, parse_source, render_source
from newsroom.errors import FixConfiguration
from newsroom.source import Source

__all__ = [
    "bundled_directory",
    "check_identifier",
    "load_catalogue",
    "national_directory",
    "parse_source",
    "render_source",
]


def load_catalogue(
    directories: Sequence[Path] = (), *, bundled: bool = True, national: bool = False
) -> dict[str, Source]:
    """Outlet id → newspaper: the bundled provincial ones, the national ones if asked for, then those of `directories`.

    A file with an id that an earlier directory has replaces that newspaper. Raises FixConfiguration for a directory or
    file that cannot be read, a mistake in a file, and two files of one directory with one id.
    """
    own = [bundled_directory()] if bundled else []
    wider = [national_directory()] if national else []
    catalogue: dict[str, Source] = {}
    for directory in (*own, *wider, *directories):
        catalogue.update(_read_directory(directory))
    return catalogue


def bundled_directory() -> Path:
    """Where the provincial newspapers' files are."""
    return Path(str(resources.files("crawler"))) / "sources"


def national_directory() -> Path:
    """Where the national outlets' files are: a second set, off by default."""
    return bundled_directory() / "national"


def _read_directory(directory: Path) -> dict[str, Source]:
    try:
        paths = sorted(path for path in directory.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError as problem:
        raise FixConfiguration(
            f"{directory}: cannot read this folder of newspapers ({problem.strerror}); create it or correct sources.dir"
        ) from problem
    read: dict[str, Source] = {}
    for path in paths:
        source = _read_file(path)
        if source.id in read:
            raise FixConfiguration(
                f"{path}: id: {source.id!r} is also the id in {read[source.id].file}; give one of them another"
            )
        read[source.id] = source
    return read


def _read_file(path: Path) -> Source:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise FixConfiguration(f"{path}: cannot be read ({problem.strerror}); check the file's rights") from problem
    except UnicodeDecodeError as problem:
        raise FixConfiguration(f"{path}: is not UTF-8 (byte {problem.start}); save it as UTF-8") from problem
    return parse_source(text, str(path))
