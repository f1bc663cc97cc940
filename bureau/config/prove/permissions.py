"""Who may: every address, asked by each of the cast with each method, answers as the table says.

The table is `permissions.toml`, read row by row by a person and complete: an address that is not in
it breaks the promise, and so does a row for an address that is gone.
"""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from bureau.config.proving.asking import CAST, METHODS, Address, addresses, ask
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promises import Outcome, Trial, promise

TABLE = Path(__file__).with_name("permissions.toml")
REST = "rest"

type Row = Mapping[str, Mapping[str, list[str] | str]]


@promise("permissions", asked=1, quick=150, unit="cells", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    table: dict[str, Row] = tomllib.loads(TABLE.read_text())
    there = {address.label: address for address in addresses()}
    broken = [f"{label} is not in the table" for label in sorted(there.keys() - table.keys())]
    broken += [f"{label} is in the table and gone" for label in sorted(table.keys() - there.keys())]
    listed = [there[label] for label in sorted(there.keys() & table.keys())]
    cells = list(product(listed, METHODS, CAST))
    chosen = cells
    if 1 < trial.number < len(cells):
        chosen = trial.random.sample(cells, trial.number)
    broken += faults(table, chosen)
    return Outcome(len(chosen), broken, f"{len(there)} addresses", asked=len(cells))


def faults(table: Mapping[str, Row], cells: list[tuple[Address, str, str]]) -> Iterator[str]:
    for address, method, login in cells:
        expected = expected_of(table[address.label], method, login)
        answer = ask(login, method, address.path).word
        if answer != expected:
            yield f"{method} {address.label} by {login}: {answer}, the table says {expected}"


def expected_of(row: Row, method: str, login: str) -> str:
    """What the table says of one cell: the answer that names the login, else that of the rest."""
    said = row.get(method, {})
    named = (answer for answer, logins in said.items() if answer != REST and login in logins)
    return next(named, str(said.get(REST, "nothing")))
