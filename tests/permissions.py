"""What the table of permissions speaks of: a house with one of everything, and who calls at it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.test import Client

from bureau.core.actors import NOBODY
from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.documents.halves import read_half
from bureau.institution.governance.services import actions, answers, drafts
from bureau.institution.governance.services.corrections import propose_correction
from bureau.institution.governance.services.personnel import engage
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services.applying import apply_import
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.services.tables import stage_table
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import (
    Effect,
    Grade,
    JobDescription,
    Office,
    Place,
    PostRole,
)
from bureau.institution.organisation.services import reference, roles, standing_in
from bureau.institution.organisation.services.numbers import reserve_number
from bureau.institution.organisation.services.saved import save_view
from bureau.institution.organisation.services.templates import make_template
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant, Sitting
from bureau.record.erasure.services import requests as erasures
from bureau.record.journal.queries import head
from bureau.record.journal.services.exporting import open_contents
from bureau.record.journal.services.following import advance
from bureau.record.journal.services.founding import found_installation
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.services.telling import keep_notices
from bureau.record.programs.services.tokens import make_token
from bureau.record.programs.services.webhooks import make_webhook
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    determine,
    draft_engagement,
    draft_renaming,
    submit,
)
from tests.institution.governance.visitors import visitor
from tests.institution.house import FORCE, OPENED, TODAY, House, build_house
from tests.institution.imports.departments import department, junior, senior
from tests.institution.organisation.deeds import add_block
from tests.programs import Program, program

END = date(2030, 1, 1)


@dataclass(frozen=True, slots=True)
class Things:
    """The house, and the numbers of what the table names, as in "unit SGD"."""

    house: House
    numbers: dict[str, int | str]

    def named(self, said: object) -> object:
        """The number of a thing that is named; anything else as it is said."""
        return self.numbers.get(said, said) if isinstance(said, str) else said

    def caller(self, name: str | None) -> Client:
        return visitor(self.house, name)

    def program(self, name: str | None) -> Program:
        return program(self.house, name) if name else Program(None)


def build_things() -> Things:
    found_installation(NOBODY, demonstration=False)
    house = build_house()
    _furnish(house)
    numbers: dict[str, int | str] = {"organisation": house.organisation}
    for kind, known in (
        ("unit", house.units),
        ("post", house.posts),
        ("person", house.people),
        ("meeting", house.meetings),
        ("body", house.bodies),
    ):
        numbers |= {f"{kind} {name}": number for name, number in known.items()}
    numbers["instrument"] = house.paper
    numbers["rule of appointments"] = house.rules["personnel"]
    numbers["opening record"] = Instrument.objects.get(kind="opening_record").pk
    numbers["post of the finding"] = f"post:{house.posts['D1']}"
    numbers["adviser"] = f"post:{house.posts['ADV']}"
    numbers["incumbency of Adam"] = house.held_by("Adam")
    numbers |= _rows(house)
    numbers["reserved number"] = reserve_number(
        house.actor("Olga"),
        organisation=house.organisation,
        number="KEPT-1",
        reason="A post to come",
        valid_until=END,
    )
    numbers["block"] = add_block(house, "OPD", "P.3", 200)
    numbers["engagement"] = engage(
        house.actor("Hana"),
        unit=house.units["SGD"],
        person=house.people["Opal"],
        manner="intern",
        day=TODAY,
    )
    numbers["template"] = make_template(
        house.actor("Olga"),
        organisation=house.organisation,
        name=text(en="A department"),
        unit=house.units["SGD"],
        day=TODAY,
    )
    numbers |= _proposals(house) | _cases(house) | _correction(house)
    numbers["plan of the draft"] = f"reorganisation:{numbers['draft of the officer']}"
    numbers["view of the officer"] = save_view(
        house.actor("Olga"),
        address=f"/posts/?plan={numbers['plan of the draft']}",
        name="Posts",
        fixed=("2024-07-01", 1),
        shared=Reference("unit", house.units["TSB"]),
    )
    numbers["mail in doubt"] = _mail()
    numbers |= _erasures(house)
    open_contents(house.actor("Aude"), reason="To look")
    numbers["entry with a content"] = head().sequence
    numbers |= _programs(house)
    numbers |= _imports(house)
    numbers |= _arrangements(house)
    for path in settings.BUREAU_FOLLOWERS:
        while advance(path):
            pass
    return Things(house, numbers)


def _furnish(house: House) -> None:
    """An auditor; and a place, and where the chart opens, which the house does without."""
    house.people["Aude"] = accounts.create_person(house.administrator, name="Aude")
    accounts.grant_directly(
        house.administrator,
        person=house.people["Aude"],
        grant="auditor",
        valid_from=OPENED,
        valid_until=END,
        confirmed_by=house.administrators[1].person,
    )
    reference.add_place(
        house.administrator,
        organisation=house.organisation,
        code="GVA",
        name=text(en="Geneva"),
        valid_from=OPENED,
    )
    reference.open_chart_at(
        house.administrator, organisation=house.organisation, unit=house.units["TSB"]
    )


def _rows(house: House) -> dict[str, int | str]:
    """One row of each list, and what the officer and the auditor were given."""
    officer = house.actor("Olga")
    cost = reference.add_standard_cost(
        house.administrator,
        organisation=house.organisation,
        grade="P.4",
        place="GVA",
        amount_minor=100,
        currency="CHF",
        source=text(en="A table"),
        valid_from=OPENED,
    )
    return {
        "grade P.4": Grade.objects.get(code="P.4").pk,
        "place GVA": Place.objects.get(code="GVA").pk,
        "cost": cost,
        "office SG": Office.objects.order_by("pk")[0].pk,
        "post of the officer": officer.post or 0,
        "grant of Aude": DirectGrant.objects.get(person=house.people["Aude"]).pk,
    }


def _proposals(house: House) -> dict[str, int | str]:
    """By the second administrator, so that the first may settle them."""
    second = house.administrators[1]
    role = roles.propose_role(
        second, post=house.posts["ADV"], role="organisation_officer", valid_from=TODAY
    )
    grant = accounts.propose_grant(
        second,
        person=house.people["Stray"],
        grant="auditor",
        valid_from=TODAY,
        valid_until=END,
    )
    other = reference.create_organisation(
        second, code="OTHER", name=text(en="Another"), currency="EUR", chart_is_public=False
    )
    held = PostRole.objects.get(post=house.posts["HR"]).pk
    return {
        "proposed role": role,
        "proposed grant": grant,
        "other organisation": other,
        "role of HR": held,
    }


def _cases(house: House) -> dict[str, int | str]:
    """The officer's draft that a reader was named for, another's, and one that was submitted."""
    submitted = draft_engagement(house)
    submit(submitted)
    determine(submitted)
    route = case_on_record(Reference("reorganisation", submitted.number))
    assert route is not None
    draft = _draft(house)
    return {
        "submitted by the officer": submitted.number,
        "recommendation": submitted.step("recommend"),
        "what was seen": route.round.hashes["actions"],
        "draft of the officer": draft,
        "draft of another": draft_renaming(house, "HERONRY-8"),
        "draft that was left": _left(house),
    }


def _left(house: House) -> int:
    """Begun in the officer's post by somebody who does not hold it any more."""
    gone = replace(house.actor("Olga"), person=house.people["Stray"])
    return drafts.start_reorganisation(
        gone, organisation=house.organisation, reference="L-1", title=text(en="Left behind")
    )


