"""Personal delegations: how far each goes is kept where acts are recorded, and on one register."""

import csv
from collections.abc import Sequence
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.services import actions, drafts, steps, submissions
from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.services.standing_in import delegate_post, take_back_delegation
from bureau.institution.procedures.models import Round
from bureau.record.accounts.models import Person
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, Engagement, submitted
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, TODAY, House

REGISTER = "/standing-in/register/"
P4 = 11_000_000


def delegate(
    house: House,
    giver: str = "Sana",
    post: str = "SG",
    to: str = "Stray",
    *,
    acts: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
    ceiling: int | None = None,
) -> int:
    return delegate_post(
        house.actor(giver),
        post=house.posts[post],
        person=house.people[to],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
        acts=acts,
        subjects=subjects,
        ceiling_minor=ceiling,
        currency="CHF" if ceiling is not None else "",
    )


def new_post(house: House) -> Engagement:
    """A post of P.4 more, which costs 110,000 francs a year."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="P-1", title=text(en="One post more")
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.ESTABLISH_POST,
        day=DAY,
        values={
            "unit": house.units["OPD"],
            "number": "NEW",
            "grade": "P.4",
            "duty_station": "GVA",
            "funding": "regular",
        },
        words={"title": text(en="Analyst")},
    )
    submissions.submit_reorganisation(officer, reorganisation=number)
    return Engagement(house, number, 0)


def determine(case: Engagement, name: str = "Stray") -> int:
    return steps.determine(
        case.house.actor(name),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
        answer=False,
        note="It is not",
    )


def test_what_a_case_costs_is_frozen_with_it(house: House) -> None:
    new_post(house)
    (action,) = Round.objects.get().actions
    assert (action["amount"], action["currency"]) == (P4, "CHF")


def test_a_delegate_within_the_ceiling_acts(house: House) -> None:
    delegate(house, ceiling=P4)
    assert determine(new_post(house))


@pytest.mark.parametrize(
    ("reach", "because"),
    [
        ({"ceiling": P4 - 1}, "over_ceiling"),
        ({"subjects": ("clearance",)}, "subject_not_delegated"),
        ({"acts": ("approve",)}, "not_delegated"),
    ],
)
def test_a_delegate_beyond_it_is_refused_with_the_reason(
    house: House, reach: dict[str, object], because: str
) -> None:
    delegate(house, **reach)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        determine(new_post(house))
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["because"]) == ("may_not_act", [because])


def test_a_set_without_cost_lies_below_every_ceiling(house: House) -> None:
    delegate(house, ceiling=0)
    assert determine(submitted(house))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"ceiling_minor": -1, "currency": "CHF"}, "ceiling_wrong"),
        ({"ceiling_minor": 5}, "ceiling_wrong"),
        ({"subjects": ()}, "delegation_of_nothing"),
        ({"subjects": ("payment",)}, "delegation_of_nothing"),
        ({"acts": ()}, "delegation_of_nothing"),
    ],
)
def test_a_delegation_says_something_sensible(
    house: House, said: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        delegate_post(
            house.actor("Sana"),
            post=house.posts["SG"],
            person=house.people["Stray"],
            capacity="delegate",
            valid_from=TODAY,
            valid_until=FORCE,
            **said,  # type: ignore[arg-type]
        )


def test_it_is_given_by_form_with_its_limits(house: House) -> None:
    visitor(house, "Opal")
    send(
        visitor(house, "Sana"),
        reverse("delegate"),
        post=house.posts["SG"],
        login="opal",
        capacity="delegate",
        subjects=["reorganisation"],
        ceiling="1500.50",
        currency="chf",
        valid_from="2024-06-10",
        last_day="2024-06-20",
    )
    row = Delegation.objects.get()
    assert (row.subjects, row.ceiling_minor, row.currency) == (["reorganisation"], 150_050, "CHF")
    told = page(visitor(house, "Sana"), REGISTER)
    assert "reorganisations" in told and "1\u202f500.5" in told and "Opal" in told


@pytest.mark.parametrize(
    ("name", "sees"),
    [("Olga", True), ("Hana", True), ("Sana", True), ("Chia", True), ("Opal", False)],
)
def test_the_register_is_for_its_keepers_and_each_sees_their_own(
    house: House, name: str, sees: bool
) -> None:
    delegate(house, to="Chia")
    assert ("<bdi>Chia</bdi>" in page(visitor(house, name), REGISTER)) is sees


def test_it_is_filtered_by_day_person_and_post_and_shows_what_is_over(house: House) -> None:
    delegate(house)
    delegate(house, "Opal", "OPS", "Chia")
    client = visitor(house, "Olga")
    assert "Chia" not in page(client, REGISTER + "?person=stray")
    assert "Stray" not in page(client, REGISTER + "?post=OPS")
    later = page(client, REGISTER + "?day=2025-01-01")
    assert "No delegation" in later
    assert "ended" in page(client, REGISTER + "?day=2025-01-01&show=all")
    assert "No delegation" in page(client, REGISTER + "?person=nobody")


def test_one_taken_back_on_its_first_day_stays_on_the_register(house: House) -> None:
    take_back_delegation(house.actor("Sana"), delegation=delegate(house))
    client = visitor(house, "Olga")
    for address in (REGISTER, REGISTER + "?show=all"):
        told = page(client, address)
        assert "<bdi>Stray</bdi>" in told and "ended" in told
        assert '"Days">10 June 2024</td>' in told
    assert "Stray" not in page(client, REGISTER + "?day=2024-06-11")


def test_it_tells_names_in_latin_letters_too(house: House) -> None:
    Person.objects.filter(pk=house.people["Stray"]).update(name="سميرة", transliteration="Samira")
    delegate(house)
    client = visitor(house, "Olga")
    assert "<bdi>سميرة (Samira)</bdi>" in page(client, REGISTER + "?person=samira")
    assert "سميرة (Samira)" in page(visitor(house, "Sana"), "/standing-in/")


def test_it_is_a_file(house: House) -> None:
    delegate(house, acts=("approve",), ceiling=100)
    answer = visitor(house, "Olga").get(REGISTER + "?format=csv")
    said = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    names, _, line = list(csv.reader(StringIO(said)))
    told = dict(zip(names, line, strict=True))
    assert (told["person"], told["acts"], told["ceiling_minor"]) == ("Stray", "approve", "100")
    assert (told["first_day"], told["last_day"]) == ("2024-06-10", "2024-06-30")


def test_many_delegations_cost_as_many_reads_as_few(house: House) -> None:
    client = visitor(house, "Olga")
    posts = {"Opal": "OPS", "Chia": "CHIEF", "Dede": "DEP", "Dina": "DIR", "Hana": "HR"}

    def reads() -> int:
        page(client, REGISTER)
        with CaptureQueriesContext(connection) as asked:
            page(client, REGISTER)
        return len(asked)

    delegate(house)
    few = reads()
    for name, post in posts.items():
        delegate(house, name, post)
    assert reads() == few


def test_the_giver_sees_how_far_a_delegation_goes(house: House) -> None:
    delegate(house, acts=["approve"], ceiling=P4)
    said = page(visitor(house, "Sana"), "/standing-in/")
    assert "Approve · Up to <bdi>CHF 110\u202f000</bdi>" in said
