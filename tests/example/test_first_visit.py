"""The first page of the demonstration tells what became of the Council's decision, as it is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.case import Step
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services import amending, steps, submissions
from bureau.institution.governance.services.lapsing import lapse_due
from bureau.institution.governance.store import actions_of
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from tests.example.conftest import NOW, TODAY, actor
from tests.institution.governance.visitors import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
INVITES, TAKES_EFFECT = "Record the Council's decision", "See the Council's decision take effect"
IN_FORCE = "the description of the new department's chief is in force"


def case() -> int:
    return Reorganisation.objects.get(reference="TSB-2024").pk


def step_now() -> Step:
    on_record = case_on_record(Reference(KIND, case()))
    assert on_record
    (step,) = on_record.here()
    return step


def by_the_council(act: str, **said: object) -> None:
    given = {"reorganisation": case(), "step": step_now().key, "day": TODAY, "document": "C/1"}
    given |= said
    getattr(steps, act)(actor("council-secretary"), **given)


def told() -> str:
    """What the first page says of it, without the other things to try."""
    text = page(Client(), "/")
    start = text.index("<b>2</b>")
    return text[start : text.index("<b>3</b>")]


def leads_to_the_case(text: str, page: str = "reorganisation-route") -> bool:
    return f'value="{reverse(page, args=[case()])}"' in text


def test_it_invites_to_record_the_decision_and_then_shows_it_take_effect() -> None:
    assert INVITES in told() and leads_to_the_case(told())
    by_the_council("decide")
    assert TAKES_EFFECT in told() and IN_FORCE in told() and "Look at the post" in told()


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("reject", "What waited for the Council was rejected: nothing of it takes effect."),
        ("refer_back", "It was referred back to its author"),
    ],
)
def test_what_the_council_did_otherwise_is_not_told_as_in_force(act: str, said: str) -> None:
    by_the_council(act, note="Not so")
    text = told()
    assert said in text and IN_FORCE not in text and TAKES_EFFECT not in text
    assert INVITES not in text
    assert leads_to_the_case(
        text, "reorganisation" if act == "refer_back" else "reorganisation-route"
    )


def test_put_off_it_says_until_when_and_invites_again() -> None:
    by_the_council("defer", note="Later", until=TODAY + timedelta(days=30))
    assert INVITES in told() and "The Council put it off until 1 April 2026." in told()


def test_withdrawn_nothing_waits_for_the_council() -> None:
    steps.withdraw_reorganisation(actor("organisation-officer"), reorganisation=case(), day=TODAY)
    assert "Its author withdrew what waited for the Council" in told() and INVITES not in told()


def test_on_a_condition_it_says_so() -> None:
    until = TODAY + timedelta(days=9)
    condition = SaidCondition("The money is there", step_now().who, until)
    by_the_council("decide", conditions=(condition,))
    assert "It is adopted on a condition" in told() and INVITES not in told()


def test_a_condition_that_was_not_met_in_time_is_told_as_fallen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    condition = SaidCondition("The money is there", step_now().who, TODAY + timedelta(days=9))
    by_the_council("decide", conditions=(condition,))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=12))
    lapse_due.func()
    assert "A condition was not met in time: what waited for it fell." in told()
    assert IN_FORCE not in told() and INVITES not in told()


def test_as_amended_it_says_when_it_enters_into_force() -> None:
    step = step_now()
    last = actions_of(case())[-1]
    assert last.kind == ActionKind.ADOPT_DESCRIPTION
    by = actor("council-secretary")
    amending.amend_action(
        by,
        reorganisation=case(),
        step=step.key,
        place=last.id,
        day=(TODAY + timedelta(days=1)).toordinal(),
        values=last.values,
        words={},
        reason="Later",
    )
    amending.adopt_as_amended(by, reorganisation=case(), step=step.key, day=TODAY, document="C/1")
    assert "It is adopted, and enters into force on 3 March 2026." in told()


def test_put_forward_again_unchanged_it_invites_again() -> None:
    by_the_council("refer_back", note="Look again")
    submissions.submit_reorganisation(actor("organisation-officer"), reorganisation=case())
    assert INVITES in told()
