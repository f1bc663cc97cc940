"""What takes two persons: the officer proposes an import, an administrator confirms it."""

from bureau.institution.imports.services import applying
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import
from tests.institution.house import House


def write_by_two(house: House, number: int) -> int:
    outlook_of(number)
    propose_import(house.actor("Olga"), number=number)
    return applying.apply_import(house.administrator, number)


def undo_by_two(house: House, number: int) -> int:
    propose_import(house.actor("Olga"), number=number, undoes=True)
    return applying.undo_import(house.administrator, number)
