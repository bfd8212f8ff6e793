from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.query import And, Filter, Phrase, QueryError, parse
from newsroom.rewording import MOST, rewordings

TERMS = ("chuyển đổi số", "Viettel", "nông nghiệp số")


def proposed(query):
    return list(rewordings(parse(query, known_terms=TERMS)))


@pytest.mark.parametrize(
    ("query", "tried"),
    [
        ("na pan thong minh", ["na pan AND thong minh"]),
        ("đòn lắc rau sạch", ["đòn lắc AND rau sạch"]),
        ("Phú Cường 5G", ["phú cường AND 5g"]),
        ("bản Na Pan thông minh", ["bản na AND pan thông minh", "bản na pan AND thông minh"]),
        ("wifi trường học", ["wifi AND trường học"]),
        ("a b c d e f", ["a b c AND d e f", "a b AND c d AND e f"]),
    ],
)
def test_a_run_is_tried_in_words_of_two_and_three_syllables_the_fewest_first(query, tried):
    found = proposed(query)
    assert found[: len(tried)] == tried


@pytest.mark.parametrize(
    "query", ["chuyển đổi sổ", "chuyen doi so", "kinh te xanh", "viettel", "xa", "", "-na pan thong"]
)
def test_a_syllable_alone_is_no_word_so_three_are_never_cut(query):
    assert proposed(query) == []


@pytest.mark.parametrize(
    "query", ['"na pan thong minh"', "na pan thong minh OR rau sach don lac", "-(na pan thong minh)"]
)
def test_what_the_person_put_together_stays_together(query):
    assert proposed(query) == []


@pytest.mark.parametrize(
    ("query", "tried"),
    [
        ("chuyen doi so na pan thong minh", "chuyen doi so AND na pan AND thong minh"),
        ('"rau sạch" AND na pan thong minh', '"rau sạch" AND na pan AND thong minh'),
        ("tinh:ha-tinh na pan thong minh", 'province:"ha-tinh" AND na pan AND thong minh'),
        ("sapo:na pan thong minh", "lead:(na pan AND thong minh)"),
    ],
)
def test_the_rest_of_the_query_is_kept(query, tried):
    assert proposed(query)[0] == tried


@given(
    st.lists(
        st.sampled_from(["na", "pan", "5g", "viettel", "chuyển đổi số", '"rau sạch"', "tinh:hue", "sapo:"]), max_size=14
    )
)
def test_a_rewording_is_a_query_that_asks_for_the_same_words(words):
    try:
        node = parse(" ".join(words), known_terms=TERMS)
    except QueryError:
        return
    texts = list(rewordings(node))
    assert len(texts) <= MOST
    for text in texts:
        assert list(asked(parse(text, known_terms=TERMS))) == list(asked(node))


def asked(node):
    """The words and values of a tree, in order."""
    match node:
        case And(parts):
            for part in parts:
                yield from asked(part)
        case Phrase(words, _, field):
            yield from ((field, word) for word in words)
        case Filter(field, value):
            yield field, value
