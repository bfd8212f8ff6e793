"""Everything that can be set, as frozen dataclasses. What belongs to one room is defined there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawler.options import CrawlOptions
from digest.options import DigestOptions, SmtpOptions

SOURCES = "sources"


@dataclass(frozen=True)
class DatabaseOptions:
    url: str = "sqlite:///var/diembao.db"


@dataclass(frozen=True)
class SourceOptions:
    bundled: bool = True  # the 34 provinces
    national: bool = False  # ministries and national outlets as well
    dir: str = SOURCES  # more *.toml; a file with a bundled id replaces it


@dataclass(frozen=True)
class TopicOptions:
    name: str = "chuyen-doi-so"  # a bundled topic, or the path of a topic file
    organisations: str = ""  # a file of organisations that are looked for besides the bundled ones


@dataclass(frozen=True)
class WebOptions:
    host: str = "127.0.0.1"
    port: int = 8080


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. `file` is where it came from, "" for built-in defaults."""

    database: DatabaseOptions = DatabaseOptions()
    sources: SourceOptions = SourceOptions()
    crawl: CrawlOptions = CrawlOptions()
    topic: TopicOptions = TopicOptions()
    digest: DigestOptions = DigestOptions()
    smtp: SmtpOptions = SmtpOptions()
    web: WebOptions = WebOptions()
    file: str = ""

    @property
    def source_directory(self) -> Path | None:
        """The folder of extra source files: beside the configuration file, else in the working folder."""
        return _find(self.sources.dir, self.file)

    @property
    def topic_file(self) -> Path | None:
        """The topic's own file, or None for a bundled topic."""
        looks_like_path = self.topic.name.endswith(".toml") or "/" in self.topic.name
        return (_find(self.topic.name, self.file) or Path(self.topic.name)) if looks_like_path else None

    @property
    def organisations_file(self) -> Path | None:
        """The user's own list of organisations, or None."""
        name = self.topic.organisations
        return (_find(name, self.file) or Path(name)) if name else None


def _find(name: str, beside: str) -> Path | None:
    for folder in (Path(beside).parent if beside else Path(), Path()):
        if (folder / name).exists():
            return folder / name
    return None
