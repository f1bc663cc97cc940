"""Appointing and ending where by the rules a body decides on it, by its own rule if any."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from bureau.core.procedures.deciding import Manner, Tally, Way
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.governance.models import PersonnelAction
from bureau.institution.governance.services.personnel import Decided, appoint, end_incumbency
from bureau.institution.instruments.models import Instrument
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms, decided_of
from tests.institution.governance.deciding import in_session, lay_down, seat_committee, seat_number
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import OPENED, TODAY, House
from tests.programs import program

FOUR = in_session(4, 4)


@pytest.fixture
def committee(house: House) -> House:
    """The committee appoints at D.1, by its own rule; human resources appoint all others."""
    seat_committee(house)
    lay_down(house)
    let_committee_appoint(house)
    return house


def let_committee_appoint(house: House, *others: str) -> None:
    who = Who(WhoKind.BODY, tuple(house.bodies[body] for body in ("COCO", *others)))
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="senior",
        subject="personnel_action",
        terms=Terms(
            (StepTemplate("appoint", 1, who, ActKind.APPOINT, Gate.ENTRY_INTO_FORCE),),
            grades=frozenset({"D.1"}),
        ),
        valid_from=OPENED,
        instrument=house.paper,
    )


def decided(manner: Manner | None = FOUR, **said: Any) -> Decided:
    return Decided(TODAY, document="COCO/7", manner=manner, **said)


def put_on(house: House, how: Decided | None, name: str = "Coco") -> int:
    return appoint(
        house.actor(name),
        post=house.posts["D1"],
        person=house.people["Stray"],
        day=TODAY,
        decided=how,
    )


def test_it_is_in_force_as_the_body_decided_it(committee: House) -> None:
    put_on(committee, decided(dissents=((seat_number(committee, "DIR"), "Too soon"),)))
    assert committee.now().incumbencies_of(committee.posts["D1"])
    act = ProcedureAct.objects.get(pk=PersonnelAction.objects.get().act_id)
    assert (act.document, act.body_id) == ("COCO/7", committee.bodies["COCO"])
    found = decided_of(act)
    assert (found["way"], found["outcome"]) == ("in_session", "adopted")
    assert [one.said for one in act.dissents.all()] == ["Too soon"]
    assert Instrument.objects.get(pk=PersonnelAction.objects.get().instrument_id).number == "COCO/7"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (None, "manner_missing"),
        (decided(None), "manner_missing"),
        (decided(in_session(4, 3, 1)), "unanimity_failed"),
        (decided(in_session(1, 1)), "no_quorum"),
        (decided(in_session(9, 9)), "tally_impossible"),
        (decided(Manner(Way.BY_CORRESPONDENCE)), "ballot_missing"),
        (Decided(TODAY, manner=FOUR), "meeting_missing"),
        (Decided(TODAY + timedelta(days=1), document="7", manner=FOUR), "day_not_yet_come"),
    ],
)
def test_what_its_rule_does_not_allow_is_refused(
    committee: House, how: Decided | None, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        put_on(committee, how)
    assert not PersonnelAction.objects.exists()


def test_only_its_secretary_records_it(committee: House) -> None:
    for name in ("Hana", "Carl", "Olga"):
        with pytest.raises(Refused, match="may_not_act"):
            put_on(committee, decided(), name)


@pytest.mark.parametrize(
    ("name", "meeting", "body"),
    [
        ("Coco", "COCO", "COCO"),
        ("Coco", "COUNCIL", None),
        ("Coco", None, "COCO"),
        ("Carl", "COUNCIL", "COUNCIL"),
        ("Carl", "COCO", None),
        ("Carl", None, None),
    ],
)
def test_of_several_bodies_each_secretary_records_for_their_own(
    house: House, name: str, meeting: str | None, body: str | None
) -> None:
    """Without a session, the body is the first that the rule names."""
    let_committee_appoint(house, "COUNCIL")
    session = house.meetings[meeting] if meeting else None
    how = Decided(TODAY, meeting=session, document="7")
    refused = nullcontext() if body else pytest.raises(Refused, match="may_not_act")
    with refused:
        put_on(house, how, name)
    acts = ProcedureAct.objects.values_list("body", flat=True)
    assert list(acts) == ([house.bodies[body]] if body else [])


def test_nobody_records_their_own_appointment(committee: House) -> None:
    with pytest.raises(Refused, match="may_not_act"):
        appoint(
            committee.actor("Coco"),
            post=committee.posts["D1"],
            person=committee.people["Coco"],
            day=TODAY,
            decided=decided(),
        )


def test_who_is_appointed_takes_no_part_in_it(committee: House) -> None:
    with pytest.raises(Refused, match="tally_impossible"):
        appoint(
            committee.actor("Coco"),
            post=committee.posts["D1"],
            person=committee.people["Dina"],
            day=TODAY,
            decided=decided(),
        )


def test_it_may_have_been_decided_before_it_is_recorded(committee: House) -> None:
    day = TODAY - timedelta(days=3)
    put_on(committee, Decided(day, document="COCO/7", manner=FOUR))
    assert ProcedureAct.objects.latest("pk").day == day


def test_a_body_without_a_rule_says_nothing_of_how(house: House) -> None:
    let_committee_appoint(house)
    with pytest.raises(Refused, match="no_decision_rule"):
        put_on(house, decided())
    put_on(house, decided(None))
    assert house.now().incumbencies_of(house.posts["D1"])


def test_a_hold_ends_as_the_body_decided_it(committee: House) -> None:
    put_on(committee, decided())
    (held,) = committee.now().incumbencies_of(committee.posts["D1"])
    officer, day = committee.actor("Coco"), TODAY + timedelta(days=9)
    with pytest.raises(Refused, match="manner_missing"):
        end_incumbency(officer, incumbency=held.id, day=day)
    end_incumbency(officer, incumbency=held.id, day=day, decided=decided())
    assert not committee.now(day).incumbencies_of(committee.posts["D1"])


def test_the_form_asks_the_secretary_how_the_body_decided(committee: House) -> None:
    client = visitor(committee, "Coco")
    address = reverse("appoint", args=[committee.posts["D1"]])
    assert address in page(client, reverse("post", args=[committee.posts["D1"]]))
    shown = page(client, address)
    assert "Coordination Committee</bdi> decides this" in shown and "Seats that took part" in shown
    said = {"person": committee.people["Stray"], "day": "2024-06-10", "share": 100}
    said |= {"manner": "holder", "decided_on": "2024-06-10", "way": "in_session"}
    told = send(client, address, 422, **said)
    assert "names its meeting or its document" in told and "Say how many." in told
    counted = {"present": 4, "supporting": 3, "against": 1, "document": "COCO/7"}
    assert "unanimity" in send(client, address, 422, **said, **counted).lower()
    done = send(client, address, **said, **{**counted, "supporting": 4, "against": 0})
    assert "The appointment is in force from 10 June 2024." in done
    held = committee.held_by("Stray")
    ending = reverse("end-incumbency", args=[held])
    assert "Seats that took part" in page(client, ending)
    over = {"last_day": "2024-06-20", "decided_on": "2024-06-10", "way": "in_session"}
    over |= {"present": 4, "supporting": 4, "against": 0, "document": "COCO/8"}
    assert "The last day on the post is 20 June 2024." in send(client, ending, **over)


def test_where_the_rules_name_a_post_the_form_is_as_before(committee: House) -> None:
    shown = page(visitor(committee, "Hana"), reverse("appoint", args=[committee.posts["ADV"]]))
    assert "Seats that took part" not in shown and "Under a rule that needs no body" in shown


def test_a_body_that_decides_by_correspondence_alone_is_told_of_the_other_way(house: House) -> None:
    seat_committee(house)
    ways = frozenset({Way.BY_CORRESPONDENCE})
    lay_down(house, ways=ways, reports_to=None, report_days=None)
    let_committee_appoint(house)
    address = reverse("appoint", args=[house.posts["D1"]])
    shown = page(visitor(house, "Coco"), address)
    assert "does not decide this in session" in shown and "Seats that took part" not in shown
    with pytest.raises(Refused, match="way_not_open"):
        put_on(house, decided())


def test_a_program_says_how_the_body_decided(committee: House) -> None:
    by = program(committee, "Coco")
    said = {"post": committee.posts["D1"], "person": committee.people["Stray"]}
    said |= {"day": "2024-06-10"}
    refused = by.send("appointments", said, 422)
    assert refused["reasons"][0]["code"] == "manner_missing"
    tally = {"present": 4, "supporting": 4, "against": 0}
    how = {"day": "2024-06-10", "document": "COCO/7"}
    how |= {"manner": {"way": "in_session", "tally": tally}}
    by.send("appointments", {**said, "decided": how}, 201)
    held = committee.held_by("Stray")
    by.send(f"incumbencies/{held}/end", {"day": "2024-07-01", "decided": how}, 201)
    assert Tally(**decided_of(ProcedureAct.objects.latest("pk"))["tally"]) == FOUR.tally
