"""What the bundled topic is worth: every article here has the word of a person whether it belongs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsroom.relevance import judge
from newsroom.topic import bundled_topic
from newsroom.topic_evaluation import Labelled, as_extracted, evaluate
from tests.newspapers.manuscript import manuscripts

TOPIC = bundled_topic("chuyen-doi-so")
FOLDER = Path(__file__).parent / "labelled"


def labelled(kind="*"):
    for file in sorted(FOLDER.glob(f"{kind}.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def articles():
    return [Labelled(item["title"], item["text"], item["label"]) for item in labelled()]


def test_precision_and_recall_on_the_labelled_set_are_what_was_reached():
    result = evaluate(articles(), TOPIC)
    missed = [mistake.title for mistake in result.mistakes]
    assert result.precision >= 0.99, missed
    assert result.recall >= 0.975, missed


def test_the_labelled_set_is_large_and_half_of_it_is_hard():
    hard = list(labelled("*_hard"))
    assert len(list(labelled())) >= 300
    assert len(hard) >= 150
    assert {item["label"] for item in hard} == {True, False}


def test_every_labelled_article_says_why_and_is_there_once():
    items = list(labelled())
    assert all(item["why"] and isinstance(item["label"], bool) for item in items)
    assert len({item["title"] for item in items}) == len(items)


def test_scores_near_the_threshold_are_marked():
    for article in articles():
        said = judge(as_extracted(article), TOPIC)
        near = abs(said.score - TOPIC.weighing.threshold) <= TOPIC.weighing.margin
        assert said.borderline is near
        assert said.relevant is (said.score >= TOPIC.weighing.threshold)


@pytest.mark.parametrize("lead_apart", [True, False], ids=["lead apart", "lead in the text"])
def test_every_article_of_the_sample_newspapers_is_judged_as_its_ledger_says(lead_apart):
    pieces = [
        Labelled(
            one.title,
            "\n".join(one.paragraphs if lead_apart else (one.lead, *one.paragraphs)),
            one.relevant,
            one.lead if lead_apart else "",
        )
        for shelf in manuscripts().values()
        for one in shelf
        if one.paragraphs
    ]
    assert len(pieces) > 150
    assert [(one.title, one.label) for one in evaluate(pieces, TOPIC).mistakes] == []
