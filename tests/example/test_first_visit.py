"""The first page of the demonstration tells what became of the Council's decision, as it is."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.procedures.case import Step
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services import amending, steps, submissions
from bureau.institution.governance.services.lapsing import lapse_due
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import JobDescription
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from bureau.record.accounts.models import User
from tests.example.conftest import NOW, TODAY, actor, as_of
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


def the_description() -> Action:
    last = actions_of(case())[-1]
    assert last.kind == ActionKind.ADOPT_DESCRIPTION
    return last


def amended_by_the_council(amend: Callable[..., object], **said: object) -> None:
    by, of = actor("council-secretary"), {"reorganisation": case(), "step": step_now().key}
    amend(by, **of, **said)
    amending.adopt_as_amended(by, **of, day=TODAY, document="C/1")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY + timedelta(days=1), "It is adopted, and enters into force on 3 March 2026."),
        (TODAY, "The Council adopted it as amended, and it is in force."),
    ],
)
def test_as_amended_it_says_when_it_enters_into_force_or_that_it_is(day: date, said: str) -> None:
    put = the_description()
    amended_by_the_council(
        amending.amend_action, place=put.id, day=day.toordinal(), values=put.values, reason="Later"
    )
    assert said in told() and INVITES not in told()
    assert ("Look at the post" in told()) == (day == TODAY)


def test_left_out_for_another_nothing_of_it_takes_effect() -> None:
    put, by = the_description(), actor("council-secretary")
    of = {"reorganisation": case(), "step": step_now().key}
    amending.leave_out_action(by, place=put.id, **of)
    deputy = next(one for one in as_of("2026-01-15").posts() if one.grade == "D.2")
    description = JobDescription.objects.filter(post=deputy.id).latest("version").pk
    amended_by_the_council(
        amending.amend_by_adding,
        kind=put.kind,
        subject=deputy.id,
        day=TODAY.toordinal(),
        values={"description": description},
    )
    text = told()
    assert "The Council left it out of what it adopted: nothing of it takes effect." in text
    assert IN_FORCE not in text and leads_to_the_case(text)


def test_put_forward_again_unchanged_it_invites_again() -> None:
    by_the_council("refer_back", note="Look again")
    submissions.submit_reorganisation(actor("organisation-officer"), reorganisation=case())
    assert INVITES in told()


def test_whoever_one_is_already_one_need_not_become() -> None:
    text = signed_in("organisation-officer")
    assert "Act as the officer" not in text and "Act as the secretary" in text
    assert f'<a class="btn do" href="{reverse("reorganisation-new")}">Start a draft</a>' in text
    assert "Record an act" in signed_in("council-secretary")


def test_that_nothing_waits_is_said_once() -> None:
    assert signed_in("organisation-officer").count("Nothing waits for you") == 1


def signed_in(login: str) -> str:
    client = Client()
    client.force_login(User.objects.get(login=login))
    return page(client, "/")
