"""What bodies do besides deciding, as deeds: amending, conditions, questions, undoing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.actors import CLOCK
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind, Amended, WhoKind
from bureau.core.procedures.rules import Who
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.services import (
    accepting,
    actions,
    amending,
    drafts,
    lapsing,
    rescissions,
    steps,
    submissions,
)
from bureau.institution.organisation.models import Office
from bureau.institution.procedures.models import AuthorQuestion, Rule
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms, rule_of
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    """The rule on structure lets a body ask for changes, that on particulars make them."""
    let_amend("structure", Amended.GOES_BACK)
    let_amend("particulars", Amended.CLOSES)
    yield from asked_of_the_author()
    yield from adopted_with_a_condition()


def let_amend(key: str, how: Amended) -> None:
    """The next version of a rule of the example, whose approving step is open to amendments."""
    row = Rule.objects.filter(key=key).order_by("-version")[0]
    rule = rule_of(row)
    given = (replace(one, amended=how) if one.act is ActKind.APPROVE else one for one in rule.steps)
    put_rule_in_force(
        actor_with_login(acts.AUTHOR),
        organisation=row.organisation_id,
        key=key,
        subject=row.subject,
        terms=Terms(
            tuple(given),
            rule.actions,
            rule.grades,
            units=rule.units,
            asks=rule.asks,
            presupposes=rule.presupposes,
            rank=rule.rank,
        ),
        valid_from=acts.the_day(),
        instrument=row.instrument_id,
        provision=row.provision_id,
        is_practice=row.is_practice,
        note=row.note,
    )


def asked_of_the_author() -> Iterator[Deed]:
    """Sent back with a question and answered; sent back amended and accepted."""
    author, by, day = actor_with_login(acts.AUTHOR), actor_with_login(acts.APPROVER), acts.the_day()
    case = acts.propose("", code="D-ASKED")
    step = acts.steps_here(case)[ActKind.DETERMINE]
    steps.refer_back(by, reorganisation=case, step=step, day=day, questions=("What for?",))
    question = AuthorQuestion.objects.order_by("-pk")[0].pk
    yield lambda: accepting.answer_question(
        author, reorganisation=case, question=question, said="For what is asked"
    )
    case = acts.propose("", code="D-AMENDED")
    acts.determine("", case=case, step=acts.steps_here(case)[ActKind.DETERMINE])
    acts.recommend("", case=case, step=acts.steps_here(case)[ActKind.RECOMMEND])
    step = acts.steps_here(case)[ActKind.APPROVE]
    unit = next(one for one in acts.as_it_is().units() if one.code == acts.ABOVE)
    yield lambda: amending.amend_by_adding(
        by,
        reorganisation=case,
        step=step,
        kind=ActionKind.RENAME_UNIT,
        day=day.toordinal(),
        subject=unit.id,
        values={"code": f"{unit.code}2"},
    )
    yield lambda: amending.adopt_as_amended(by, reorganisation=case, step=step, day=day)
    yield lambda: accepting.accept_amendment(author, reorganisation=case)


def adopted_with_a_condition() -> Iterator[Deed]:
    """Amended and adopted under a condition that is met, then undone; and one that lapses."""
    by, day = actor_with_login(acts.APPROVER), acts.the_day()
    office = Office.objects.filter(post__in=by.posts).order_by("pk")[0].pk
    condition = SaidCondition("Room is found", Who(WhoKind.OFFICE, (office,)), day)
    case, step = freezing("D-FREEZE", 0)
    yield lambda: amending.leave_out_action(by, reorganisation=case, step=step, place=2)
    yield lambda: amending.take_back_amendment(by, reorganisation=case, step=step, place=2)
    later = day.toordinal() + 9
    yield lambda: amending.amend_action(
        by, reorganisation=case, step=step, place=2, day=later, values={}
    )
    amending.adopt_as_amended(by, reorganisation=case, step=step, day=day, conditions=(condition,))
    step = acts.steps_here(case)[ActKind.FULFIL]
    yield lambda: steps.fulfil(by, reorganisation=case, step=step, day=day, document="Plan 2")
    entry = EntryIntoForce.objects.order_by("-pk")[0].pk
    yield lambda: rescissions.start_rescission(
        actor_with_login(acts.AUTHOR),
        entry=entry,
        reference="D-UNDO",
        title=text(en="Undone"),
        from_day=day + timedelta(days=30),
    )
    case, step = freezing("D-LAPSE", 2)
    steps.approve(by, reorganisation=case, step=step, day=day, conditions=(condition,))
    step = acts.steps_here(case)[ActKind.FULFIL]
    then = timezone.now() + timedelta(days=2)
    with patch.object(timezone, "now", lambda: then):
        yield lambda: lapsing.lapse_condition(CLOCK, reorganisation=case, step=step)


def freezing(reference: str, passing: int) -> tuple[int, str]:
    """A case that freezes two posts, passing by some; and the step at which it waits."""
    author, day = actor_with_login(acts.AUTHOR), acts.the_day()
    case = drafts.start_reorganisation(
        author,
        organisation=acts.the_organisation().pk,
        reference=reference,
        title=text(en=reference),
    )
    standing = acts.as_it_is().posts()
    free = [one for one in standing if not one.frozen and one.grade[0] in "PG"]
    for post in free[passing : passing + 2]:
        actions.add_action(
            author,
            reorganisation=case,
            kind=ActionKind.FREEZE_POST,
            day=day.toordinal() + 3,
            subject=post.id,
        )
    submissions.submit_reorganisation(author, reorganisation=case)
    return case, acts.steps_here(case)[ActKind.APPROVE]