def _draft(house: House) -> int:
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="D-1", title=text(en="Kingfisher")
    )
    drafts.name_reader(officer, reorganisation=number, person=house.people["Adam"])
    post, day = house.posts["D1"], FORCE.toordinal()
    actions.add_action(
        officer, reorganisation=number, kind=ActionKind.ABOLISH_POST, subject=post, day=day
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.RENAME_UNIT,
        subject=house.units["OPD"],
        day=day,
        values={"code": "KINGFISHER"},
    )
    answers.answer_finding(
        officer,
        reorganisation=number,
        code="successor_missing",
        subject=Reference("post", post),
        reason="Given up",
    )
    return number


def _correction(house: House) -> dict[str, int | str]:
    """Proposed by the other officer: what is on record of a post, and the proposal about it."""
    effect = Effect.objects.get(kind="post", subject=house.posts["ADV"], role="establish").pk
    proposed = propose_correction(
        house.actor("Otto"),
        effect=effect,
        document=text(en="Staff list"),
        reason="The list says P.5",
        fields={"grade": "P.5"},
    )
    return {"effect on ADV": effect, "proposed correction": proposed}


def _erasures(house: House) -> dict[str, int | str]:
    """Asked for by the second administrator; a hold on somebody else; the stranger untouched."""
    second = house.administrators[1]
    gone, held = (accounts.create_person(second, name=name) for name in ("Gone", "Held"))
    return {
        "Stray of the house": str(house.people["Stray"]),
        "asked erasure": erasures.request_erasure(second, person=gone, reason="Asked for"),
        "legal hold": erasures.place_hold(second, person=held, ground="Order 7"),
    }


