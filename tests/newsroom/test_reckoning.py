from __future__ import annotations

import pytest

from newsroom.article import Evidence, Verdict
from newsroom.reckoning import reckon
from newsroom.relevance import judge
from newsroom.topic import bundled_topic
from tests.newsroom.test_labelled import labelled
from tests.newsroom.test_relevance import page, texts_of

TOPIC = bundled_topic("chuyen-doi-so")
STRONG, WEAK = "dịch vụ công trực tuyến", "công nghệ thông tin"
BODY = "Câu một có bốn âm tiết. Câu hai nằm ngay sau đó. Câu ba. Câu bốn."


def evidence(field, offset, weight, term=STRONG, ruled_out_by=""):
    facet = next(t.facet for t in TOPIC.terms if t.name == term)
    return Evidence(term, facet, field, offset, 5, weight, ruled_out_by)


OTHERS = TOPIC.weighing.others


@pytest.mark.parametrize(
    ("pieces", "shares"),
    [
        ([evidence("title", 0, 5.0)], [5.0]),
        ([evidence("title", 0, 5.0), evidence("title", 9, 4.0)], [5.0, 4.0 * OTHERS]),
        ([evidence("title", 0, 3.0), evidence("lead", 9, 4.0)], [3.0, 4.0]),
        ([evidence("body", 0, 2.0), evidence("body", 30, 3.0)], [2.0, 3.0]),
        ([evidence("body", 0, 2.0), evidence("body", 5, 3.0)], [2.0 * OTHERS, 3.0]),
        ([evidence("title", 0, 3.0), evidence("title", 9, 1.0, WEAK)], [3.0, 1.0]),
        ([evidence("title", 0, 3.0), evidence("title", 9, 0.0, ruled_out_by="số tiền")], [3.0, 0.0]),
        ([], []),
    ],
)
def test_the_strongest_of_a_field_or_sentence_counts_in_full_and_others_by_a_share(pieces, shares):
    verdict = Verdict(TOPIC.name, relevant=True, score=sum(shares), evidence=tuple(pieces))
    found = reckon(verdict, {"lead": "Một câu dẫn.", "body": BODY}, TOPIC)
    assert (found.shares, found.over, found.rest) == (tuple(shares), 0.0, 0.0)


def test_without_a_lead_the_first_sentences_of_the_body_are_one_field():
    pieces = (evidence("body", 0, 2.0), evidence("body", 30, 3.0))
    verdict = Verdict(TOPIC.name, relevant=True, score=3.5, evidence=pieces)
    assert reckon(verdict, {"lead": "", "body": BODY}, TOPIC).shares == (2.0 * OTHERS, 3.0)


def test_what_weak_terms_have_beyond_their_limit_is_taken_off():
    pieces = (evidence("title", 0, 2.5, WEAK), evidence("lead", 0, 1.0, WEAK))
    verdict = Verdict(TOPIC.name, relevant=False, score=TOPIC.weighing.weak, evidence=pieces)
    found = reckon(verdict, {"lead": "x", "body": ""}, TOPIC)
    assert (found.over, found.rest) == (TOPIC.weighing.weak - 3.5, 0.0)


def test_no_labelled_article_scores_more_than_its_lines_and_few_less():
    lowered = every = 0
    for item in labelled():
        article = page(item["title"], item["text"])
        verdict = judge(article, TOPIC)
        rest = reckon(verdict, texts_of(article), TOPIC).rest
        assert rest < 0.06, item["title"]
        lowered += rest <= -0.06
        every += 1
    assert 0 < lowered < every / 4


def test_a_tag_that_names_the_topic_is_the_rest():
    article = page("Xã mở lớp chuyển đổi số", tags=("Chuyển đổi số",))
    assert reckon(judge(article, TOPIC), texts_of(article), TOPIC).rest == pytest.approx(TOPIC.weighing.prior, abs=0.01)
