"""The fonts that papers are set in: they come with Bureau, each known by its sum.

`deploy/cut_fonts.py` made them; nothing of the machine's own fonts is ever used, so that a paper
looks alike, and is the same bytes, wherever it is written.
"""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"


@cache
def sums() -> dict[str, str]:
    """SHA-256 of each file as it was cut."""
    found: dict[str, str] = json.loads((FOLDER / "sums.json").read_text())
    return found
