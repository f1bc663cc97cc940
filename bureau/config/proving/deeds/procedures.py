"""Deeds of rules: one ended; drafts written, tried, put in force by another person."""

from collections.abc import Iterator
from typing import Any

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.proving.deeds.governance.commenting import CLEARING
from bureau.config.shell import actor_with_login
from bureau.core.actors import Role
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.institution.instruments.models import Body, Instrument
from bureau.institution.procedures.models import Rule, RuleDraft
from bureau.institution.procedures.queries.rule_drafts import Drafted, drafted
from bureau.institution.procedures.queries.rule_trials import trial_of
from bureau.institution.procedures.services import rule_drafts, rules
from bureau.institution.procedures.store import Terms
from bureau.web.kinds import routed
from bureau.web.multilingual import text

ENDED = "particulars"


WRITER = "administrator-2"


def last_deeds() -> Iterator[Deed]:
    """What no other rule covers goes to one body, which leaves no gap. By two who have no case that
    it would turn."""
    author, second = actor_with_login(WRITER), actor_with_login("administrator")
    begun: dict[str, Any] = {
        "organisation": acts.the_organisation().pk,
        "valid_from": acts.the_day(),
    }
    ended = Rule.objects.order_by("-pk")[0].pk
    yield lambda: rules.end_rule(second, rule=ended, valid_until=acts.the_day())
    yield lambda: rule_drafts.begin_rule_draft(author, title=text(en="To be withdrawn"), **begun)
    left = RuleDraft.objects.latest("pk").pk
    yield lambda: rule_drafts.withdraw_rule_draft(author, draft=left)
    yield lambda: rule_drafts.begin_rule_draft(author, title=text(en="All the rest"), **begun)
    draft = RuleDraft.objects.latest("pk").pk
    yield lambda: rule_drafts.change_rule_draft(
        author, draft=draft, title=text(en="The rest"), valid_from=acts.the_day()
    )
    yield from _lines(draft)
    counted = trial_of(_now(draft)).counted()
    yield lambda: rule_drafts.record_rule_trial(author, draft=draft, counted=counted)
    yield lambda: rule_drafts.put_rules_in_force(second, draft=draft, seen=counted.drafted)


def _lines(draft: int) -> Iterator[Deed]:
    author = actor_with_login(WRITER)
    body, paper = Body.objects.order_by("pk")[0], Instrument.objects.order_by("pk")[0]
    decide = StepTemplate(
        "decide", 9, Who(WhoKind.BODY, (body.pk,)), ActKind.DECIDE, Gate.ENTRY_INTO_FORCE
    )
    yield lambda: rule_drafts.write_rule_end(author, draft=draft, key=ENDED)
    ended = RuleDraft.objects.get(pk=draft).lines.get().pk
    yield lambda: rule_drafts.remove_rule_line(author, draft=draft, line=ended)
    clear = StepTemplate(
        "clear", 9, Who(WhoKind.ROLE, (Role.HUMAN_RESOURCES.value,)), ActKind.APPROVE, Gate.RELEASE
    )
    for subject, kind in routed().items():
        terms = Terms((decide if kind.has_bodies else clear,))
        key = f"rest-{subject.replace('_', '-')}" if kind.has_bodies else CLEARING
        yield lambda subject=subject, terms=terms, key=key: rule_drafts.write_rule_line(  # type: ignore[misc]
            author,
            draft=draft,
            key=key,
            subject=subject,
            terms=terms,
            instrument=paper.pk,
            name=text(en="All the rest"),
        )


def _now(draft: int) -> Drafted:
    return drafted(RuleDraft.objects.get(pk=draft))
