"""`diembao search` on an archive of a few articles: what filters take, and what is said beside the hits."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import Front
from cli.search import command
from newsroom.errors import FixConfiguration
from storage import open_archive
from tests.storage.samples import NOW, extracted, keep

TEXTS = {
    "Nông dân Na Pan làm quen với tưới tiêu thông minh": "Ở Na Pan, vườn nhãn nay có cảm biến báo khi đất khô.",
    "Xã Phú Cường phủ sóng tới bản cuối cùng": "Trạm 5G mới đặt trên đồi, học sinh không còn phải leo núi bắt sóng.",
    "Thôn Đòn Lắc bán hàng qua mạng": "Tổ hợp tác trồng rau sạch của thôn nhận đơn bằng điện thoại.",
    "Huyện đẩy mạnh chuyển đổi số": "Nhiều hộ vẫn ghi sổ tay, việc chuyển đổi mới bắt đầu.",
}
BEFORE_MERGER = datetime(2025, 5, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    with open_archive(f"sqlite:///{folder}/archive.db", now=NOW) as archive:
        for number, (title, text) in enumerate(TEXTS.items()):
            page = extracted(number, title=title, lead="", paragraphs=(text,))
            named = ("de-an-06",) if "5G" in text else ("viettel", "so-khcn") if "Na Pan" in text else ()
            keep(archive, page, province="phu-tho", province_then="phu-tho", organisations=named)
        old = extracted(
            9, title="Vĩnh Tường cấp chữ ký số cho dân", lead="", paragraphs=("Việc cấp miễn phí cho mọi nhà.",)
        )
        keep(archive, replace(old, published_at=BEFORE_MERGER), province="phu-tho", province_then="vinh-phuc")
    (folder / "sources").mkdir()
    (folder / "sources" / "ma.toml").write_text(
        'id = "baosongma"\nname = "Báo Sông Mã"\nprovince = "thanh-hoa"\nhome = "https://baosongma.vn/"\n',
        encoding="utf-8",
    )
    (folder / "diembao.toml").write_text(
        f'[database]\nurl = "sqlite:///{folder}/archive.db"\n[sources]\nbundled = false\n', encoding="utf-8"
    )
    return folder


def search(folder: Path, *arguments: str) -> Result:
    front = Front(str(folder / "diembao.toml"), verbose=False)
    return CliRunner().invoke(command, arguments, obj=front, catch_exceptions=True)


def hits(folder: Path, *arguments: str) -> list[str]:
    return [article["title"] for article in json.loads(search(folder, *arguments, "--json").stdout)]


@pytest.mark.parametrize(
    ("query", "tried"),
    [
        ("na pan thong minh", "na pan AND thong minh"),
        ("Phú Cường 5G", "phú cường AND 5g"),
        ("phu cuong 5g", "phu cuong AND 5g"),
        ("don lac rau sach", "don lac AND rau sach"),
        ("tinh:phu-tho don lac rau sach", 'province:"Phú Thọ" AND don lac AND rau sach'),
    ],
)
def test_words_that_stand_nowhere_side_by_side_are_tried_apart(folder, query, tried):
    done = search(folder, query)
    assert done.stderr.splitlines() == [
        "0 of 0",
        f"no article has these words side by side; `{tried}` finds 1",
    ]
    assert len(hits(folder, tried)) == 1


@pytest.mark.parametrize(
    "query", ["chuyển đổi sổ", '"na pan thong minh"', "na pan khong dau", "na pan thong minh -vườn"]
)
def test_nothing_is_proposed_that_finds_nothing_or_was_not_meant(folder, query):
    done = search(folder, query)
    assert done.stderr == "0 of 0\n"


def test_the_filters_hold_for_what_is_proposed(folder):
    assert "finds" not in search(folder, "na pan thong minh", "--province", "ha-tinh").stderr


def test_json_stays_a_list_and_the_proposal_goes_to_stderr(folder):
    done = search(folder, "na pan thong minh", "--json")
    assert json.loads(done.stdout) == []
    assert "`na pan AND thong minh` finds 1" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["linhvuc:chinh-quyen-so"],
        ["linhvuc:Chính quyền số"],
        ['facet:"chinh quyen so"'],
        ["", "--facet", "CHINH QUYEN SO"],
        ["bao:bao song ma"],
        ["", "--outlet", "Báo Sông Mã"],
        ["tinh:Phú Thọ"],
        ["", "--province", "phu tho"],
    ],
)
def test_a_filter_takes_slug_or_name(folder, arguments):
    assert len(hits(folder, *arguments)) == 5


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["org:viettel"], ["Na Pan"]),
        (["tochuc:sở khoa học và công nghệ"], ["Na Pan"]),
        (['tochuc:"Sở KH&CN"'], ["Na Pan"]),
        (["", "--org", "Viettel"], ["Na Pan"]),
        (["org:de-an-06 OR org:viettel"], ["Na Pan", "Phú Cường"]),
        (["org:đề án 06 phủ sóng"], ["Phú Cường"]),
        (["org:vnpt"], []),
    ],
)
def test_an_organisation_finds_the_articles_that_name_it(folder, arguments, found):
    titles = hits(folder, *arguments)
    assert len(titles) == len(found)
    assert all(place in title for place, title in zip(found, titles, strict=True))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["org:vietel"], "no organisation is called 'vietel'; did you mean viettel"),
        (["", "--org", "vietel"], "--org: no organisation is called 'vietel'; did you mean viettel"),
        (["linhvuc:chinh-quyen-sp"], "no facet is called 'chinh-quyen-sp'; did you mean chính quyền số"),
        (
            ["", "--facet", "chinh-quyen-sp"],
            "--facet: no facet is called 'chinh-quyen-sp'; did you mean chính quyền số",
        ),
        (["bao:songma1"], "no outlet is called 'songma1'; did you mean baosongma?"),
        (["", "--outlet", "songma1"], "--outlet: no outlet is called 'songma1'; did you mean baosongma?"),
        (["tinh:phu-tko"], "no province is called 'phu-tko'; did you mean phu-tho"),
        (["", "--province", "phu-tko"], "--province: no province is called 'phu-tko'; did you mean phu-tho"),
    ],
)
def test_an_unknown_value_is_an_error_and_no_empty_answer(folder, arguments, said):
    done = search(folder, *arguments)
    assert isinstance(done.exception, FixConfiguration)
    assert str(done.exception).startswith(said)
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "written"),
    [(["tinh:vinh-phuc"], "tinh:phu-tho"), (["", "--province", "Vĩnh Phúc"], "--province phu-tho")],
)
def test_an_old_province_finds_what_was_written_before_and_says_so(folder, arguments, written):
    assert hits(folder, *arguments) == ["Vĩnh Tường cấp chữ ký số cho dân"]
    assert search(folder, *arguments).stderr.splitlines()[0] == (
        f"Vĩnh Phúc finds only what was written until 30-06-2025; since 01-07-2025 it is part of Phú Thọ: `{written}`"
    )


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("CĐS", "“cđs” (hay “chuyển đổi số”) (đúng dấu)\n"),
        ("kỹ năng", "“kỹ năng” (đúng dấu)\n"),
        ("bao:bao song ma", "báo là “baosongma”\n"),
        ("tochuc:VIETTEL", "tổ chức là “viettel”\n"),
    ],
)
def test_explain_tells_what_a_term_was_widened_to_and_what_a_value_means(folder, query, read_as):
    assert search(folder, query, "--explain").stdout == read_as
