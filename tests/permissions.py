"""What the table of permissions speaks of: a house with one of everything, and who calls at it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from bureau.core.actors import NOBODY
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.ceilings import Counts
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.references import Reference
from bureau.documents.halves import read_half
from bureau.institution.finance.services.budgets import add_expenditure_object, make_budget
from bureau.institution.finance.services.lines import add_budget_line
from bureau.institution.finance.services.rates import add_exchange_rate
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.models import (
    AffectedPerson,
    EntryIntoForce,
    Reorganisation,
)
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import (
    actions,
    amending,
    answers,
    claims,
    clearance,
    comments,
    drafts,
    reviewing,
    scenarios,
    steps,
)
from bureau.institution.governance.services.budget_proposals import (
    begin_budget_proposal,
    propose_lines,
)
from bureau.institution.governance.services.ceilings import (
    CeilingSaid,
    propose_ceiling,
    set_ceiling,
)
from bureau.institution.governance.services.citations import cite_in_reorganisation
from bureau.institution.governance.services.corrections import propose_correction
from bureau.institution.governance.services.following import add_assignment
from bureau.institution.governance.services.personnel import engage
from bureau.institution.governance.services.releasing import (
    release_case_papers,
    withdraw_case_papers,
)
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.services.translating import assign_translation
from bureau.institution.imports.services.applying import apply_import
from bureau.institution.imports.services.outlooks import OUTLOOK, worked_out
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.services.tables import take_table
from bureau.institution.instruments.models import BodyNameProposal, Instrument
from bureau.institution.instruments.services import keep_body
from bureau.institution.organisation.models import (
    Effect,
    Grade,
    JobDescription,
    Office,
    OfficeProposal,
    Place,
    PostRole,
)
from bureau.institution.organisation.services import reference, roles, standing_in
from bureau.institution.organisation.services.costs import propose_standard_cost
from bureau.institution.organisation.services.keeping import keep_office
from bureau.institution.organisation.services.numbers import reserve_number
from bureau.institution.organisation.services.saved import save_view
from bureau.institution.organisation.services.templates import make_template
from bureau.institution.papers.models import Release
from bureau.institution.papers.queries.phrases import PhrasePlace
from bureau.institution.papers.services.kept import HASHED, Written, keep_paper
from bureau.institution.papers.services.phrases import Given, set_phrase
from bureau.institution.procedures.models import AuthorQuestion, RuleDraft
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.accounts import services as accounts
from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.models import DirectGrant, Sitting
from bureau.record.accounts.queries import secret_hash
from bureau.record.erasure.services import requests as erasures
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.record.journal.queries import head
from bureau.record.journal.services.exporting import open_contents
from bureau.record.journal.services.following import advance
from bureau.record.journal.services.founding import found_installation
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.services.choosing import make_calendar_feed
from bureau.record.notices.services.telling import keep_notices
from bureau.record.programs.services.tokens import make_token
from bureau.record.programs.services.webhooks import make_webhook
from bureau.web.multilingual import text
from tests.beside import modules_beside
from tests.institution.governance.board import board
from tests.institution.governance.engagement import (
    determine,
    draft_engagement,
    draft_renaming,
    submit,
)
from tests.institution.governance.visitors import visitor
from tests.institution.house import FORCE, OPENED, TODAY, House, add_auditor, build_house
from tests.institution.imports.departments import department, junior, senior
from tests.institution.organisation.convened import convene, filed
from tests.institution.organisation.deeds import add_block
from tests.institution.organisation.registered import register
from tests.institution.procedures.drafting import ready
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
    numbers["ceiling"] = set_ceiling(
        house.actor("Olga"),
        organisation=house.organisation,
        said=_credits("description"),
    )
    numbers |= register(house)
    numbers["phrase"] = set_phrase(
        house.actor("Olga"),
        organisation=house.organisation,
        said=Given(PhrasePlace("formula.recalling"), "fr", "se référant à"),
    )
    numbers |= convene(house)
    numbers |= filed(house, int(numbers["the session"]))
    for module in modules_beside("things"):
        numbers |= module.things(house)
    numbers["unit of the mandate"] = f"unit:{house.units['OPD']}"
    numbers["word of the paper"] = f"instrument:{house.paper}"
    numbers["word of the resolution"] = f"instrument:{numbers['the resolution']}"
    numbers["goal to cite"] = f"plan_element:{numbers['goal of the plan']}"
    numbers["template of two units"] = make_template(
        house.actor("Olga"),
        organisation=house.organisation,
        name=text(en="A bureau"),
        unit=house.units["TSB"],
        day=TODAY,
        with_units=True,
    )
    numbers |= _correction(house) | _proposals(house) | _cases(house) | _acts(house)
    found = AffectedPerson.objects.filter(
        submission__reorganisation=int(numbers["submitted by the officer"])
    )
    numbers["line of people affected"] = found.order_by("pk")[0].pk
    numbers |= _cited(house, numbers) | board(house)
    numbers |= _papers(house, int(numbers["draft of the officer"]))
    numbers |= _released(house, int(numbers["submitted by the officer"]))
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
    numbers["assignment of human resources"] = add_assignment(
        house.actor("Olga"),
        reorganisation=int(numbers["frozen by the committee"]),
        words="Tell the staff",
        owner=house.posts["HR"],
        due=END,
    )
    numbers |= _imports(house)
    numbers |= _money(house)
    numbers |= _arrangements(house)
    numbers |= _talked_of(house)
    numbers |= _rules_drafted(house)
    for path in settings.BUREAU_FOLLOWERS:
        while advance(path):
            pass
    return Things(house, numbers)


def _credits(rule: str) -> CeilingSaid:
    """A ceiling of next to nothing for a rule."""
    return CeilingSaid(
        rule=rule,
        basis_minor=1,
        basis=text(en="Credits"),
        currency="CHF",
        counts=Counts.NET,
        valid_from=TODAY,
    )


def _papers(house: House, draft: int) -> dict[str, int | str]:
    """A paper of a draft and a letter, each as it was written; who translates the draft."""
    assign_translation(
        house.actor("Olga"),
        reorganisation=draft,
        language="ru",
        person=house.people["Olga"],
        until=END,
    )
    content = Content(put(b"written"), 7, "html")
    manifest = {name: "0" * 64 for name in HASHED}

    def keep(kind: str, subject: Reference) -> int:
        return keep_paper(
            house.actor("Olga"),
            organisation=house.organisation,
            subject=subject,
            written=Written(kind, "en", "html", content, manifest),
        )

    return {
        "paper of the draft": keep("council-paper", Reference("reorganisation", draft)),
        "letter to the head": keep("letter", Reference("person", house.people["Chia"])),
    }


def _released(house: House, case: int) -> dict[str, int | str]:
    """A decision that another officer kept: in French released, in Spanish withdrawn, in English
    not yet."""
    subject = Reference("reorganisation", case)
    state = state_seen(seen_by(house.actor("Olga"), [case])[case])
    content = Content(put(b"written"), 7, "html")
    manifest: dict[str, object] = {name: "0" * 64 for name in HASHED}
    of: dict[str, Any] = {"reorganisation": case, "kind": "decision"}
    for language in ("en", "es", "fr"):
        keep_paper(
            house.actor("Otto"),
            organisation=house.organisation,
            subject=subject,
            written=Written("decision", language, "html", content, manifest),
            submission=state,
            is_final=True,
        )
    made = release_case_papers(house.actor("Olga"), **of, languages=["fr"])
    gone = release_case_papers(house.actor("Olga"), **of, languages=["es"])
    withdraw_case_papers(house.actor("Olga"), reorganisation=case, release=gone)
    codes = dict(Release.objects.values_list("pk", "code"))
    return {
        "release": made,
        "code of the release": codes[made],
        "code of what was withdrawn": codes[gone],
    }


def _furnish(house: House) -> None:
    """An auditor; and a place, and where the chart opens, which the house does without."""
    add_auditor(house)
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
        place="LON",
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
    held, office = PostRole.objects.get(post=house.posts["HR"]).pk, house.offices["SG"]
    keep_body(second, body=house.bodies["COUNCIL"], name=text(en="The Council"))
    keep_office(second, office=office, name=text(en="SG"), post=house.posts["D1"])
    return {
        "proposed cost": propose_standard_cost(
            second,
            organisation=house.organisation,
            grade="P.3",
            place="GVA",
            amount_minor=1,
            currency="CHF",
            source=text(en="A table"),
            valid_from=TODAY,
        ),
        "proposed name of a person": accounts.correct_name(
            second, person=house.people["Sana"], name="Another name"
        )
        or 0,
        "proposed name of a body": BodyNameProposal.objects.latest("pk").pk,
        "proposed office": OfficeProposal.objects.latest("pk").pk,
        "proposed role": role,
        "proposed ceiling": propose_ceiling(
            second,
            organisation=house.organisation,
            said=_credits("structure"),
        ),
        "proposed grant": grant,
        "other organisation": other,
        "role of HR": held,
    }


def _cases(house: House) -> dict[str, int | str]:
    """The officer's draft that a reader was named for, another's, and one that was submitted."""
    submitted = draft_engagement(house)
    submit(submitted)
    determination = determine(submitted)
    route = case_on_record(Reference("reorganisation", submitted.number))
    assert route is not None
    draft = _draft(house)
    return {
        "submitted by the officer": submitted.number,
        "recommendation": submitted.step("recommend"),
        "determination": determination,
        "what was seen": route.round.hashes["actions"],
        "draft of the officer": draft,
        "draft of another": draft_renaming(house, "HERONRY-8"),
        "draft that was left": _left(house),
    }


def _rules_drafted(house: House) -> dict[str, int | str]:
    """A whole draft of an administrator who has no case, tried."""
    draft, seen = ready(house, "Alan")
    return {
        "draft of rules": draft,
        "line of the draft of rules": RuleDraft.objects.get(pk=draft).lines.get().pk,
        "what was tried of the rules": seen,
    }


def _acts(house: House) -> dict[str, int | str]:
    """Cases that the committee alone decides: one it may amend, ones that it sent back, one in
    force; and the act by which the officer's case was determined."""
    coco, day = house.actor("Coco"), {"day": TODAY, "document": "Record 1"}
    who = Who(WhoKind.BODY, (house.bodies["COCO"],))
    decide = StepTemplate(
        "decide", 1, who, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE, amended=Amended.GOES_BACK
    )
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="frozen",
        subject="reorganisation",
        terms=Terms((decide,), frozenset({"freeze_post"}), rank=9),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    opened, amended, asked, done = (_frozen(house, f"F-{place}") for place in range(1, 5))
    step = {"step": _step_of(opened)}
    amending.leave_out_action(coco, reorganisation=opened, place=2, **step)
    amending.leave_out_action(coco, reorganisation=amended, place=2, **step)
    act = amending.adopt_as_amended(coco, reorganisation=amended, **step, **day)
    questions = ("Who pays?",)
    steps.refer_back(coco, reorganisation=asked, questions=questions, **step, **day)
    steps.decide(coco, reorganisation=done, **step, **day)
    return {
        "before the committee": opened,
        "step of the committee": step["step"],
        "amended by the committee": amended,
        "amending act": act,
        "asked by the committee": asked,
        "question of the committee": AuthorQuestion.objects.get().pk,
        "frozen by the committee": done,
        "entry of the committee": EntryIntoForce.objects.get().pk,
    }


