"""What the digest says in each language. Vietnamese is written in the code, other languages are catalogues in translations/.

Date forms are sentences like others: their patterns (Unicode CLDR) are translated too.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from digest.edition import Language

SOURCE = "vi"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language, and the zone in which its times are told."""

    language: Language
    zone: ZoneInfo
    _catalogue: gettext.NullTranslations = field(repr=False)

    def say(self, text: str, **values: object) -> str:
        """A Vietnamese sentence in this language, `{names}` filled in."""
        return self._catalogue.gettext(text).format(**values)

    def counted(self, text: str, n: int, **values: object) -> str:
        """A sentence with the number `{n}` in it, in the plural form of this language."""
        return self._catalogue.ngettext(text, text, n).format(n=self.number(n), **values)

    def number(self, value: float) -> str:
        """At most one decimal: `1.234,5` or `1,234.5`."""
        return format_decimal(value, format="#,##0.#", locale=self.language)

    def day(self, day: date) -> str:
        """`24/8`, `24 August`."""
        return format_date(day, self.say("d/M"), locale=self.language)

    def full_day(self, day: date) -> str:
        """`Thứ Hai, 24/8/2026`, `Monday, 24 August 2026`."""
        return format_date(day, self.say("EEEE, d/M/y"), locale=self.language)

    def numeric_day(self, day: date) -> str:
        """`24/8/2026`, `24 Aug 2026`: short and with its year, for tables."""
        return format_date(day, self.say("d/M/y"), locale=self.language)

    def month(self, day: date) -> str:
        """`8/2026`, `August 2026`."""
        return format_date(day, self.say("M/y"), locale=self.language)

    def letter_day(self, day: date) -> str:
        """`ngày 24 tháng 8 năm 2026`: decree 30/2020/NĐ-CP puts a zero before days below 10 and before months 1 and 2."""
        with_zero = self.say("'ngày' dd 'tháng' MM 'năm' y")
        return format_date(
            day, with_zero if day.month < 3 else self.say("'ngày' dd 'tháng' M 'năm' y"), locale=self.language
        )

    def clock(self, moment: datetime) -> str:
        """`14:05`."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """`14:05 24/8`, `24 August 14:05`."""
        return format_datetime(moment.astimezone(self.zone), self.say("HH:mm d/M"), locale=self.language)

    def date_of(self, moment: datetime) -> date:
        """The date that the moment has for the readers."""
        return moment.astimezone(self.zone).date()


def wording(language: Language, zone: str) -> Wording:
    """The wording of a language. Raises ZoneInfoNotFoundError for a zone that does not exist."""
    return Wording(language, ZoneInfo(zone), _catalogue(language))


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    source = resources.files("digest").joinpath("translations", f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
