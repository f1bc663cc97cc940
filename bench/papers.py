"""Papers written, cold and warm, beside WeasyPrint and LibreOffice on the same papers.

Ours is set from its canonical value and written; WeasyPrint is given our HTML, LibreOffice our
DOCX, ready made. A line each: figure, peer, ratio, target, met or not; exit status 1 when short.
"""

import argparse
import importlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from bench.measuring import Report, Side, interleaved
from bench.paper_values import council_paper, large_paper
from bureau.core.papers.blocks import Paper
from bureau.core.papers.kinds import KINDS, WITH_MARKUP
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import LANGUAGES
from bureau.documents.papers import write

COLD, WARM, SET, LARGE = 1.0, 0.1, 10.0, 5.0
"""Seconds that each may take at the most."""
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
OFFICE = "libreoffice-writer-nogui"
OURS_COLD = (
    "import json, sys; from bureau.core.papers.kinds import KINDS;"
    "from bureau.core.papers.shipped import BOOK; from bureau.documents.papers import write;"
    "kind = KINDS['council-paper']; value = kind.read(json.loads(sys.stdin.read()));"
    "sys.stdout.buffer.write(write(kind.setting(value, 'en', BOOK), 'pdf'))"
)
PRINTED_COLD = (
    "import sys, weasyprint;"
    "sys.stdout.buffer.write(weasyprint.HTML(string=sys.stdin.read()).write_pdf())"
)
type Ask = Callable[[], object]


class Peers:
    """Who can be asked on this machine; says what to install for those who cannot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = shutil.which("soffice")
        self.printer: Any = None
        try:
            self.printer = importlib.import_module("weasyprint")
        except (ImportError, OSError):
            print(f"WeasyPrint is left out. On Debian: apt-get install {PANGO}")
        if self.office:
            self.convert("first", council_paper())
        else:
            print(f"LibreOffice is left out. On Debian: apt-get install {OFFICE}")

    def printed(self, pages: list[str]) -> list[Side]:
        def ask() -> None:
            for page in pages:
                self.printer.HTML(string=page).write_pdf()

        return [Side("WeasyPrint", ask, rounds=3)] if self.printer else []

    def printed_cold(self, page: str) -> list[Side]:
        return [Side("WeasyPrint", lambda: fresh(PRINTED_COLD, page))] if self.printer else []

    def converted(self, files: list[Path]) -> list[Side]:
        """LibreOffice starts anew each time, as it does from a program; its profile is there."""
        return [Side("LibreOffice", lambda: self.run(files), rounds=3)] if self.office else []

    def convert(self, name: str, value: Any) -> Path:
        file = self.folder / f"{name}.docx"
        file.write_bytes(write(set_in(value, "en"), "docx"))
        self.run([file])
        return file

    def run(self, files: list[Path]) -> None:
        into = self.folder / "converted"
        shutil.rmtree(into, ignore_errors=True)
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        asked = [
            self.office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            into,
            *files,
        ]
        subprocess.run([str(word) for word in asked], check=True, capture_output=True)
        assert all((into / file.with_suffix(".pdf").name).exists() for file in files)


def fresh(program: str, given: str) -> bytes:
    """What a process of its own writes."""
    asked = [sys.executable, "-c", program]
    written = subprocess.run(asked, input=given.encode(), check=True, capture_output=True).stdout
    assert written.startswith(b"%PDF-")
    return written


def set_in(value: Any, language: str) -> Paper:
    return KINDS["council-paper"].setting(value, language, BOOK)


def page_of(value: Any, language: str = "en") -> str:
    return write(set_in(value, language), "html").decode()


def pages_in(content: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(content)).pages)


def saved(folder: Path, value: Any, languages: tuple[str, ...]) -> list[Path]:
    files = [folder / f"{value.case.reference}-{language}.docx" for language in languages]
    for file, language in zip(files, languages, strict=True):
        file.write_bytes(write(set_in(value, language), "docx"))
    return files


def measure(
    report: Report, what: str, most: float, ask: Ask, peers: list[Side], rounds: int = 5
) -> None:
    times = interleaved(Side("ours", ask, rounds=rounds), *peers)
    report.against(what, times, most)


def run(report: Report, folder: Path) -> None:
    peers, usual = Peers(folder), council_paper()
    plain, page = json.dumps(set_in(usual, "en").value), page_of(usual)
    file = saved(folder, usual, ("en",))
    size = f"{pages_in(write(set_in(usual, 'en'), 'pdf'))} pages"
    cold = [*peers.printed_cold(page), *peers.converted(file)]
    measure(report, f"PDF cold, {size}", COLD, lambda: fresh(OURS_COLD, plain), cold)
    seeds = count(1)  # every round writes papers that were never seen
    measure(
        report,
        "PDF warm",
        WARM,
        lambda: write(set_in(council_paper(seed=next(seeds)), "en"), "pdf"),
        peers.printed([page]),
        rounds=15,
    )
    measure(
        report,
        "a set of 24 (peers: its 6 PDFs)",
        SET,
        lambda: set_of(council_paper(seed=next(seeds))),
        [
            *peers.printed([page_of(usual, one) for one in LANGUAGES]),
            *peers.converted(saved(folder, usual, LANGUAGES)),
        ],
    )
    large = large_paper()
    length = pages_in(write(set_in(large, "en"), "pdf"))
    measure(
        report,
        f"{length} pages, charts of 1,000",
        LARGE,
        lambda: write(set_in(large_paper(next(seeds)), "en"), "pdf"),
        [*peers.printed([page_of(large)]), *peers.converted(saved(folder, large, ("en",)))],
    )


def set_of(value: Any) -> list[bytes]:
    return [write(set_in(value, one), form) for one in LANGUAGES for form in WITH_MARKUP]


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    report = Report(0)
    with tempfile.TemporaryDirectory() as folder:
        run(report, Path(folder))
    print(f"{report.short} of the targets missed" if report.short else "every target met")
    return 1 if report.short else 0


if __name__ == "__main__":
    sys.exit(main())
