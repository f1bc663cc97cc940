"""The wheel installs in a place of its own and runs the demonstration; ./run check builds it."""

import os
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from bureau.config.proving.serving import free_port
from bureau.config.proving.suites import ROOT
from tests.journeys.conftest import ON_SQLITE_ALONE

UV = ROOT / ".tools" / "bin" / "uv"
pytestmark = [
    ON_SQLITE_ALONE,
    pytest.mark.thorough,
]


def uv(*words: str | Path) -> str:
    """From what setting up has brought, else from the registry."""
    for more in ({"UV_OFFLINE": "1"}, {}):
        command = [UV, *words]
        env = os.environ | more
        ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        if ended.returncode == 0:
            return ended.stdout
    raise AssertionError(ended.stderr)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and what the lock names, every file under its hash."""
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--out-dir", folder)
    (folder / "locked.txt").write_text(
        uv("export", "--locked", "--no-dev", "--no-emit-project", "--quiet")
    )
    uv("venv", "--quiet", folder / "venv")
    python = ("--python", folder / "venv/bin/python")
    uv("pip", "install", *python, "--require-hashes", "-r", folder / "locked.txt")
    uv("pip", "install", *python, "--no-deps", next(folder.glob("*.whl")))
    return folder


@pytest.fixture(scope="module")
def home(installed: Path) -> dict[str, str]:
    """The environment of a demonstration that the installed wheel built."""
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    env["BUREAU_HOME"] = str(installed / "home")
    words = [installed / "venv/bin/bureau", "demo", "--prepare"]
    done = subprocess.run(words, cwd=installed, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return env


def test_the_wheel_serves_the_demonstration(installed: Path, home: dict[str, str]) -> None:
    bureau, port = installed / "venv/bin/bureau", free_port()
    serving = subprocess.Popen([bureau, "demo", "--port", str(port)], cwd=installed, env=home)
    try:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/chart/", headers={"Accept-Language": "fr"}
        )
        page = answered(request)
        assert "Organigramme" in page or "organigramme" in page, page[:500]
        sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert "--accent" in answered(urllib.request.Request(f"http://127.0.0.1:{port}{sheet}"))
    finally:
        serving.terminate()
        serving.wait(30)


def test_the_wheel_verifies_its_own_record(installed: Path, home: dict[str, str]) -> None:
    bureau = installed / "venv/bin/bureau"
    for what in ("journal", "structure", "references"):
        ended = subprocess.run([bureau, "verify", what], cwd=installed, env=home)
        assert ended.returncode == 0, what


def answered(request: urllib.request.Request) -> str:
    for _ in range(120):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{request.full_url} does not answer")
