"""The example of docs/api.md: a client generated from the description, tried on the example."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bureau.config.api.door import description
from bureau.config.proving.grounds import Ground, Stage, copied
from bureau.config.proving.serving import served, wait_until_serving
from tests.grounds import template

pytestmark = pytest.mark.anywhere
DOCS = Path(__file__).parents[3] / "docs" / "api.md"
SAYS = """
import sys
from bureau.config.cli import set_up
set_up()
from bureau.config.proving import acts, asking
print(next(unit.id for unit in acts.as_it_is().units() if unit.code == "TSB"))
print(asking.secret_for(acts.AUTHOR))
"""


def told(ground: Ground) -> tuple[str, str]:
    """The unit that the example is about, and a token of its author."""
    command = [sys.executable, "-c", SAYS]
    ended = subprocess.run(command, env=ground.env, capture_output=True, text=True, check=True)
    unit, secret = ended.stdout.split()[-2:]
    return unit, secret


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """A folder with the client as a reader of the documents would make it."""
    (tmp_path / "openapi.json").write_text(json.dumps(description()))
    (tmp_path / "plain.yaml").write_text("post_hooks: []\n")
    words = ["-m", "openapi_python_client", "generate", "--path", "openapi.json", "--meta", "none"]
    words += ["--output-path", "bureau_client", "--config", "plain.yaml", "--fail-on-warning"]
    subprocess.run([sys.executable, *words], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_every_file_of_the_generated_client_is_python(generated: Path) -> None:
    for file in (generated / "bureau_client").rglob("*.py"):
        compile(file.read_text(), str(file), "exec")


def test_the_generated_client_does_what_the_documents_say(generated: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    with copied(template(Stage.EXAMPLE)) as ground:
        unit, secret = told(ground)
        with served(ground) as port:
            wait_until_serving(port)
            names = f"ADDRESS, TOKEN, UNIT = 'http://127.0.0.1:{port}', {secret!r}, {unit}\n"
            command = [sys.executable, "-W", "error", "-c", names + example]
            ended = subprocess.run(command, cwd=generated, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    codes, *findings, submitted = ended.stdout.splitlines()
    assert "'TSB'" in codes and any(line.startswith("tells ") for line in findings)
    assert submitted.endswith("/route")
