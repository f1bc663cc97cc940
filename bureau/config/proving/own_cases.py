"""What would turn, or says otherwise, a case of one's own: rules, corrections, members of a body.

The pairs of the promise `four_eyes` by which an author gains on their own case, alone or through
what another puts in force.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bureau.config.proving import acts
from bureau.config.proving.second_persons import Attempt, Pair
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor
from bureau.core.procedures.deciding import SeatRole
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.references import Reference
from bureau.institution.governance.models import Seat
from bureau.institution.governance.queries.own_cases import things_changed
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services import corrections
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Office, OfficeProposal, Organisation
from bureau.institution.organisation.models.effects import Effect
from bureau.institution.organisation.services import keeping, standing_in
from bureau.institution.procedures.models import RuleDraft
from bureau.institution.procedures.queries.rule_drafts import drafted
from bureau.institution.procedures.queries.rule_trials import trial_of
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text

FOREMOST = 99
"""The rank of a rule that goes before all others of the example."""


def of_own_cases(author: Actor, first: Actor) -> Iterator[Pair]:
    """By an author of cases that are open, and by another what that author wrote or proposed."""
    other, second = actor_with_login(acts.APPROVER), actor_with_login("administrator-2")
    attempts: dict[str, Attempt] = {}
    for name, writes, puts in (
        ("by an author", first, author),
        ("written by an author", author, first),
    ):
        draft, seen = a_new_rule(writes, other)
        attempts[f"a rule of a new key put in force, {name}"] = partial(
            rule_drafts.put_rules_in_force, puts, draft=draft, seen=seen
        )
    attempts["a correction of what their case changes by an author"] = partial(
        corrections.propose_rescission,
        author,
        effect=changed_by_case_of(author),
        document=text(en="File"),
        reason="To be proved",
    )
    office = Office.objects.order_by("pk")[0]
    keeping.keep_office(author, office=office.pk, name=text(en="Called anew"), post=office.post_id)
    attempts["an office called anew as an author proposed"] = partial(
        keeping.settle_office,
        second,
        proposal=OfficeProposal.objects.latest("pk").pk,
        is_confirmed=True,
    )
    attempts["an absence of a member of the body by an author"] = partial(
        standing_in.confirm_stand_in, author, absence=a_member_away()
    )
    for name, attempt in attempts.items():
        yield Pair(name, lambda: None, attempt)


def a_new_rule(by: Actor, other: Actor) -> tuple[int, str]:
    """A draft that gives all new units to one post, under a key of its own; and what was tried."""
    decide = StepTemplate(
        "decide",
        1,
        Who(WhoKind.POST, (other.post or 0,)),
        ActKind.APPROVE,
        Gate.ENTRY_INTO_FORCE,
    )
    draft = rule_drafts.begin_rule_draft(
        by,
        organisation=Organisation.objects.get().pk,
        title=text(en="New units"),
        valid_from=acts.the_day() + timedelta(days=1),
    )
    rule_drafts.write_rule_line(
        by,
        draft=draft,
        key="new-units-first",
        subject=KIND,
        terms=Terms((decide,), actions=frozenset({"establish_unit"}), rank=FOREMOST),
        instrument=Instrument.objects.order_by("pk")[0].pk,
        name=text(en="New units"),
    )
    counted = trial_of(drafted(RuleDraft.objects.get(pk=draft))).counted()
    rule_drafts.record_rule_trial(by, draft=draft, counted=counted)
    return draft, counted.drafted


def changed_by_case_of(author: Actor) -> int:
    changed = things_changed(author)
    newest = Effect.objects.order_by("-pk")
    return next(one.pk for one in newest if Reference(one.kind, one.subject) in changed)


def a_member_away() -> int:
    """An absence that human resources say of who holds a seat of the committee."""
    now = acts.as_it_is()
    seats = Seat.objects.filter(role=SeatRole.MEMBER, valid_until=None, post__isnull=False)
    held = {seat.post: now.incumbencies_of(seat.post or 0) for seat in seats.order_by("pk")}
    post, holds = next((post, holds) for post, holds in held.items() if post and holds)
    return standing_in.record_absence(
        actor_with_login("human-resources"),
        post=post,
        person=holds[0].person,
        stand_in=None,
        valid_from=acts.the_day(),
    )
