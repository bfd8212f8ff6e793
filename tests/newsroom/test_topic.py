from __future__ import annotations

import csv
from pathlib import Path

import pytest

from newsroom.errors import FixConfiguration
from newsroom.topic import bundled_topic, bundled_topics, parse_topic
from newsroom.vietnamese import exact_form, syllables

LEXICON = Path(__file__).parents[3] / "shared" / "facts" / "lexicon.csv"

SMALL = """\
name = "nuoc-sach"
title = "Nước sạch"

[weighing]
threshold = 5
margin = 1.0
title = 1.0
lead = 0.7
body = 0.5
caption = 0.1
others = 0.25
sentences = 3
spread = 0.2
weak = 2.0
prior = 0.5

[[facet]]
name = "nguồn nước"

[facet.terms]
"nước sạch" = 5
"nhà máy nước" = { weight = 3, also = ["trạm cấp nước"], near = ["@nơi chốn"], within = 60 }

[[guard]]
name = "tên riêng"
terms = ["nước sạch"]
after = ["Sông Đà"]

[[context]]
name = "quảng cáo"
words = ["khuyến mãi"]
places = ["title"]
unless_title = ["nguồn nước"]
reason = "bài quảng cáo"

[lists]
"nơi chốn" = ["xã", "phường"]
"""


def test_a_topic_file_becomes_a_topic():
    topic = parse_topic(SMALL, "nuoc.toml")
    assert topic.name == "nuoc-sach"
    assert [(term.name, term.facet, term.weight) for term in topic.terms] == [
        ("nước sạch", "nguồn nước", 5.0),
        ("nhà máy nước", "nguồn nước", 3.0),
    ]
    assert topic.terms[1].forms == ("nhà máy nước", "trạm cấp nước")
    assert topic.terms[1].near == ("xã", "phường")
    assert topic.contexts[0].unless_title == ("nguồn nước",)
    assert "trạm cấp nước" in topic.known_terms


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("(sổ|thẻ) điện tử", ["sổ điện tử", "thẻ điện tử"]),
        ("khám(| chữa) bệnh", ["khám bệnh", "khám chữa bệnh"]),
        ("(đọc|ghi) (sổ|số)", ["đọc sổ", "đọc số", "ghi sổ", "ghi số"]),
        ("trí tuệ nhân tạo (AI)", ["trí tuệ nhân tạo (AI)"]),
        ("(nước|nước) máy", ["nước máy"]),
    ],
)
def test_a_choice_in_brackets_stands_for_several_phrases(phrase, forms):
    topic = parse_topic(SMALL.replace('["trạm cấp nước"]', f'["{phrase}"]'), "nuoc.toml")
    assert list(topic.terms[1].forms) == ["nhà máy nước", *forms]


def test_choices_are_made_in_guards_and_lists_too():
    text = SMALL.replace('["Sông Đà"]', '["(Sông|Suối) Đà"]').replace('["xã", "phường"]', '["(xã|phường) (A|B)"]')
    topic = parse_topic(text, "nuoc.toml")
    assert topic.guards[0].after == ("Sông Đà", "Suối Đà")
    assert topic.terms[1].near == ("xã A", "xã B", "phường A", "phường B")


