"""What a word at the shell names: an organisation, a unit or a case, of whichever organisation.

A word that names several is a `Mistake` that lists them; `--organisation CODE` says which.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bureau.config.shell import Mistake, NotSeen, near
from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates

if TYPE_CHECKING:
    from bureau.core.structure.views import Unit
    from bureau.institution.governance.queries.reorganisations import Seen
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.asked import Side

CHOOSE = "Choose one with --organisation CODE."


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A unit, its organisation, and the sides on which it was looked for in its zone."""

    unit: "Unit"
    organisation: "Organisation"
    sides: "Sequence[Side]"


def organisations_seen(actor: Actor, code: str = "") -> "list[Organisation]":
    """The organisations whose chart the actor may see, oldest first; with a code the one of it."""
    seen = [row for row in _organisations() if _may_see(actor, row, row.chart_is_public)]
    if not seen:
        raise Mistake("No chart here is public; say who asks with --as.")
    return [_called(code, seen)] if code else seen


def organisation_given(actor: Actor, code: str) -> "Organisation":
    """The organisation of that code; without one the actor's own, else the only one there is.

    One that the actor may look into: their own; administrators and auditors may into all.
    """
    there = [row for row in _organisations() if _may_see(actor, row, False)]
    if code:
        return _called(code, there)
    own = [row for row in there if row.pk == actor.organisation] or there
    return only_one(own)


def only_one(there: "Sequence[Organisation]") -> "Organisation":
    """The only one of these organisations; a Mistake that lists them where there are several."""
    if len(there) > 1:
        listed = ", ".join(map(in_words, there))
        raise Mistake(f"There are several organisations: {listed}. {CHOOSE}")
    if not there:
        raise Mistake("There is no organisation whose data you may see; say who asks with --as.")
    return there[0]


def organisation_called(code: str) -> "Organisation":
    """The organisation of that code among all; without a code the only one."""
    return _called(code, _organisations()) if code else only_one(_organisations())


def _organisations() -> "list[Organisation]":
    from bureau.institution.organisation.models import Organisation

    rows = list(Organisation.objects.order_by("pk"))
    if not rows:
        raise Mistake("There is no organisation yet. Run: bureau demo, or bureau init.")
    return rows


def _may_see(actor: Actor, row: "Organisation", is_public: bool) -> bool:
    from bureau.institution.organisation.permissions import may_see_chart
    from bureau.institution.organisation.queries.organisations import organisation_of

    return may_see_chart(actor, is_public, is_own=row == organisation_of(actor))


def _called(code: str, there: "Iterable[Organisation]") -> "Organisation":
    """The one of that code as it is written, else the only one in other letters of the same."""
    rows = list(there)
    alike = [row for row in rows if row.code.casefold() == code.casefold()]
    exact = [row for row in alike if row.code == code] or alike
    if not exact:
        known = near(code, [row.code for row in rows])
        raise Mistake(f"There is no organisation {code} that you may see.{known}")
    return only_one(exact)


def in_words(organisation: "Organisation") -> str:
    """As in “DFT (Department for Transport)”."""
    from bureau.web.multilingual import here

    return f"{organisation.code} ({here(organisation.name)})"


def unit_given(
    actor: Actor,
    code: str,
    options: argparse.Namespace,
    sides: "Callable[[Organisation], Sequence[Side]]",
) -> UnitAsked:
    """The one unit of that code in the organisations asked for, on the first of its `sides` that
    has one; else a Mistake with what is near it, or with all that there are."""
    asked = [(row, sides(row)) for row in organisations_seen(actor, options.organisation)]
    alike: dict[Coordinates, list[Unit]] = {}
    found = [
        UnitAsked(unit, row, its)
        for row, its in asked
        for unit in _units_called(code, row, its, alike)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Mistake(f"{code} is the code of several units: {_listed(found)}. {CHOOSE}")
    raise Mistake(_no_unit(code, asked))


def _units_called(
    code: str,
    organisation: "Organisation",
    sides: "Sequence[Side]",
    alike: "dict[Coordinates, list[Unit]]",
) -> "list[Unit]":
    """Those of the organisation on its first side that has one; `alike` keeps what was found."""
    from bureau.institution.organisation.queries.structure import belonging

    for side in sides:
        if side.at not in alike:
            units = side.snapshot().units()
            alike[side.at] = [one for one in units if one.code.casefold() == code.casefold()]
        ids = belonging("unit", [unit.id for unit in alike[side.at]], organisation.pk)
        own = [unit for unit in alike[side.at] if unit.id in ids]
        if own:
            return [unit for unit in own if unit.code == code] or own
    return []


def _listed(found: Sequence[UnitAsked]) -> str:
    from bureau.institution.organisation.queries.names import wordings

    names = wordings(one.unit.name for one in found)
    return "; ".join(
        f"{one.unit.code} ({names.get(one.unit.name, one.unit.code)}) of "
        f"{in_words(one.organisation)}"
        for one in found
    )


def _no_unit(code: str, asked: "Sequence[tuple[Organisation, Sequence[Side]]]") -> str:
    from bureau.institution.organisation.queries.codes import units_once_called
    from bureau.institution.organisation.queries.structure import roots_of

    days: list[str] = []
    became: list[str] = []
    known: list[str] = []
    for row, sides in asked:
        for side in sides:
            days.append(date.fromordinal(side.at.valid).isoformat())
            now = side.snapshot()
            roots = set(roots_of(now, row.pk))
            below = (now.unit(id) for root in roots for id in now.subtree(root))
            known += [unit.code for unit in below if unit]
            once = units_once_called(now, code)
            became += [unit.code for unit in once if now.path(unit.id)[0].id in roots]
    also = f" It is now {', '.join(dict.fromkeys(became))}." if became else near(code, known)
    return f"No unit {code} stands on {' or '.join(dict.fromkeys(days))}.{also}"


def case_given(actor: Actor, word: str, code: str) -> "Seen":
    """The one case of that reference or number that the actor may see, read whole."""
    from bureau.institution.governance.queries.reorganisations import all_seen_by, seen_by

    cases = all_seen_by(actor)
    found = {pk: one for pk, one in cases.items() if word in (one.row.reference, str(pk))}
    chosen = one_case(found, word, code)
    if chosen is None:
        known = near(word, [one.row.reference for one in cases.values()])
        raise NotSeen(f"There is no case {word} that you may see.{known}")
    return seen_by(actor, [chosen])[chosen]


def one_case(found: "Mapping[int, Seen]", word: str, code: str) -> int | None:
    """The number of the one case among these, of the organisation of that code where one is given;
    None where there is none."""
    rows = {pk: one.row for pk, one in found.items()}
    if code and rows:
        owner = _called(code, {row.organisation for row in rows.values()})
        rows = {pk: row for pk, row in rows.items() if row.organisation == owner}
    if len(rows) > 1:
        listed = "; ".join(
            f"{row.reference}, number {pk}, of {in_words(row.organisation)}"
            for pk, row in sorted(rows.items())
        )
        raise Mistake(f"{word} names several cases: {listed}. {CHOOSE}")
    return next(iter(rows), None)
