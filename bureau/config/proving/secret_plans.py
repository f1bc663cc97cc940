"""Plans with a word hidden in them that only their author may read."""

from dataclasses import dataclass

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.comments import CommentKind
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services import (
    accepting,
    actions,
    comments,
    drafts,
    scenarios,
    steps,
)
from bureau.institution.governance.services.citations import cite_in_reorganisation
from bureau.institution.instruments.models import Provision
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText
from bureau.institution.procedures.queries.cases import questions_open
from bureau.web.multilingual import text

CANARY = "Kanarienvogel"
CODE = "CNRY"


@dataclass(frozen=True, slots=True)
class Plans:
    """The numbers of a draft, of a case that was sent back, and of one withdrawn since."""

    draft: int
    sent_back: int
    withdrawn: int

    def by_name(self) -> dict[str, int]:
        return {
            "canary": self.draft,
            "canary sent back": self.sent_back,
            "canary withdrawn": self.withdrawn,
        }


def hide_canaries() -> Plans:
    """The same words in each: nobody was named to read what is drafted."""
    by = actor_with_login(acts.AUTHOR)
    draft = drafts.start_reorganisation(
        by, organisation=acts.the_organisation().pk, reference=CODE, title=text(en=CANARY)
    )
    hide_in(by, draft, 1)
    found = [sent_back(code) for code in ("BACK", "GONE")]
    for at, case in enumerate(found, start=2):
        hide_in(by, case, at)
        (asked,) = questions_open(Reference(KIND, case))
        accepting.answer_question(by, reorganisation=case, question=asked.pk, said=CANARY)
    steps.withdraw_reorganisation(by, reorganisation=found[1], day=acts.the_day())
    return Plans(draft, *found)


def share_draft(login: str) -> None:
    """A draft with a named reader, who asks something: a mail says so to the author."""
    by, reader = actor_with_login(acts.AUTHOR), actor_with_login(login)
    draft = drafts.start_reorganisation(
        by, organisation=acts.the_organisation().pk, reference=f"{CODE}S", title=text(en=CANARY)
    )
    drafts.name_reader(by, reorganisation=draft, person=reader.person or 0)
    comments.comment_on(
        reader, reorganisation=draft, about="case", said=CANARY, kind=CommentKind.QUESTION.value
    )


def sent_back(code: str) -> int:
    """A case that was submitted, and referred back with a question by whom it waited for."""
    case = acts.propose("", code=code)
    steps.refer_back(
        actor_with_login(acts.APPROVER),
        reorganisation=case,
        step=acts.steps_here(case)["determine"],
        day=acts.the_day(),
        questions=("Why?",),
    )
    return case


def hide_in(by: Actor, case: int, at: int) -> None:
    """The canary in all that a draft says: words, actions, a description, an alternative,
    a comment and what it cites. `at` keeps the codes of several apart."""
    day, said = acts.the_day().toordinal(), text(en=CANARY, fr=f"{CANARY} en français")
    post = next(iter(acts.as_it_is().posts())).id
    row = Reorganisation.objects.get(pk=case)
    drafts.describe_reorganisation(
        by,
        reorganisation=case,
        reference=row.reference,
        title=said,
        purpose=said,
        background=said,
    )
    _change_units(by, case, at)
    actions.add_description(
        by,
        reorganisation=case,
        post=post,
        description=DescriptionText(said, said, (DutyText(said),), (("education", said),)),
        day=day,
        reason=CANARY,
    )
    scenarios.add_scenario(
        by, reorganisation=case, name=said, purpose=said, drafted_name=text(en=f"{CANARY} {CODE}")
    )
    comments.comment_on(by, reorganisation=case, about="case", said=CANARY)
    cite_in_reorganisation(
        by,
        reorganisation=case,
        of=Reference("provision", Provision.objects.order_by("pk")[0].pk),
        reason=CANARY,
    )


def _change_units(by: Actor, case: int, at: int) -> None:
    """A unit that is established, and one that gets another code."""
    day = acts.the_day().toordinal()
    units = {unit.code: unit.id for unit in acts.as_it_is().units()}
    established: dict[str, Value] = {
        "code": f"{CODE}{at}",
        "kind": "section",
        "parent": units["SED"],
    }
    renamed: dict[str, Value] = {"code": f"{CODE}{at}B"}
    for kind, subject, values in (
        (ActionKind.ESTABLISH_UNIT, None, established),
        (ActionKind.RENAME_UNIT, units["OPD"], renamed),
    ):
        actions.add_action(
            by,
            reorganisation=case,
            kind=kind,
            day=day,
            subject=subject,
            values=values,
            words={"name": text(en=f"{CANARY} {kind}")},
            reason=CANARY,
        )
