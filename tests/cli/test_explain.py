"""`diembao explain --file`: what is judged, how the lines make the score, and what is said of a file that is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.explain import command
from cli.main import Front
from newsroom.errors import FixConfiguration

TEXT = """\
Xã Yên Lạc mở lớp chuyển đổi số
Năm nay xã Yên Lạc mở dịch vụ công trực tuyến, dùng chữ ký số và hồ sơ điện tử. Cán bộ xã hướng dẫn từng nhà.
Công nghệ thông tin không còn xa lạ với người già trong xã, ai cũng muốn học thêm.
"""


@pytest.fixture(autouse=True)
def _working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def explain(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(command, arguments, obj=Front(None, verbose=False), input=stdin)


def test_standard_input_is_judged_like_a_file():
    Path("bai.txt").write_text(TEXT, encoding="utf-8")
    done = explain("--file", "-", stdin=TEXT)
    assert done.exit_code == 0
    assert done.stdout.startswith("Xã Yên Lạc mở lớp chuyển đổi số\n  relevant, score ")
    assert done.stdout == explain("--file", "bai.txt").stdout


def test_the_lines_make_the_score():
    lines = explain("--file", "-", stdin=TEXT).stdout.splitlines()
    score = float(re.search(r"score ([\d.]+)", lines[1])[1])
    added = [float(number) for line in lines[2:] for number in re.findall(r" ([+-]\d+\.\d\d) ", line)]
    assert len(added) >= 4
    assert sum(added) == pytest.approx(score, abs=0.05)
    assert "The lines make the score." in lines[-1]


def test_a_text_without_any_term_shows_no_sum():
    assert "The lines" not in explain("--file", "-", stdin="Chợ quê sớm mai\nNgười bán cá dậy từ ba giờ.").stdout


@pytest.mark.parametrize("content", ["", "  \n\n"])
def test_an_empty_file_is_refused(content):
    Path("bai.txt").write_text(content, encoding="utf-8")
    for done in (explain("--file", "bai.txt"), explain("--file", "-", stdin=content)):
        assert isinstance(done.exception, FixConfiguration)
        assert "is empty; give an HTML page, or a text whose first line is the title" in str(done.exception)


@pytest.mark.parametrize(("name", "said"), [("nowhere.txt", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_is_named(name, said):
    done = explain("--file", name)
    assert isinstance(done.exception, FixConfiguration)
    assert str(done.exception).startswith(f"--file {name}: cannot be read ({said}")
