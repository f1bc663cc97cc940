"""How large what is installed at run time is, and that it does not grow unseen."""

import json
import re
import tomllib
from pathlib import Path

from bureau.config.installed import closure, grown
from bureau.config.proving.suites import ROOT

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


def test_whoever_installs_without_the_lock_gets_what_was_tried() -> None:
    """Each part has a bound above, those that we reach into one of minor releases."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    parts = project["dependencies"]
    assert [one for one in parts if "<" not in one and "==" not in one] == []
    reached_into = [one for one in parts if re.match(r"django(-allauth|-ninja)?\b[^-]", one)]
    assert len(reached_into) == 3
    assert [one for one in reached_into if not re.search(r"<\d+\.\d+$", one)] == []


def test_what_is_said_anew_in_a_language_is_compiled_where_bureau_is_set_up() -> None:
    """Services may not write where the code lies: after new words alone they did not start."""
    parts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]["cache-keys"]
    asked = {path for part in parts for path in ROOT.glob(part["file"])}
    assert asked >= set(ROOT.glob("bureau/locale/*/LC_MESSAGES/django.po")) | {
        ROOT / "hatch_build.py"
    }
