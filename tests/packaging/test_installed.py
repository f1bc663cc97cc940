"""How large what is installed at run time is, and that it does not grow unseen."""

import json
from pathlib import Path

from bureau.config.installed import closure, grown

KEPT = Path(__file__).parent / "installed.json"
MAY_GROW = 1.05


def test_what_is_installed_has_not_grown_unseen() -> None:
    """Where it should: `python -m bureau.config.installed --keep tests/packaging/installed.json`,
    and a line in docs/decisions.md for a dependency that is new."""
    kept: dict[str, int] = json.loads(KEPT.read_text())
    listed = closure()
    total, most = sum(one.size for one in listed), MAY_GROW * sum(kept.values())
    assert total <= most, f"grew: {', '.join(grown(kept, listed)[:8])}"


def test_what_grew_is_told_the_largest_first() -> None:
    listed = closure()
    kept = {one.name: one.size for one in listed if one.name != "numpy"}
    kept["polib"] -= 2**20
    assert [line.partition(" ")[0] for line in grown(kept, listed)] == ["numpy", "polib"]
