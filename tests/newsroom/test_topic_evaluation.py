from __future__ import annotations

import json

import pytest

from newsroom.errors import FixConfiguration
from newsroom.topic import bundled_topic
from newsroom.topic_evaluation import Labelled, as_extracted, evaluate, read_labelled

TOPIC = bundled_topic("chuyen-doi-so")
YES = Labelled("Chuyển đổi số ở xã", "Xã bàn chuyển đổi số.", relevant=True, line=1)
NO = Labelled("Mưa lớn ở xã", "Mưa to, gió lớn.", relevant=False, line=2)
MISSED = Labelled("Gió mùa về", "Trời trở lạnh.", relevant=True, line=3)
FALSE_ALARM = Labelled("Kinh tế số ở xã", "Xã bàn kinh tế số.", relevant=False, line=4)


def read(*lines: str) -> tuple[Labelled, ...]:
    return read_labelled("\n".join(lines).encode(), "bai.jsonl")


def line(label: object = True, **changes: object) -> str:
    return json.dumps({"title": "A", "text": "B", "label": label, **changes}, ensure_ascii=False)


@pytest.mark.parametrize("label", [True, 1, "true", "1", "relevant", "Relevant", "liên quan", "Liên  quan"])
def test_a_label_that_says_relevant(label):
    assert read(line(label))[0].relevant


@pytest.mark.parametrize("label", [False, 0, "false", "0", "irrelevant", "không liên quan", " Không liên quan "])
def test_a_label_that_says_irrelevant(label):
    assert not read(line(label))[0].relevant


def test_empty_lines_other_keys_and_a_byte_order_mark_do_not_matter():
    content = b"\xef\xbb\xbf\n" + line(note="ghi chú", url="x").encode() + b"\r\n\n" + line(False, lead="Sapo").encode()
    assert [(item.line, item.lead) for item in read_labelled(content, "bai.jsonl")] == [(2, ""), (4, "Sapo")]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "is not an object"),
        ('{"text": "B", "label": true}', '"title" is missing'),
        ('{"title": "A", "label": true}', '"text" is missing'),
        ('{"title": "A", "text": "B"}', '"label" is missing'),
        (line(title=None), '"title" must be a string'),
        (line(text=["B"]), '"text" must be a string'),
        (line(lead=3), '"lead" must be a string'),
        (line("có thể"), "'có thể'"),
        (line(2), "'2'"),
        (line(None), "'NoneType'"),
        (line([True]), "must be one of"),
    ],
)
def test_a_bad_line_is_named_with_its_number(bad, says):
    with pytest.raises(FixConfiguration, match=r"bai\.jsonl: line 2: ") as told:
        read(line(), bad, line())
    assert says in str(told.value)


def test_bytes_that_are_no_text_are_a_bad_line():
    with pytest.raises(FixConfiguration, match="line 2: is not JSON"):
        read_labelled(line().encode() + b'\n{"title": "\xff"}', "bai.jsonl")


def test_every_bad_line_is_named_up_to_a_number_that_fits_a_screen():
    with pytest.raises(FixConfiguration) as told:
        read(*["{"] * 50)
    assert str(told.value).count("bai.jsonl: line ") == 20
    assert "30 more" in str(told.value)


def test_a_file_without_articles_is_refused():
    with pytest.raises(FixConfiguration, match="holds no article"):
        read("", "  ")


@pytest.mark.parametrize(
    ("items", "precision", "recall", "f1"),
    [
        ([YES, NO], 1.0, 1.0, 1.0),
        ([YES, NO, MISSED], 1.0, 0.5, 0.6667),
        ([YES, NO, FALSE_ALARM], 0.5, 1.0, 0.6667),
        ([YES, MISSED, FALSE_ALARM], 0.5, 0.5, 0.5),
        ([NO], 1.0, 1.0, 1.0),
        ([FALSE_ALARM], 0.0, 0.0, 0.0),
        ([MISSED], 0.0, 0.0, 0.0),
    ],
)
def test_precision_recall_and_f1(items, precision, recall, f1):
    result = evaluate(items, TOPIC)
    assert (result.n, result.precision, result.recall, result.f1) == (len(items), precision, recall, f1)


def test_every_mistake_is_told_with_its_line_the_persons_label_and_the_verdict():
    mistakes = evaluate([YES, NO, MISSED, FALSE_ALARM], TOPIC).mistakes
    assert [(one.line, one.label, one.title) for one in mistakes] == [
        (3, "relevant", "Gió mùa về"),
        (4, "irrelevant", "Kinh tế số ở xã"),
    ]
    assert mistakes[1].verdict.evidence[0].term == "kinh tế số"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Một.\n\n  Hai. \nBa.\n", ("Một.", "Hai.", "Ba.")),
        ("Bán trên sàn thương\nmại điện tử,\nmã QR.\nHết.", ("Bán trên sàn thương mại điện tử, mã QR.", "Hết.")),
        ("Xã A\nĐội bóng\n- đi đầu.\n\ncòn lại", ("Xã A", "Đội bóng", "- đi đầu.", "còn lại")),
        ("một\n\nhai", ("một", "hai")),
        ("", ()),
    ],
    ids=["lines", "wrapped lines", "capitals and bullets", "blank lines", "nothing"],
)
def test_every_line_of_a_text_is_a_paragraph_unless_it_only_goes_on(text, paragraphs):
    assert as_extracted(Labelled("A", text, relevant=True)).paragraphs == paragraphs


def test_half_characters_become_ones_that_can_be_printed():
    item = read('{"title": "A\\ud800", "text": "\\udfff", "label": 1}')[0]
    assert f"{item.title}{item.text}".encode()
