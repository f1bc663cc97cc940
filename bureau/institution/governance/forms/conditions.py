"""The conditions that an act may set, as fields of its form: words, who says so, a last day."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.procedures.kinds import WhoKind
from bureau.core.procedures.rules import Who
from bureau.institution.governance.forms.keyed import day_field
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.procedures.queries.rehearsing import SaidCondition

MOST = 3
NAMES = ("condition", "condition_who", "condition_until", "condition_on")


def condition_fields(names: Nameable) -> dict[str, forms.Field]:
    """For each condition there may be, by name and number."""
    who = [
        ("", "–"),
        (gettext_lazy("Offices"), [(f"office:{id}", name) for id, name in names.offices.items()]),
        (gettext_lazy("Bodies"), [(f"body:{id}", name) for id, name in names.bodies.items()]),
    ]
    found: dict[str, forms.Field] = {}
    for place in range(1, MOST + 1):
        until = day_field(gettext_lazy("Last day"), gettext_lazy("after it, what waits falls"))
        until.required = False
        found |= {
            f"condition_{place}": forms.CharField(
                label=gettext_lazy("Condition"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
            f"condition_who_{place}": forms.ChoiceField(
                label=gettext_lazy("Who says that it is met"), required=False, choices=who
            ),
            f"condition_until_{place}": until,
            f"condition_on_{place}": forms.CharField(
                label=gettext_lazy("On the actions"),
                required=False,
                max_length=200,
                help_text=gettext_lazy("their numbers, as in 1, 3; empty: on all of them"),
            ),
        }
    return found


def clean_conditions(form: forms.Form, said: dict[str, Any]) -> None:
    """A condition is left out whole, or said whole."""
    for place in range(1, MOST + 1):
        given = [name for name in NAMES if said.get(f"{name}_{place}")]
        for name in NAMES[:3]:
            if given and name not in given:
                form.add_error(f"{name}_{place}", _("A condition needs this."))
        on = str(said.get(f"condition_on_{place}") or "")
        if re.fullmatch(r"[\d\s,;]*", on) is None:
            form.add_error(f"condition_on_{place}", _("Write the numbers of actions, as in 1, 3."))


def conditions_said(said: dict[str, Any]) -> tuple[SaidCondition, ...]:
    """What was filled in."""
    return tuple(_conditions(said))


def _conditions(said: dict[str, Any]) -> Iterator[SaidCondition]:
    for place in range(1, MOST + 1):
        words = str(said.get(f"condition_{place}") or "").strip()
        if not words:
            continue
        kind, _colon, number = said[f"condition_who_{place}"].partition(":")
        on = frozenset(map(int, re.findall(r"\d+", str(said.get(f"condition_on_{place}") or ""))))
        who = Who(WhoKind(kind), (int(number),))
        yield SaidCondition(words, who, said[f"condition_until_{place}"], on or None)
