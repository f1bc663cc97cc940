"""The house rules, as tests: sizes, names, and the directions a linter cannot see."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bureau"
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50

LONGER = {"bureau/record/verifier.py": 810}
"""One file on purpose: it is copied alone, and whoever doubts us reads it whole."""
TEMPLATE_LINES_MAX = 120
FILES_AN_APP_MAY_HAVE = {
    *("__init__", "apps", "urls", "views", "forms", "api", "texts", "services", "queries"),
    *("permissions", "store", "models", "middleware", "backends", "nouns"),
}
KIT = {"fields", "noun", "found", "rows", "tables", "history", "wiring"}
"""What the kit of nouns has besides: it is one app, and holds no noun of its own."""
FOLDERS_AN_APP_MAY_HAVE = FILES_AN_APP_MAY_HAVE | {
    *("migrations", "management", "templates", "static", "templatetags", "__pycache__"),
}
WINGS = ("record", "institution", "desk", "thread")
SOURCES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
NAMED_BY_DJANGO = {"config/sqlite3/base.py"}
"""A database backend is looked for under that name."""
WORDS_NOT_USED = re.compile(r"(^|_)(utils?|helpers?|common|base|misc|manager|handler)(_|$|\.py)")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def contracts() -> list[dict[str, object]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found: list[dict[str, object]] = project["tool"]["importlinter"]["contracts"]
    return found


def heights() -> dict[str, int]:
    """How high each app stands: wings over wings, and lines within a wing."""
    floors = {"web": 0, "record": 100, "institution": 200, "desk": 300, "thread": 400}
    found = dict(floors)
    for contract in contracts():
        containers = contract.get("containers")
        if isinstance(containers, list) and len(containers) == 1 and "." in containers[0]:
            base = floors[containers[0].partition(".")[2]]
            layers = contract["layers"]
            assert isinstance(layers, list)
            for place, line in enumerate(reversed(layers), 1):
                for name in re.findall(r"\w+", line):
                    found[name] = base + place
    return found


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text())
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_stay_short(path: Path) -> None:
    most = LONGER.get(relative(path), FILE_LINES_MAX)
    assert len(path.read_text().splitlines()) <= most
    for function in functions(path):
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno < FUNCTION_LINES_MAX, function.name


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.html")), ids=relative)
def test_templates_stay_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= TEMPLATE_LINES_MAX


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_says_first_what_it_is_for(path: Path) -> None:
    if path.name not in ("apps.py",) and path.read_text().strip():
        assert path.read_text().startswith('"""'), "no docstring"


def app_folders() -> list[Path]:
    folders = [path for wing in WINGS for path in (PACKAGE / wing).iterdir() if path.is_dir()]
    return [path for path in folders if path.name not in ("__pycache__", "migrations")]


@pytest.mark.parametrize("app", app_folders(), ids=relative)
def test_apps_hold_only_files_with_house_names(app: Path) -> None:
    more = KIT if app.name == "nouns" else set()
    assert {path.stem for path in app.glob("*.py")} <= FILES_AN_APP_MAY_HAVE | more
    assert {path.name for path in app.iterdir() if path.is_dir()} <= FOLDERS_AN_APP_MAY_HAVE


def test_no_file_has_a_name_that_says_nothing() -> None:
    found = {str(path.relative_to(PACKAGE)) for path in SOURCES if WORDS_NOT_USED.search(path.stem)}
    assert found <= NAMED_BY_DJANGO


def test_tables_point_down_and_leave_no_way_back() -> None:
    height = heights()
    for model in apps.get_models():
        here = model._meta.app_label
        if here not in height:
            continue
        for field in model._meta.get_fields():
            related = field.related_model if field.is_relation and field.concrete else None
            there = related._meta.app_label if isinstance(related, type) else here
            if there in height and there != here:
                assert height[there] < height[here], f"{field} points up"
                assert field.remote_field.hidden, f"{field} needs related_name='+'"


def test_templates_speak_only_of_apps_below() -> None:
    height = heights()
    spoken = re.compile(r"""{%\s*(?:include|extends)\s+["'](\w+)/""")
    for wing in WINGS:
        for path in (PACKAGE / wing).rglob("*.html"):
            here = path.relative_to(PACKAGE / wing).parts[0]
            for there in spoken.findall(path.read_text()):
                below = there in ("web", here) or height.get(there, 999) < height.get(here, 0)
                assert below, f"{relative(path)}: {there}"


WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create"}
WRITES |= {"update_or_create", "executemany"}


def test_no_part_of_a_page_is_a_landmark_twice() -> None:
    twice = []
    for path in PACKAGE.rglob("*.html"):
        written = path.read_text()
        parts = re.findall(r'<section[^>]*aria-labelledby="([^"]+)"', written)
        tables = re.findall(r'role="region"[^>]*aria-labelledby="([^"]+)"', written)
        twice += [f"{relative(path)}: {name}" for name in set(parts) & set(tables)]
    assert twice == []


def test_no_title_of_a_page_has_markup() -> None:
    """`here` names the language of words by an element, which a title cannot hold."""
    marked = [
        f"{relative(path)}: {title}"
        for path in PACKAGE.rglob("*.html")
        for title in re.findall(r"{% block title %}(.*?){% endblock %}", path.read_text())
        if re.search(r"\|here(?!\|striptags)", title)
    ]
    assert marked == []


def test_the_zone_of_the_reader_tells_hours_and_decides_nothing() -> None:
    told = re.compile(r"\blocal(date|time)\(")
    found = {relative(path) for path in SOURCES if told.search(path.read_text())}
    assert found == {"bureau/web/formats.py"}
    pages = [relative(path) for path in PACKAGE.rglob("*.html") if ".date|" in path.read_text()]
    assert not pages, "a day of an instant is {{ at|day }}, in the zone of the reader"


def test_only_services_and_stores_write() -> None:
    """Looked for on the syntax tree: a call of a writing method on `.objects` or a queryset."""
    for app in app_folders():
        for path in app.rglob("*.py"):
            inside = path.relative_to(app).parts[0].removesuffix(".py")
            if inside in ("services", "store", "migrations", "backends"):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    if node.func.attr in WRITES and "objects" in ast.unparse(node.func.value):
                        raise AssertionError(f"{relative(path)}:{node.lineno} writes")


def test_every_wing_says_what_it_is() -> None:
    for folder in (*WINGS, "core", "documents", "web", "example", "config"):
        assert (PACKAGE / folder / "README.md").read_text().count("\n") <= 4