def _frozen(house: House, name: str) -> int:
    """A set of the officer that freezes two posts, put forward."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=name, title=text(en=name)
    )
    for post in ("OPS", "HR"):
        actions.add_action(
            officer,
            reorganisation=number,
            kind=ActionKind.FREEZE_POST,
            subject=house.posts[post],
            day=FORCE.toordinal() + 90,
        )
    submit_reorganisation(officer, reorganisation=number)
    return number


def _step_of(number: int) -> str:
    found = case_on_record(Reference("reorganisation", number))
    assert found is not None
    return found.here()[0].key


def _left(house: House) -> int:
    """Begun in the officer's post by somebody who does not hold it any more."""
    number = drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference="L-1",
        title=text(en="Left behind"),
    )
    Reorganisation.objects.filter(pk=number).update(author=house.people["Stray"])
    return number


def _cited(house: House, numbers: dict[str, int | str]) -> dict[str, int | str]:
    """The officer's draft answers the mandate, which nobody else is told on its page."""
    cited = cite_in_reorganisation(
        house.actor("Olga"),
        reorganisation=int(numbers["draft of the officer"]),
        of=Reference("provision", int(numbers["mandate"])),
        reason="As Kingfisher asks",
    )
    return {"citation of the draft": cited}


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
    claims.add_claim(officer, reorganisation=number, kind="nobody_without_post", named={})
    beside = {"name": text(en="Leave it"), "is_empty": True, "drafted_name": text(en="A code")}
    scenarios.add_scenario(officer, reorganisation=number, **beside)  # type: ignore[arg-type]
    scenarios.describe_scenario(
        officer,
        reorganisation=number,
        number=2,
        name=text(en="Leave it"),
        reason=text(en="Too little"),
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
    own = propose_correction(
        house.actor("Olga"),
        effect=Effect.objects.get(kind="post", subject=house.posts["OPS"], role="establish").pk,
        document=text(en="Staff list"),
        reason="The list says P.4",
        fields={"grade": "P.4"},
    )
    return {
        "effect on ADV": effect,
        "effect on OPD": Effect.objects.get(
            kind="unit", subject=house.units["OPD"], role="establish"
        ).pk,
        "effect on Adam": Effect.objects.get(kind="incumbency", subject=house.held_by("Adam")).pk,
        "proposed correction": proposed,
        "correction of the officer": own,
    }


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
    to_confirm = standing_in.record_absence(
        house.actor("Hana"),
        post=house.posts["CHIEF"],
        person=house.people["Chia"],
        stand_in=house.people["Stray"],
        valid_from=END,
    )
    session = visitor(house, "Olga").session.session_key
    sitting = Sitting.objects.get(session_key=row_key_of(session)).pk
    return {
        "delegation by the officer": given,
        "absence of the head": away,
        "absence with a stand-in to confirm": to_confirm,
        "session of the officer": sitting,
    }


def _talked_of(house: House) -> dict[str, int | str]:
    """A draft of the officer that the reader commented on, with a reviewer from outside; and one
    that human resources is asked to clear."""
    officer, reader = house.actor("Olga"), house.actor("Adam")
    role = Who(WhoKind.ROLE, ("human_resources",))
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="clearance",
        subject="clearance",
        terms=Terms((StepTemplate("people", 1, role, ActKind.APPROVE, Gate.RELEASE),)),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    talked, asked = (_drafted(house, name) for name in ("T-1", "T-2"))
    about = {"reorganisation": talked, "about": "action:1"}
    number = comments.comment_on(reader, **about, kind="question", said="Why?")
    settled = comments.comment_on(reader, **about, said="Well done")
    comments.resolve_comment(reader, comment=settled, said="Nothing to do")
    invitation = reviewing.invite_reviewer(
        officer,
        reorganisation=talked,
        name="Rita",
        email="rita@example.org",
        valid_until=TODAY + timedelta(days=9),
        digest=secret_hash("rv_secret"),
    )
    clearance_number = clearance.ask_for_clearance(officer, reorganisation=asked)
    case = case_on_record(Reference("clearance", clearance_number))
    assert case is not None
    seen = seen_by(officer, [talked])[talked]
    return {
        "draft talked of": talked,
        "state of the draft": state_seen(seen),
        "question of the reader": number,
        "settled comment": settled,
        "invitation": invitation,
        "draft being cleared": asked,
        "clearance": clearance_number,
        "step of clearance": case.here()[0].key,
        "what is cleared": case.seen(),
    }


def _drafted(house: House, name: str) -> int:
    """A draft of the officer that the reader is named for."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=name, title=text(en=name)
    )
    drafts.name_reader(officer, reorganisation=number, person=house.people["Adam"])
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.FREEZE_POST,
        subject=house.posts["OPS"],
        day=FORCE.toordinal() + 120,
    )
    return number


def _mail() -> int:
    """A mail of which nobody knows whether it arrived."""
    keep_notices("reorganisation", None)
    mail = OutboxMail.objects.order_by("pk")[0]
    OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.UNCERTAIN)
    return mail.pk


def _programs(house: House) -> dict[str, int | str]:
    """A token, a webhook and a calendar of the officer, with something that they are told."""
    officer = house.actor("Olga")
    end = TODAY + timedelta(days=9)
    kept = make_token(
        officer, name="Kept", scopes=("structure",), valid_until=end, digest="0" * 64, hint="kept"
    )
    webhook = make_webhook(officer, name="Kept", address="https://example.org/")
    described = JobDescription.objects.order_by("pk")[0].pk
    feed = make_calendar_feed(officer, digest=secret_hash("kept-by-the-officer"), valid_until=end)
    return {
        "token of the officer": kept,
        "webhook of the officer": webhook,
        "calendar of the officer": feed,
        "version": described,
    }


def _money(house: House) -> dict[str, int | str]:
    """A budget with a line, an object and a rate, made by the administrator."""
    by, own = house.administrator, {"organisation": house.organisation}
    posts = add_expenditure_object(by, **own, code="POSTS", name=text(en="Posts"), pays_posts=True)
    budget = make_budget(
        by, **own, name=text(en="Budget"), first_year=2024, last_year=2025, currency="CHF"
    )
    given = LineGiven("TSB", house.units["TSB"], posts, "", {2024: 1, 2025: 1})
    line = add_budget_line(by, budget=budget, line=given)
    proposal = begin_budget_proposal(by, budget=budget, title=text(en="More"))
    propose_lines(by, proposal=proposal, lines=[given])
    return {
        "object of posts": posts,
        "budget": budget,
        "line of the budget": line,
        "proposal": proposal,
        "rate": add_exchange_rate(
            by, **own, source="USD", into="CHF", millionths=900_000, valid_from=OPENED
        ),
    }


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
    (proposal,) = worked_out(OUTLOOK, number).proposals
    table = take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="posts",
        becomes="draft",
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
