"""Fifty imports."""

from bureau.institution.imports.models import Import
from tests.fifty import MANY, add
from tests.institution.house import NOW, House


def fifty(house: House) -> None:
    add(Import(at=NOW) for _ in range(MANY))
