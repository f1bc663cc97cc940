"""Comments, clearance and reviewers from outside as deeds: said, settled, asked for, given."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.actors import NOBODY
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.references import Reference
from bureau.institution.governance.models import Clearance, Comment, Invitation
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import actions, clearance, comments, drafts, reviewing
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text

CLEARS = "human-resources"
DIGEST = "0" * 64
CLEARING = "clearance-tried"


def deeds() -> Iterator[Deed]:
    by, other, case = actor_with_login(acts.AUTHOR), actor_with_login(CLEARS), _draft()
    drafts.name_reader(by, reorganisation=case, person=other.person or 0)
    state = state_seen(seen_by(by, [case])[case])
    yield lambda: comments.comment_on(other, reorganisation=case, about="case", said="A word")
    first = Comment.objects.latest("pk").pk
    yield lambda: comments.change_comment(other, comment=first, said="Another word")
    yield lambda: comments.reply_to(by, comment=first, said="Yes")
    yield lambda: comments.resolve_comment(other, comment=first, said="Settled")
    yield lambda: comments.reopen_comment(by, comment=first)
    yield lambda: comments.read_version(other, reorganisation=case, seen=state)
    yield lambda: reviewing.invite_reviewer(
        by,
        reorganisation=case,
        name="A reviewer",
        email="reviewer@example.org",
        valid_until=timezone.now().date() + timedelta(days=9),
        digest=DIGEST,
    )
    yield lambda: reviewing.comment_from_outside(NOBODY, digest=DIGEST, about="case", said="Well")
    invited = Invitation.objects.latest("pk").pk
    yield lambda: reviewing.revoke_invitation(by, invitation=invited, forget=True)
    yield from cleared(case)
    yield lambda: drafts.discard_reorganisation(by, reorganisation=case)


def cleared(case: int) -> Iterator[Deed]:
    by = actor_with_login(acts.AUTHOR)
    who = Who(WhoKind.ROLE, ("human_resources",))
    step = StepTemplate("people", 1, who, ActKind.APPROVE, Gate.RELEASE)
    put_rule_in_force(
        by,
        organisation=acts.the_organisation().pk,
        key=CLEARING,
        subject="clearance",
        terms=Terms((step,)),
        valid_from=acts.the_day() - timedelta(days=1),
        instrument=Instrument.objects.order_by("pk")[0].pk,
        is_practice=True,
    )
    yield lambda: clearance.ask_for_clearance(by, reorganisation=case)
    yield lambda: clearance.take_clearance_back(by, reorganisation=case)
    asked = clearance.ask_for_clearance(by, reorganisation=case)
    on_record = case_on_record(Reference("clearance", asked))
    key = on_record.here()[0].key if on_record else ""
    yield lambda: clearance.record_clearance(
        actor_with_login(CLEARS),
        clearance=Clearance.objects.latest("pk").pk,
        step=key,
        day=today(acts.the_organisation()),
    )


def _draft() -> int:
    """A draft that freezes a post."""
    by = actor_with_login(acts.AUTHOR)
    case = drafts.start_reorganisation(
        by, organisation=acts.the_organisation().pk, reference="TALK", title=text(en="Talk")
    )
    actions.add_action(
        by,
        reorganisation=case,
        kind=ActionKind.FREEZE_POST,
        subject=acts.as_it_is().posts()[0].id,
        day=acts.the_day().toordinal(),
    )
    return case
