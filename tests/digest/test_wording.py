"""Every sentence of the digest has its English, none is left over, and dates and numbers are each language's own."""

from __future__ import annotations

import ast
import re
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import digest
from digest.wording import wording

FOLDER = Path(digest.__file__).parent
ZONE = "Asia/Ho_Chi_Minh"
KINDS = {"say": False, "counted": True}  # whether it has plural forms


def sentences() -> dict[str, bool]:
    """What the code says; read as a syntax tree, so that calls inside f-strings count."""
    found = {}
    for file in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in KINDS:
                assert isinstance(node.args[0], ast.Constant), (
                    f"{file.name}:{node.lineno} says what no catalogue can know"
                )
                found[node.args[0].value] = KINDS[node.func.attr]
    return found


def catalogue(language: str):
    with (FOLDER / "translations" / f"{language}.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(file)
            if message.id
        }


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_is_in_the_catalogue_and_none_is_left_over():
    assert set(catalogue("en")) == set(sentences())


def test_every_sentence_is_translated_in_all_its_forms_with_all_its_names():
    plural = sentences()
    for text, message in catalogue("en").items():
        forms = message.string if plural[text] else (message.string,)
        assert isinstance(message.string, tuple) == plural[text], text
        assert len(forms) == (2 if plural[text] else 1), text
        assert not message.fuzzy, text
        for form in forms:
            assert form, text
            assert "'" in text or names(form) == names(text), text


@pytest.mark.parametrize("template", sorted(path.name for path in (FOLDER / "templates").iterdir()))
def test_a_template_says_nothing_itself(template):
    written = (FOLDER / "templates" / template).read_text("utf-8")
    said = re.sub(r"<style.*?</style>|<!--.*?-->|<[^>]*>|{[{%#].*?[}%#]}", "", written, flags=re.DOTALL)
    assert not [letter for letter in said if letter.isalpha()]


@pytest.mark.parametrize(
    ("language", "day", "full", "letter", "moment", "number"),
    [
        ("vi", "5/2", "Thứ Năm, 5/2/2026", "ngày 05 tháng 02 năm 2026", "07:05 5/2", "1.234,5"),
        ("en", "5 February", "Thursday, 5 February 2026", "5 February 2026", "5 February 07:05", "1,234.5"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(language, day, full, letter, moment, number):
    words, when = wording(language, ZONE), date(2026, 2, 5)
    assert (words.day(when), words.full_day(when), words.letter_day(when)) == (day, full, letter)
    assert words.moment(datetime(2026, 2, 5, 0, 5, tzinfo=UTC)) == moment
    assert words.number(1234.5) == number


def test_a_month_of_two_digits_has_no_zero_and_march_has_none():
    assert wording("vi", ZONE).letter_day(date(2026, 3, 24)) == "ngày 24 tháng 3 năm 2026"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (1200, "1,200 articles")]
)
def test_english_has_a_plural(n, said):
    assert wording("en", ZONE).counted("{n} bài", n) == said


def test_braces_in_a_name_are_only_text():
    assert wording("vi", ZONE).say("Truy vấn: {query}", query="{digest.__class__}") == "Truy vấn: {digest.__class__}"