def _arrangements(house: House) -> dict[str, int | str]:
    """What begins later, so that it changes nobody's rights today; and a session."""
    given = standing_in.delegate_post(
        house.actor("Olga"),
        post=house.posts["OFF"],
        person=house.people["Adam"],
        capacity="assistant",
        valid_from=FORCE,
        valid_until=END,
    )
    away = standing_in.record_absence(
        house.actor("Chia"),
        post=house.posts["CHIEF"],
        person=house.people["Chia"],
        stand_in=None,
        valid_from=FORCE,
    )
    session = visitor(house, "Olga").session.session_key
    sitting = Sitting.objects.get(session_key=session).pk
    return {
        "delegation by the officer": given,
        "absence of the head": away,
        "session of the officer": sitting,
    }


def _mail() -> int:
    """A mail of which nobody knows whether it arrived."""
    keep_notices("reorganisation", None)
    mail = OutboxMail.objects.order_by("pk")[0]
    OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.UNCERTAIN)
    return mail.pk


def _programs(house: House) -> dict[str, int | str]:
    """A token and a webhook of the officer, with something that it was told."""
    officer = house.actor("Olga")
    end = TODAY + timedelta(days=9)
    kept = make_token(
        officer, name="Kept", scopes=("structure",), valid_until=end, digest="0" * 64, hint="kept"
    )
    webhook = make_webhook(officer, name="Kept", address="https://example.org/")
    described = JobDescription.objects.order_by("pk")[0].pk
    return {"token of the officer": kept, "webhook of the officer": webhook, "version": described}


def _imports(house: House) -> dict[str, int | str]:
    """Files of the institute itself, with a unit under another name, and of another department."""
    mine = {
        "institute-2021-03-31-senior.csv": [("71", "Head", "Old name", "XX", "1")],
        "institute-2022-03-31-senior.csv": [("71", "Head", "New name", "XX", "1")],
        "institute-2021-03-31-junior.csv": [("Other", "71", "G", "Clerk", "1")],
        "institute-2022-03-31-junior.csv": [("Other", "71", "G", "Clerk", "1")],
    }
    files = [
        read_half(name, (junior if "junior" in name else senior)(rows, "Institute"))
        for name, rows in mine.items()
    ]
    number = stage(house.administrator, files)
    other = stage(
        house.administrator, [read_half(name, said) for name, said in department().items()]
    )
    apply_import(house.administrator, other)
    (proposal,) = outlook(number).proposals
    table = stage_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="posts",
        day=FORCE,
        name="posts.csv",
        rows=[(1, ["number", "grade"]), (2, ["ADV", "P.5"])],
    )
    return {
        "table of the officer": table,
        "import into the institute": number,
        "import of another": other,
        "suggested rename": proposal.pair,
    }
