"""Documents as LibreOffice shows them, where it is installed: the words of each page."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from bureau.documents.papers.fonts import FOLDER

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or pdftotext is not installed",
)
_UNSEEN = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_ARABIC = re.compile("[\u0600-\u06ff]")


def shown(documents: Mapping[str, bytes], folder: Path, *, ours: bool) -> dict[str, list[str]]:
    """Each page as text, by the name of its document; in our fonts, or in those of the machine."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    files = [str(folder / f"{name}.docx") for name in documents]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*asked, *files], check=True, capture_output=True, env=_fonts(folder, ours=ours))
    return {name: _pages(folder / f"{name}.pdf") for name in documents}


def _fonts(folder: Path, *, ours: bool) -> dict[str, str]:
    said = f"<dir>{FOLDER}</dir><cachedir>{folder}/cache</cachedir>"
    (folder / "fonts.conf").write_text(f'<?xml version="1.0"?><fontconfig>{said}</fontconfig>')
    machine = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return machine | ({"FONTCONFIG_FILE": str(folder / "fonts.conf")} if ours else {})


def _pages(file: Path) -> list[str]:
    asked = ["pdftotext", "-raw", str(file), "-"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return said.split("\f")[:-1]


def words_of(said: str) -> set[str]:
    """Without marks; letters of an Arabic word in any order, since they are read from the right."""
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", said))
    found = "".join(one for one in plain if unicodedata.category(one) != "Mn").split()
    return {"".join(sorted(one)) if _ARABIC.search(one) else one for one in found}
