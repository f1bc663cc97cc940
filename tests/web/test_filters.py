"""Forms that narrow a list: what sends them stands next to the fields, before what leads away."""

import re
from pathlib import Path

import pytest

FORM = re.compile(r'<form class="bar-tools.*?</form>', re.DOTALL)
AWAY = re.compile(r"{% files|{% saved_menu|register_files|<details")
TEMPLATES = sorted((Path(__file__).parents[2] / "bureau").rglob("templates/**/*.html"))
FORMS = [(path, form) for path in TEMPLATES for form in FORM.findall(path.read_text())]


@pytest.mark.parametrize(("path", "form"), FORMS, ids=[path.name for path, _form in FORMS])
def test_a_list_is_narrowed_before_it_is_taken_away(path: Path, form: str) -> None:
    away = AWAY.search(form)
    assert away is None or form.index("<button") < away.start(), path
