"""Whatever a command is asked, it ends in a sentence and a code, never with a traceback."""

from pathlib import Path

import pytest

from bureau.config.cli import COMMANDS, main
from tests.institution.house import House

LOGIN = ("--as", "nobody-here")
WHY = ("--reason", "Odd")
ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "chart": (("OPD", "--on", "2024-02-31", "-o", "{odd}"), ("{odd}",)),
    "compare": (("OPD", "{odd}", "{odd}"), ("{odd}", "2024-01-01", "2024-01-02")),
    "claims": (("{odd}",), ("{odd}", *LOGIN)),
    "import": (
        ("organogram", "{odd}"),
        ("organogram", "{odd}", *LOGIN),
        ("take-back", "{odd}"),
    ),
    "backup": (("{odd}/b.tar",), ("",), ("/",), (".",)),
    "restore": (("{odd}",), ("{odd}", "--keys", "{odd}"), ("{odd}", "--public-key", "{odd}")),
    "verify": (("{odd}",), ("journal", "--head", "{odd}")),
    "journal": (
        ("{odd}",),
        ("export", "{odd}"),
        ("declare-missing", "--entry", "{odd}", "--subject", "x:1", *LOGIN, *WHY),
        ("declare-missing", "--entry", "1", "--subject", "{odd}", *LOGIN, *WHY),
        ("declare-edited", "--table", "{odd}", "--numbers", "1", *LOGIN, *WHY),
        ("declare-edited", "--table", "x", "--numbers", "{odd}", *LOGIN, *WHY),
        ("declare-key", "--as", "{odd}", *WHY),
    ),
    "erasures": (("replay", "{odd}"),),
    "delegations": (("{odd}",), ("--year", "{odd}"), (*LOGIN,)),
    "evidence": (
        ("{odd}", "-o", "e.zip"),
        ("1", "-o", "{odd}"),
        ("1", "-o", "e.zip", "--until", "{odd}"),
        ("instrument:{odd}", "-o", "e.zip"),
        ("1", "-o", "e.zip", "--as", "{odd}"),
    ),
    "write": (("{odd}", "-o", "p.pdf"), ("1", "-o", "{odd}"), ("1", "--language", "{odd}")),
    "read": (("{odd}",),),
    "check": (("{odd}",),),
    "redline": (("{odd}", "{odd}", "-o", "r.docx"),),
    "administrator": (("--login", "{odd}"), ("{odd}",)),
    "prove": (
        ("{odd}",),
        *(("journal", "--number", each) for each in ("0", "-1", "x", "9" * 30)),
        ("journal", "--on", "{odd}"),
    ),
}
"""What each command is asked, with something odd in the place of the braces."""
WITHOUT = {"demo", "init", "serve", "worker", "messages", "manage"}
"""Commands that take nothing of the kind, or begin something that stays."""


def odd_ones(folder: Path) -> list[str]:
    (folder / "binary").write_bytes(bytes(range(256)) * 20)
    (folder / "empty").write_bytes(b"")
    (folder / "folder").mkdir()
    (folder / "lines").write_bytes(b"{\n\xff\xfe\n[]\n")
    (folder / "pack").write_bytes(b"PK\3\4" + bytes(40))
    (folder / "paper").write_bytes(b"%PDF-1.7\n")
    files = [str(each) for each in folder.iterdir()]
    words = ["", "-1", "0", "9" * 30, "1e9", "\u0663", "a\0b", "\udcff", "x" * 5000, "/", "\n"]
    return [*files, str(folder / "missing"), *words]


def ended(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as end:
        return int(end.code or 0) if not isinstance(end.code, str) else 1


def test_every_command_is_asked_or_left_out_with_a_reason() -> None:
    assert ASKED.keys() | WITHOUT == COMMANDS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("command", ASKED)
def test_odd_arguments_end_in_a_sentence(
    command: str,
    house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    broken = []
    for odd in odd_ones(folder):
        for asked in ASKED[command]:
            words = [command, *(word.replace("{odd}", odd) for word in asked)]
            try:
                code = ended(words)
            except Exception as error:
                broken.append(f"{ascii(words)[:150]}: {type(error).__name__} {error}"[:300])
                continue
            told = capsys.readouterr()
            if code and not (told.err + told.out).strip():
                broken.append(f"{ascii(words)[:150]}: ended with {code}, without a word")
    assert broken == []
