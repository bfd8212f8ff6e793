"""What an installation brings along: our packages under their names, the sample newspapers inside one of them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.journey.conftest import CLEAN

ROOT = Path(__file__).parents[1]
SAMPLES = Path("cli/sample")
PACKAGES = {"newsroom", "crawler", "storage", "digest", "scheduler", "cli"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_nothing_but_our_packages_is_installed_at_the_top(site: Path):
    tops = {path.name for path in site.iterdir()}
    assert {name for name in tops if not name.endswith(".dist-info")} == PACKAGES


def test_every_file_of_the_sample_newspapers_is_there(site: Path):
    def files(folder: Path) -> set[Path]:
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return {path for path in found if "__pycache__" not in path.parts}

    assert files(site / SAMPLES / "tests" / "newspapers") == files(ROOT / "tests" / "newspapers")


def test_templates_and_catalogues_of_the_digest_are_there(site: Path):
    for folder in ("templates", "translations"):
        here, there = (base / "digest" / folder for base in (ROOT, site))
        assert {path.name for path in there.iterdir()} == {path.name for path in here.iterdir()}


def test_the_installed_newspapers_open_from_an_empty_folder(site: Path, tmp_path: Path):
    where = "import cli.demo; print(cli.demo.samples())"
    environment = {**CLEAN, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == str(site / SAMPLES)
    opened = subprocess.run(
        [sys.executable, "-m", "tests.newspapers", "--sources", str(tmp_path)],
        cwd=site / SAMPLES,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(opened.stdout)["ready"] is True
    assert opened.stderr == ""
