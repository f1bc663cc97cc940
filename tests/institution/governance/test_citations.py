"""What a reorganisation answers: cited in the draft, frozen with its words, told where it may."""

import pytest
from django.urls import reverse

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation, Submission
from bureau.institution.governance.queries.states import state_of
from bureau.institution.governance.services import answers
from bureau.institution.governance.services.citations import (
    cite_in_reorganisation,
    take_citation_back,
)
from bureau.institution.governance.services.steps import refer_back
from bureau.institution.governance.texts.papers.citing import cited_by
from bureau.institution.instruments.models import Citation, Provision
from bureau.institution.instruments.services.provisions import add_provision
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, submit
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House
from tests.institution.organisation.registered import register

pytestmark = pytest.mark.django_db


def test_what_is_cited_is_frozen_with_the_words(house: House) -> None:
    numbers = register(house)
    case = draft_engagement(house)
    mandate = Reference("provision", int(numbers["mandate"]))
    goal = Reference("plan_element", int(numbers["goal of the plan"]))
    for of in (mandate, goal):
        cite_in_reorganisation(
            house.actor("Olga"), reorganisation=case.number, of=of, reason="It asks for it"
        )
    submit(case)
    words = Submission.objects.get().words["case"]["parts"]
    assert words[f"cites.{mandate}"] == "Resolution on outreach, resolves, 3"
    assert words[f"cites.{goal}"] == "G1 Excellence"
    assert words[f"cites.{mandate}.why"] == "It asks for it"
    with pytest.raises(Refused) as frozen:
        cited = Citation.objects.filter(provision=mandate.id).latest("pk").pk
        take_citation_back(house.actor("Olga"), reorganisation=case.number, citation=cited)
    assert [reason.code for reason in frozen.value.reasons] == ["already_submitted"]


def test_what_is_cited_meanwhile_is_not_put_forward_unseen(house: House) -> None:
    numbers = register(house)
    case, officer = draft_engagement(house), visitor(house, "Olga")
    answers.answer_finding(
        case.officer,
        reorganisation=case.number,
        code="head_of_ended_unit",
        subject=Reference("post", house.posts["CHIEF"]),
        reason="The paper does not say",
    )
    address = reverse("reorganisation-submission", args=[case.number])
    seen = state_of(Reorganisation.objects.get(pk=case.number))
    mandate = Reference("provision", int(numbers["mandate"]))
    made = cite_in_reorganisation(
        case.officer, reorganisation=case.number, of=mandate, reason="It asks for it"
    )
    cited = state_of(Reorganisation.objects.get(pk=case.number))
    send(officer, address, status=422, seen=seen)
    assert not Submission.objects.exists()
    take_citation_back(case.officer, reorganisation=case.number, citation=made)
    send(officer, address, status=422, seen=cited)
    send(officer, address, seen=seen)
    assert Submission.objects.exists()


def test_papers_on_what_was_put_forward_cite_what_it_cited_then(house: House) -> None:
    numbers = register(house)
    case = draft_engagement(house)
    mandate = Reference("provision", int(numbers["mandate"]))
    goal = Reference("plan_element", int(numbers["goal of the plan"]))
    said = {"reorganisation": case.number, "reason": "It asks for it"}
    made = cite_in_reorganisation(case.officer, of=mandate, **said)
    submit(case)
    refer_back(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
        document="Memo 7",
    )
    take_citation_back(case.officer, reorganisation=case.number, citation=made)
    cite_in_reorganisation(case.officer, of=goal, **said)
    now, then = cited_by(case.number, None), cited_by(case.number, Submission.objects.get())
    assert (len(now.prompted), len(now.strategic)) == (0, 1)
    assert (len(then.prompted), len(then.strategic)) == (1, 0)


def test_several_mandates_of_one_instrument_are_told_apart(house: House) -> None:
    numbers = register(house)
    case = draft_engagement(house)
    first = Provision.objects.get(pk=numbers["mandate"])
    name = text("en", en="yearly report", fr="rapport annuel")
    second = add_provision(
        house.administrator,
        instrument=first.instrument_id,
        label="yearly report",
        name=name,
        gist=name,
        is_mandate=True,
    )
    for of in (first.pk, second):
        cite_in_reorganisation(
            case.officer,
            reorganisation=case.number,
            of=Reference("provision", of),
            reason="It asks for it",
        )
    (said,) = cited_by(case.number, None).prompted
    assert said.in_language("en") == "Resolution on outreach: 3 and yearly report"
    assert set(said.said) <= {"en", "fr"}


@pytest.mark.exhaustive
def test_a_draft_cites_by_form_and_nobody_else_is_told(house: House) -> None:
    numbers = register(house)
    case, officer = draft_engagement(house), visitor(house, "Olga")
    address = f"/reorganisations/{case.number}/"
    assert "It cites no mandate" in page(officer, address)
    said = {"of": f"provision:{numbers['mandate']}", "reason": "As the kestrel asks"}
    send(officer, f"{address}citations/?text=academia", **said)
    assert "As the kestrel asks" in page(officer, address)
    mandate = f"/provisions/{numbers['mandate']}/"
    assert "kestrel" not in page(officer, mandate)
    assert "kestrel" not in page(visitor(house, "Adam"), mandate)
    submit(case)
    assert "kestrel" in page(visitor(house, "Coco"), mandate)
    assert "As the kestrel asks" in page(visitor(house, "Coco"), f"{address}route/")


def test_what_a_draft_takes_back_it_never_cited(house: House) -> None:
    numbers = register(house)
    case, officer = draft_engagement(house), visitor(house, "Olga")
    address = f"/reorganisations/{case.number}/citations/"
    said = {"of": f"provision:{numbers['mandate']}", "reason": "By mistake"}
    send(officer, address, **said)
    assert "It cites this already." in send(officer, address, status=422, **said)
    made = Citation.objects.get(subject_kind="reorganisation")
    send(officer, f"{address}removal/", citation=str(made.pk))
    made.refresh_from_db()
    assert made.valid_until == made.valid_from
    assert "Nothing yet." in page(officer, address)
