"""The analysts' query language: text → tree, with errors that show their place.

    chuyển đổi số                  the phrase, exactly as accented ("thoả thuận" = "thỏa thuận", but "sổ" is not "số")
    chuyen doi so                  typed without any accent: any accents match
    chuyen doi so viettel          "chuyen doi so" AND viettel, because the program knows that term (see `parse`)
    "họp không giấy"               exactly this phrase, never taken apart
    a AND b, a OR b, NOT a, -a     also VÀ, HOẶC, KHÔNG; operators are capitals; side by side means AND
    (a OR b) AND c                 AND and OR mixed need brackets
    title:"…" lead:… body:…        also tieude, sapo, noidung; holds for the words up to the next operator
    province:ha-tinh               also tinh; outlet|bao, facet|linhvuc, author|tacgia, section|chuyenmuc, tag|nhan,
                                   status|trangthai, org|tochuc; one word, a known name, or a value in quotes

The tree is what storage turns into SQL. A `Phrase` holds syllables in the form it is to be looked up in
(`newsroom.vietnamese`), so nothing a person typed ever reaches an index as syntax.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from newsroom.query_reader import MAX_LENGTH, Reader, Terms
from newsroom.query_tree import (
    And,
    Everything,
    Filter,
    FilterField,
    Form,
    Node,
    Not,
    Or,
    Phrase,
    QueryError,
    TextField,
    explain,
)
from newsroom.vietnamese import folded_form, nfc, syllables

__all__ = [
    "And",
    "Everything",
    "Filter",
    "FilterField",
    "Form",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "QueryError",
    "TextField",
    "explain",
    "parse",
]


def parse(text: str, *, known_terms: Iterable[str], known_values: Iterable[str] = ()) -> Node:
    """Read a query.

    A bare run of words is one phrase, except where it holds a term of `known_terms` (topic terms, organisations,
    province names): a Vietnamese word spans syllables and nothing in the text says where it ends, so a known term is
    cut out of the run, longest first, compared without accents, and the pieces must all occur. `known_terms` of one
    syllable shorter than three letters ("AI", "5G") cut nothing. Whether a piece is looked up with or without accents
    is decided for each piece: any accent typed in it means exact. `known_values` are names of several words that a
    filter may be given without quotes (linhvuc:chính quyền số); they cut nothing.

    Raises QueryError, and nothing else, whatever the text.
    """
    composed = nfc(text)
    if len(composed) > MAX_LENGTH:
        raise QueryError(f"dài {len(composed)} ký tự, tối đa {MAX_LENGTH}", composed, MAX_LENGTH)
    return Reader(composed, _known(frozenset(known_terms)), _known(frozenset(known_values))).read()


@lru_cache(maxsize=8)
def _known(terms: frozenset[str]) -> Terms:
    """The terms as folded syllables; those too short to cut a run are left out."""
    known = (syllables(folded_form(term)) for term in terms)
    return frozenset(term for term in known if len(term) > 1 or len("".join(term)) > 2)