def test_a_word_of_the_setting_is_weak():
    topic = parse_topic(SMALL.replace('"nước sạch" = 5', '"nước sạch" = { weight = 1, setting = true }'), "nuoc.toml")
    assert topic.terms[0].setting
    assert topic.terms[0].weak


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("threshold = 5", "treshold = 5", 4, "threshold"),
        ("threshold = 5", "threshold = 'cao'", 5, "weighing.threshold"),
        ("threshold = 5", "threshold = -1", 5, "greater than 0"),
        ("caption = 0.1\n", "", 4, "weighing.caption"),
        ('name = "nuoc-sach"', 'name = "Nước sạch"', 1, "lower-case"),
        ('"nước sạch" = 5', '"nước sạch" = "5"', 21, "nước sạch"),
        ('"nước sạch" = 5', '"nước sạch" = 50', 21, "less than or equal to 10"),
        ('"nước sạch" = 5', '"nước sạch" = { weight = 5, alo = 1 }', 21, "nước sạch.alo"),
        ('"nước sạch" = 5', '"nước sạch" = { also = ["nước máy"] }', 21, "nước sạch"),
        ('"nước sạch" = 5', '"…" = 5', 21, "no letter"),
        ('"nước sạch" = 5', '"(nước|sông) sạch" = 5', 21, "one name"),
        ('["trạm cấp nước"]', '["(a|b)(|…)", "(|…)"]', 22, "no letter"),
        ('["trạm cấp nước"]', '["' + "(a|b)" * 40 + '"]', 22, "more than 500"),
        ('"nước sạch" = 5', '"trạm cấp nước" = 5', 22, "already a spelling"),
        ('near = ["@nơi chốn"]', 'near = ["@nơi"]', 22, "there is no list 'nơi'"),
        ("within = 60", "within = 'near'", 22, "within"),
        ('terms = ["nước sạch"]', 'terms = ["nước"]', 26, "there is no term 'nước'"),
        ('after = ["Sông Đà"]', "", 25, "'after' or 'near'"),
        ('places = ["title"]', 'places = ["heading"]', 32, "places"),
        ('unless_title = ["nguồn nước"]', 'unless_title = ["nguồn"]', 33, "there is no facet 'nguồn'"),
        ('reason = "bài quảng cáo"\n', "", 29, "reason"),
        ('[[facet]]\nname = "nguồn nước"', '[[facet]]\nname = "a"\nterms = {}\n[[facet]]\nname = "a"', 21, "there already is a facet"),
        ('[[facet]]', '[[facett]]', 1, "facet"),
        ("[lists]", "[lists", None, "not valid TOML"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_topic_file_is_named_with_its_line(old, new, line, says):
    assert old in SMALL
    with pytest.raises(FixConfiguration) as caught:
        parse_topic(SMALL.replace(old, new, 1), "nuoc.toml")
    message = str(caught.value)
    assert message.startswith("nuoc.toml: ")
    assert says in message
    assert "\n" not in message
    if line:
        assert f"line {line}:" in message


@pytest.mark.parametrize(
    "text", ["", "\x00", "[" * 5000, "a = " + "9" * 6000, "facet = 3", "facet = [1]", "[[facet]]\nterms = 4"]
)
def test_no_topic_file_raises_anything_else(text):
    with pytest.raises(FixConfiguration, match=r"x\.toml"):
        parse_topic(text, "x.toml")


def test_the_bundled_topic_can_be_read_by_name():
    assert bundled_topics() == ("chuyen-doi-so",)
    assert bundled_topic("chuyen-doi-so").title == "Chuyển đổi số"
    with pytest.raises(FixConfiguration, match="chuyen-doi-so"):
        bundled_topic("../../etc/passwd")


def test_the_facets_have_the_names_that_outputs_use():
    facets = [facet.name for facet in bundled_topic("chuyen-doi-so").facets]
    assert facets == [
        "core", "chính sách", "chính quyền số", "kinh tế số", "xã hội số", "hạ tầng số", "dữ liệu số",
        "nhân lực-kỹ năng số", "an toàn thông tin", "đô thị thông minh", "AI", "cơ quan",
    ]  # fmt: skip


@pytest.mark.skipif(not LEXICON.exists(), reason="the collected lexicon is not beside this checkout")
def test_every_collected_term_is_in_the_bundled_topic_under_its_facet():
    forms = {
        (term.facet, syllables(exact_form(form)))
        for term in bundled_topic("chuyen-doi-so").terms
        for form in term.forms
    }
    with LEXICON.open(encoding="utf-8") as file:
        missing = [
            row for row in csv.DictReader(file) if (row["facet"], syllables(exact_form(row["term"]))) not in forms
        ]
    assert missing == []
