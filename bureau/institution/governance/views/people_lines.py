"""The lines of a list of people affected as its pages show them: with what acts changed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.forms.people import ConfirmationForm
from bureau.institution.governance.models import AffectedPerson
from bureau.institution.governance.queries.people import Before, names_of_lines
from bureau.institution.governance.queries.people_named import People
from bureau.institution.governance.texts.following import HOW_MARKS, HOWS
from bureau.institution.governance.texts.labels import ACTS_DONE
from bureau.institution.procedures.models import ProcedureAct
from bureau.web.formats import day_in_words, listed
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Was:
    """A line as it stood in the list that was confirmed last."""

    code: str
    how: str
    mark: str
    day: date
    to: str


@dataclass(frozen=True, slots=True)
class PersonAffected:
    """A line with its names; `how` is as confirmed, else as the rule has it."""

    row: AffectedPerson
    name: str
    post: str
    to: str
    by: str
    is_changed: bool = False
    was: Was | None = None
    act: str = ""
    act_address: str = ""
    case: str = ""
    address: str = ""

    @property
    def day(self) -> date:
        return self.row.day

    @property
    def how(self) -> str:
        return str(HOWS[self.row.how or self.row.matched])

    @property
    def mark(self) -> str:
        return HOW_MARKS[self.row.how or self.row.matched]

    @property
    def matched(self) -> str:
        return str(HOWS[self.row.matched]) if self.row.matched else ""

    @property
    def is_by_hand(self) -> bool:
        return not self.row.matched

    @property
    def is_amended(self) -> bool:
        return self.row.how not in ("", self.row.matched)

    @property
    def is_confirmed(self) -> bool:
        """In a list that was confirmed whole, as it stands."""
        return self.row.confirmed_in_id is not None

    @property
    def form(self) -> ConfirmationForm:
        initial = {"line": self.row.pk, "how": self.row.how or self.row.matched}
        return ConfirmationForm(initial=initial, prefix="", auto_id=f"l{self.row.pk}-%s")


def lines_shown(
    rows: Sequence[AffectedPerson],
    before: Mapping[tuple[int, int], Before] | None = None,
    case: int | None = None,
    *,
    are_gone: bool = False,
) -> list[PersonAffected]:
    """`before` is the list as it was confirmed last; the acts that changed it since are linked
    where the reader may see their case, whose number is given then. `are_gone`: they stood in it
    and are on the list no more."""
    before = before or {}
    acts = _acts_since(rows) if before else {}
    posts = {one.to for one in before.values()} | {act.post for act in acts.values()}
    names = names_of_lines(rows, posts)
    lines = [line_shown(row, names) for row in rows]
    return [
        replace(line, **_changed(line.row, before, acts, names, case))
        if before and (are_gone or not line.is_confirmed)
        else line
        for line in lines
    ]


def _changed(
    row: AffectedPerson,
    before: Mapping[tuple[int, int], Before],
    acts: Mapping[int | None, ProcedureAct],
    names: People,
    case: int | None,
) -> dict[str, Any]:
    """What it was, and the act that changed it, or that it came so, or fell, with a new round."""
    is_by_act = row.is_past or row.confirmed_in_id is None
    act = acts.get(row.changed_by_id) if is_by_act else None
    again = _("put forward again") if row.matched else ""
    return {
        "is_changed": True,
        "was": _was(before.get((row.person_id, row.post)), names),
        "act": _act_in_words(act, names) if act else again,
        "act_address": _act_address(case, act.pk) if act else "",
    }


def _acts_since(rows: Sequence[AffectedPerson]) -> dict[int | None, ProcedureAct]:
    acts = ProcedureAct.objects.filter(pk__in={row.changed_by_id for row in rows})
    return {act.pk: act for act in acts.select_related("body")}


def _was(said: Before | None, names: People) -> Was | None:
    if said is None:
        return None
    return Was(
        said.how, str(HOWS[said.how]), HOW_MARKS[said.how], said.day, names.post(said.to, said.day)
    )


def _act_in_words(act: ProcedureAct, names: People) -> str:
    """As in “ITU Council, adopted as amended, 3 June 2026”."""
    who = here(act.body.name) if act.body else names.post(act.post, act.day)
    return listed((who, ACTS_DONE[ActKind(act.kind)], day_in_words(act.day)))


def _act_address(case: int | None, act: int | None) -> str:
    return reverse("reorganisation-act", args=[case, act]) if case and act else ""


def line_shown(
    row: AffectedPerson, names: People, case: str = "", address: str = ""
) -> PersonAffected:
    """A line with its names; `case` where pages tell of several."""
    return PersonAffected(
        row,
        names.person(row.person_id),
        names.post(row.post, row.day - timedelta(days=1)),
        names.post(row.to, row.day),
        names.person(row.by_id),
        case=case,
        address=address,
    )
