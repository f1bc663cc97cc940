"""What a noun needs outside its own folder: each omission is named."""

import ast
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from django.apps import apps

from bureau.config.api.door import api
from bureau.config.promises.every_act import services_there_are
from bureau.config.proving import deeds
from bureau.config.references import table_of
from bureau.config.wiring import KINDS
from bureau.core.actors import Role
from bureau.core.reasons import Reason
from bureau.core.scopes import Scope
from bureau.institution.organisation.texts.words import ROLES
from bureau.record.programs.texts import SCOPES
from bureau.web.refusing import sentence_in
from tests.fifty import MANY, fifty_of_each
from tests.institution.house import House

PACKAGE = Path(__file__).parents[1] / "bureau"
NOT_REFUSALS = ("config/proving", "config/promises", "migrations")
"""Parts of the code whose reasons nobody reads on a page."""
VALUES = (1, "1", "2026-01-31", (), ("code",))
"""What a fact may be: a number, words, a day, several."""
WITH_FACTS = {"costs_overlap": frozenset({"grade", "place", "amount", "currency", "from", "until"})}
"""Facts of reasons that are put together before the reason is made."""


def raised() -> Iterator[tuple[str, frozenset[str], str]]:
    """Code, names of facts and module of each reason that a service refuses with."""
    for path in PACKAGE.rglob("*.py"):
        if (
            any(part in path.as_posix() for part in NOT_REFUSALS)
            or "services" not in path.as_posix()
        ):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Reason" and node.args:
                code, *rest = node.args
                if isinstance(code, ast.Constant):
                    facts = rest[0] if rest else None
                    keys = facts.keys if isinstance(facts, ast.Dict) else []
                    names = {key.value for key in keys if isinstance(key, ast.Constant)}
                    yield code.value, frozenset(map(str, names)), str(path.relative_to(PACKAGE))


def sentence_of(code: str, facts: frozenset[str], app: str) -> str:
    """The sentence of a reason with some facts of these names; empty where there is none."""
    for value in VALUES:
        try:
            words = sentence_in(app)(Reason(code, dict.fromkeys(facts, value)))
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
        return "" if words == code else words
    return "?"


def app_of(module: str) -> str:
    """The label of the app that a module is of."""
    of = [
        app.label
        for app in apps.get_app_configs()
        if f"bureau/{module}".startswith(app.name.replace(".", "/") + "/")
    ]
    return of[0] if of else ""


def test_each_refusal_has_a_sentence() -> None:
    lacking = {
        (code, module)
        for code, facts, module in raised()
        if not sentence_of(code, WITH_FACTS.get(code, facts), app_of(module))
    }
    assert sorted(lacking) == [], "\n".join(map(str, sorted(lacking)))


def test_each_app_with_services_has_deeds() -> None:
    """A module of `bureau/config/proving/deeds/`, named as the app is labelled."""
    modules = {service.__module__ for service in services_there_are().values()}
    labels = {app_of(module.removeprefix("bureau.").replace(".", "/")) for module in modules}
    assert labels - {module.name for module in iter_modules(deeds.__path__)} == set()


@pytest.mark.anywhere
def test_there_are_fifty_of_each_kind(house: House) -> None:
    """From the `fifty.py` beside the tests of its app."""
    fifty_of_each(house)
    tables = {row.name: table_of(row.name) for row in KINDS}
    lacking = [
        name
        for name, table in tables.items()
        if table is None or table._default_manager.count() < MANY
    ]
    assert lacking == []


def test_each_role_has_a_label() -> None:
    assert set(ROLES) == set(Role)


def test_each_scope_has_a_label() -> None:
    assert set(SCOPES) == set(Scope)


def test_each_operation_of_the_api_is_described() -> None:
    """By the docstring of its function: a program that reads the reference learns what it gets."""
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema(path_prefix="")["paths"]
    assert paths
    lacking = [
        f"{method} {path}"
        for path, operations in paths.items()
        for method, operation in operations.items()
        if not operation.get("description", "").strip()
    ]
    assert lacking == []
