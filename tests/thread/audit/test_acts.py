"""What acts are called: every service has words, and every word a service."""

import ast
from pathlib import Path

from bureau.thread.audit.texts.acts import ACTS

PACKAGE = Path(__file__).parents[3] / "bureau"
FLOORS = ("bureau", "record", "institution", "thread", "desk")


def services(path: Path) -> set[str]:
    """The services of one module, as the journal names them: app and function."""
    parts = [part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts]
    app = next(part for part in parts if part not in FLOORS)
    functions = [
        one for one in ast.parse(path.read_text()).body if isinstance(one, ast.FunctionDef)
    ]
    return {
        f"{app}.{one.name}"
        for one in functions
        if "service" in map(ast.unparse, one.decorator_list)
    }


def test_every_service_is_called_something() -> None:
    modules = [*PACKAGE.rglob("services/*.py"), *PACKAGE.rglob("services.py")]
    assert set().union(*map(services, modules)) == set(ACTS)


def test_no_two_acts_are_called_the_same() -> None:
    """An auditor chooses one by what it is called."""
    assert len({str(words) for words in ACTS.values()}) == len(ACTS)
