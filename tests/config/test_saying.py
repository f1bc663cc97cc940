"""What a command prints steers no terminal, whatever names, codes and files hold."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from bureau.config import cli
from bureau.config.shell import plain, say, write_out

COMMANDS = Path(cli.__file__).parent
PRINTS = re.compile(r"(?<![\w.])print\(|json\.dump\(|std(?:out|err)\.write\(")
STEERING = "Fin\x1b[2Jance\r\x9b1A\u202eecnanif\u2066\x7f\b"


def test_what_steers_a_terminal_is_shown_as_json_has_it() -> None:
    shown = plain(STEERING)
    assert shown.isprintable() and json.loads(f'"{shown}"') == STEERING
    assert plain("Été, Финансы, مالية, 财务\n\t§ 👩‍💼") == "Été, Финансы, مالية, 财务\n\t§ 👩‍💼"


def test_json_that_is_printed_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    say(json.dumps({"name": STEERING}, ensure_ascii=False))
    printed = capsys.readouterr().out
    assert json.loads(printed) == {"name": STEERING} and printed.strip().isprintable()


def test_every_command_prints_by_that_one_function() -> None:
    files = [*(COMMANDS / "commands").glob("*.py"), COMMANDS / "cli.py", COMMANDS / "importing.py"]
    assert [path.name for path in files if PRINTS.search(path.read_text())] == []


@pytest.mark.django_db
def test_a_mistake_names_what_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["erasures", "replay", "no\x1b[2Jfile"]) == 2
    assert "There is no file no\\u001b[2Jfile." in capsys.readouterr().err


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_a_file_is_left_as_it_is_and_on_a_terminal_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = STEERING.encode()
    write_out(content, str(tmp_path / "chart.csv"))
    assert (tmp_path / "chart.csv").read_bytes() == content
    for kind, wanted in ((Terminal, plain(STEERING).encode()), (io.TextIOWrapper, content)):
        out = kind(io.BytesIO(), encoding="utf-8")
        monkeypatch.setattr(sys, "stdout", out)
        write_out(content, "-")
        out.flush()
        assert out.buffer.getvalue() == wanted  # type: ignore[attr-defined]
