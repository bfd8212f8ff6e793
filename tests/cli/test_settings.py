"""Configuration: defaults ← file ← environment, and what is said of a wrong one."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from cli.settings import load_settings
from newsroom.errors import FixConfiguration


@pytest.fixture(autouse=True)
def _working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(text: str, name: str = "diembao.toml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_without_any_file_the_defaults_are_in_force():
    settings = load_settings(environment={})
    assert settings.database.url == "sqlite:///var/diembao.db"
    assert settings.crawl.every == timedelta(minutes=30)
    assert settings.digest.timezone == "Asia/Ho_Chi_Minh"
    assert settings.file == ""


def test_a_diembao_toml_in_the_working_folder_is_read():
    written('[crawl]\nevery = "2h"\n')
    settings = load_settings(environment={})
    assert (settings.crawl.every, settings.file) == (timedelta(hours=2), "diembao.toml")


def test_the_environment_wins_over_the_file():
    file = written('[crawl]\nevery = "2h"\ndelay = 3\n')
    settings = load_settings(file, {"DIEMBAO_CRAWL__EVERY": "45m", "DIEMBAO_SOURCES__BUNDLED": "false"})
    assert (settings.crawl.every, settings.crawl.delay) == (timedelta(minutes=45), 3.0)
    assert not settings.sources.bundled


def test_recipients_are_a_list_of_tables():
    file = written('[[digest.recipients]]\nname = "comms"\nto = ["a@example.vn"]\nquery = "tinh:ha-tinh"\n')
    (recipient,) = load_settings(file, {}).digest.recipients
    assert (recipient.name, recipient.to, recipient.query) == ("comms", ("a@example.vn",), "tinh:ha-tinh")


def test_every_key_of_the_design_is_accepted():
    file = written(
        '[database]\nurl = "sqlite:///x.db"\n[sources]\nbundled = true\ndir = "sources"\n'
        '[crawl]\nevery = "30m"\ncontact = "mailto:a@example.vn"\ndelay = 0\nallow_private_addresses = true\n'
        '[topic]\nname = "chuyen-doi-so"\n[digest]\nat = "07:00"\ntimezone = "Asia/Ho_Chi_Minh"\n'
        '[[digest.recipients]]\nname = "comms"\nto = ["a@example.vn"]\nquery = ""\n'
        '[smtp]\nhost = "127.0.0.1"\nport = 25\n[web]\nhost = "127.0.0.1"\nport = 8080\n'
    )
    assert load_settings(file, {}).crawl.contact == "mailto:a@example.vn"


SANG = '[[digest.recipients]]\nname = "a"\nto = ["a@example.vn"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[crawl]\nevry = 1", "unknown key crawl.evry; allowed here: every, contact", id="unknown key"),
        pytest.param("[crwl]\nevery = 1", "unknown key crwl; allowed here: database, sources", id="unknown section"),
        pytest.param("crawl = 3", "crawl: must be a table", id="not a table"),
        pytest.param("[crawl]\nevery = 30", "crawl.every: must be a duration such as", id="duration without a unit"),
        pytest.param('[crawl]\ndelay = "slow"', "crawl.delay: input should be a valid number", id="wrong type"),
        pytest.param("[crawl]\ndelay = -1", "crawl.delay: must not be negative", id="out of range"),
        pytest.param("[crawl]\ndelay = 0", "only together with allow_private_addresses", id="no delay on the open net"),
        pytest.param("[[digest.recipients]]\nname = 'a'", "digest.recipients.0.to: field required", id="missing key"),
        pytest.param(f"{SANG}{SANG}", "digest.recipients.1.name: there already is a digest 'a'", id="two of one name"),
        pytest.param(f'{SANG}at = "7"', "digest.recipients.0.at: '7' is no time of day", id="a reader's own time"),
        pytest.param(f"{SANG}weekdays = []", "digest.recipients.0.weekdays: must name at least one", id="no weekday"),
        pytest.param('[smtp]\nsender = "báo@example.vn"', "smtp.sender: 'báo@example.vn' is no mail", id="sender"),
        pytest.param("[crawl\n", "is not valid TOML", id="broken TOML"),
        pytest.param("[crawl]\nmax_list = 0", "crawl.max_list: must be above 0", id="a limit of nothing"),
        pytest.param("[crawl]\ncycle_timeout = '0s'", "crawl.cycle_timeout: must be above", id="no time at all"),
        pytest.param(
            "[sources]\ndir = 'papers'", "sources.dir: there is no folder 'papers'; make it, or", id="no such folder"
        ),
        pytest.param("[sources]\ndir = 'diembao.toml'", "sources.dir: 'diembao.toml' is not a folder", id="a file"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_what_is_allowed(text, said):
    file = written(text)
    with pytest.raises(FixConfiguration) as caught:
        load_settings(file, {})
    assert str(caught.value).startswith("diembao.toml: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


CLOCKS = ["25:00", "7:00", "07:60", "07:00:00", "seven", ""]
ZONES = ["Hanoi", "Asia/Hanoi", "+07:00", ""]
CONTACTS = [
    "foo",
    "a\\nX: y",
    "mailto:",
    "mailto:foo",
    "@example.vn",
    "a@b@example.vn",
    "ftp://example.vn",
    "http://",
    "a b@c.vn",
]
ADDRESSES = ["foo", "a@", "@example.vn", "a b@example.vn", "a@example.vn, b@example.vn", ".a@example.vn", "a@.vn", ""]
DATABASES = [
    "nonsense",
    "",
    "sqlite",
    "mysql://root@127.0.0.1/press",
    "mongodb://127.0.0.1",
    "postgresql+asyncpg://h/d",
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((f'[digest]\nat = "{one}"', 'digest.at: {} is no time of day; write it as "07:00"') for one in CLOCKS),
        *((f'[digest]\ntimezone = "{one}"', "digest.timezone: {} is not a time zone name (IANA)") for one in ZONES),
        *(
            (f'[crawl]\ncontact = "{one}"', "crawl.contact: {} is no contact; allowed: a mail address")
            for one in CONTACTS
        ),
        *(
            (
                f'[[digest.recipients]]\nname = "a"\nto = ["a@example.vn", "{one}"]',
                "digest.recipients.0.to.1: {} is no mail",
            )
            for one in ADDRESSES
        ),
    ],
)
def test_a_value_of_the_right_type_that_means_nothing_is_shown_with_what_is_allowed(text, said):
    value = tomllib.loads(text)
    while not isinstance(value, str):
        value = value[-1] if isinstance(value, list) else list(value.values())[-1]
    with pytest.raises(FixConfiguration) as caught:
        load_settings(written(text), {})
    assert str(caught.value).startswith(f"diembao.toml: {said.format(repr(value))}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", DATABASES)
def test_a_database_of_another_kind_is_refused_and_never_shown(url):
    with pytest.raises(
        FixConfiguration, match=r"^diembao\.toml: database\.url: .*allowed: sqlite:///FILE or"
    ) as caught:
        load_settings(written(f'[database]\nurl = "{url}"'), {})
    assert "root@" not in str(caught.value)


@pytest.mark.parametrize(
    "contact",
    ["ban@example.vn", "mailto:ban@example.vn", "mailto:ban@example.vn?subject=b", "https://example.vn/bot", "a.b+c@x"],
)
def test_a_contact_is_a_mail_address_or_a_page(contact):
    assert load_settings(written(f'[crawl]\ncontact = "{contact}"'), {}).crawl.contact == contact


def test_a_recipient_s_query_that_cannot_be_read_is_refused_with_the_place():
    file = written('[[digest.recipients]]\nname = "a"\nto = ["a@example.vn"]\nquery = "viettel AND (vnpt"')
    with pytest.raises(FixConfiguration, match=r"digest\.recipients\.0\.query: Câu tìm sai ở ký tự 13: ngoặc mở"):
        load_settings(file, {})


def test_every_problem_is_told_a_line_each_with_where_it_comes_from():
    file = written('[crawl]\nevry = 1\ndelay = "slow"\n[smtp]\nport = 0\n[web]\nport = "x"\n[digest]\nat = "noon"')
    with pytest.raises(FixConfiguration) as caught:
        load_settings(
            file, {"DIEMBAO_CRAWL__CONTACT": "foo", "DIEMBAO_DIGEST__RECIPIENTS": '[{"name": "a", "to": []}]'}
        )
    assert [line.partition(": ")[0] + ": " + line.split(": ")[1] for line in str(caught.value).splitlines()] == [
        "diembao.toml: unknown key crawl.evry; allowed here",
        "diembao.toml: crawl.delay",
        "diembao.toml: web.port",
        "environment variable DIEMBAO_CRAWL__CONTACT: crawl.contact",
        "diembao.toml: digest.at",
        "environment variable DIEMBAO_DIGEST__RECIPIENTS: digest.recipients.0.to",
        "diembao.toml: smtp.port",
    ]


def test_a_wrong_environment_variable_is_named():
    with pytest.raises(FixConfiguration, match=r"environment variable DIEMBAO_CRAWL__EVRY: unknown key crawl\.evry"):
        load_settings(environment={"DIEMBAO_CRAWL__EVRY": "1h"})


def test_a_named_file_that_is_not_there_is_an_error():
    with pytest.raises(FixConfiguration, match=r"nowhere\.toml: no such configuration file"):
        load_settings("nowhere.toml", {})


def test_the_source_folder_is_looked_for_beside_the_file_first(tmp_path):
    (tmp_path / "etc" / "sources").mkdir(parents=True)
    (tmp_path / "sources").mkdir()
    file = written("", "etc/site.toml")
    assert load_settings(file, {}).source_directory == Path("etc/sources")
