"""A set of rules in draft: begun, written line by line, tried, put in force as one act, withdrawn.

Whoever had a hand in a draft does not put it in force, and only what was tried takes effect.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.procedures.rules import DECIDING
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.actors import as_second_person
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rule_drafts import (
    Drafted,
    drafted,
    judged_draft,
    latest_trial,
    what_is_tried,
)
from bureau.institution.procedures.queries.rule_trials import Counted
from bureau.institution.procedures.services.rules import (
    allow_keeping,
    refuse_source,
    refuse_unfit,
    refuse_unknown,
    write_end,
    write_version,
)
from bureau.institution.procedures.store import Terms, definition_of
from bureau.record.journal.services import Act, service
from bureau.web.answers import RoutedKind
from bureau.web.kinds import routed


@service(
    "procedures.begin_rule_draft", pgettext_lazy("act in the journal", "Begin a draft of rules")
)
def begin_rule_draft(
    act: Act, *, organisation: int, title: Text, valid_from: date, reason: Text | None = None
) -> int:
    """Begin a set of rules that would take effect on a day."""
    allow_keeping(act, organisation)
    _refuse_past(organisation, valid_from)
    row = models.RuleDraft.objects.create(
        organisation_id=organisation,
        title=title,
        reason=reason,
        valid_from=valid_from,
        person=act.actor.person or 0,
        post=act.actor.post,
        authors=[act.actor.person or 0],
        begun=act.at,
    )
    act.touch("rule_draft", row.pk)
    act.details.update(valid_from=valid_from.isoformat())
    return row.pk


@service(
    "procedures.change_rule_draft",
    pgettext_lazy("act in the journal", "Change title or day of a draft of rules"),
)
def change_rule_draft(
    act: Act, *, draft: int, title: Text, valid_from: date, reason: Text | None = None
) -> None:
    """Another title or reason, or another day from which it would take effect."""
    row = _open_draft(act, draft)
    _refuse_past(row.organisation_id, valid_from)
    models.RuleDraft.objects.filter(pk=draft).update(
        title=title.after(row.title),
        reason=reason.after(row.reason) if reason else None,
        valid_from=valid_from,
    )
    act.details.update(valid_from=valid_from.isoformat())


@service(
    "procedures.write_rule_line", pgettext_lazy("act in the journal", "Write a rule into a draft")
)
def write_rule_line(
    act: Act,
    *,
    draft: int,
    key: str,
    subject: str,
    terms: Terms,
    instrument: int,
    provision: int | None = None,
    is_practice: bool = False,
    name: Text | None = None,
    note: Text | None = None,
    line: int | None = None,
) -> int:
    """Write a rule into a draft, new or as the next version of the one with its key.

    `line` is the line that this one takes the place of; without one a line of the key is written
    over.
    """
    row = _open_draft(act, draft)
    refuse_unfit(terms)
    refuse_source(row.organisation_id, instrument, provision)
    refuse_unknown(row.organisation_id, terms)
    _refuse_strange(row, key, subject, terms)
    lines = models.RuleDraftLine.objects.filter(draft=row)
    if line is not None and not lines.filter(pk=line).exists():
        raise Refused(Reason("no_such_line"))
    taken = lines.filter(key=key).exclude(pk=line or 0)
    if line is not None and taken.exists():
        raise Refused(Reason("rule_named_twice", {"key": key}))
    lines.filter(pk=line or 0).delete()
    made, _is_new = lines.update_or_create(
        draft=row,
        key=key,
        defaults={
            "subject": subject,
            "name": name,
            "definition": definition_of(terms),
            "instrument_id": instrument,
            "provision_id": provision,
            "is_practice": is_practice,
            "note": note,
        },
    )
    act.details.update(key=key)
    return made.pk


@service(
    "procedures.write_rule_end",
    pgettext_lazy("act in the journal", "Write the end of a rule into a draft"),
)
def write_rule_end(act: Act, *, draft: int, key: str) -> int:
    """Write into a draft that a rule ends on its day, with nothing of that key in its place."""
    row = _open_draft(act, draft)
    rules = models.Rule.objects.filter(organisation=row.organisation_id, key=key)
    former = rules.order_by("-version").first()
    if former is None:
        raise Refused(Reason("no_such_rule", {"rule": key}))
    if former.valid_until is not None:
        raise Refused(Reason("rule_ended_already", {"until": former.valid_until.isoformat()}))
    made, _is_new = models.RuleDraftLine.objects.update_or_create(
        draft=row,
        key=key,
        defaults={
            "subject": former.subject,
            "name": former.name,
            **dict.fromkeys(("definition", "instrument_id", "provision_id", "note")),
            "is_practice": False,
        },
    )
    act.details.update(key=key)
    return made.pk


@service(
    "procedures.remove_rule_line",
    pgettext_lazy("act in the journal", "Take a line out of a draft of rules"),
)
def remove_rule_line(act: Act, *, draft: int, line: int) -> None:
    """Take a line out of a draft: its rule stays as it is on record."""
    row = _open_draft(act, draft)
    gone = models.RuleDraftLine.objects.filter(draft=row, pk=line).first()
    if gone is None:
        raise Refused(Reason("no_such_line"))
    act.details.update(key=gone.key)
    gone.delete()


@service(
    "procedures.record_rule_trial", pgettext_lazy("act in the journal", "Try a draft of rules")
)
def record_rule_trial(act: Act, *, draft: int, counted: Counted) -> int:
    """Keep what came of a trial, under the hash of what was tried; by anyone who keeps rules.

    Refused where the draft, the rules or the cases are others by now.
    """
    row = _open_draft(act, draft, is_changed=False)
    if what_is_tried(drafted(row)) != counted.drafted:
        raise Refused(Reason("changed_since_tried"))
    made = models.RuleTrial.objects.create(
        draft=row,
        drafted=counted.drafted,
        found=counted.found,
        cases=counted.cases,
        other=counted.other,
        simulated=counted.simulated,
        simulated_other=counted.simulated_other,
        gaps=counted.gaps,
        overlaps=counted.overlaps,
        person=act.actor.person or 0,
        at=act.at,
    )
    act.details.update(drafted=counted.drafted, found=counted.found)
    return made.pk


@service(
    "procedures.put_rules_in_force",
    pgettext_lazy("act in the journal", "Put a draft of rules in force"),
)
def put_rules_in_force(act: Act, *, draft: int, seen: str) -> None:
    """Put a whole draft in force on its day, by a person who had no hand in it.

    `seen` is the hash of what was tried, whose trial the person has before them: refused where it
    is not the draft as it stands, and where a gap or an overlap is left.
    """
    act.lock(models.Rule, *_ending(draft))
    row = _open_draft(act, draft, is_changed=False)
    found = drafted(row)
    reasons = [*_reasons_to_wait(act, found, seen)]
    if reasons:
        raise Refused(*reasons)
    written = [_put(act, found, line) for line in found.lines]
    models.RuleDraft.objects.filter(pk=row.pk).update(
        outcome="in_force", settled_by=act.actor.person, settled=act.at, tried=seen
    )
    act.details.update(
        drafted=seen,
        rules=[pk for pk in written if pk is not None],
        ended=sorted(found.draft.ended),
        valid_from=row.valid_from.isoformat(),
    )


@service(
    "procedures.withdraw_rule_draft",
    pgettext_lazy("act in the journal", "Withdraw a draft of rules"),
)
def withdraw_rule_draft(act: Act, *, draft: int) -> None:
    """Give up a draft; it stays on record as withdrawn."""
    row = _open_draft(act, draft, is_changed=False)
    models.RuleDraft.objects.filter(pk=row.pk).update(
        outcome="withdrawn", settled_by=act.actor.person, settled=act.at
    )


def _open_draft(act: Act, draft: int, *, is_changed: bool = True) -> models.RuleDraft:
    """The draft under lock; who changes it is one of its authors from then on."""
    (row,) = act.lock(models.RuleDraft, draft)
    allow_keeping(act, row.organisation_id)
    if row.outcome:
        raise Refused(Reason("draft_of_rules_settled", {"outcome": row.outcome}))
    person = act.actor.person or 0
    if is_changed and person not in row.authors:
        row.authors = [*row.authors, person]
        models.RuleDraft.objects.filter(pk=row.pk).update(authors=row.authors)
    act.touch("rule_draft", row.pk)
    return row


def _ending(draft: int) -> list[int]:
    row = models.RuleDraft.objects.filter(pk=draft).first()
    return sorted(drafted(row).draft.ended) if row else []


def _decides_case_of(person: int | None, found: Drafted, keys: Collection[str]) -> bool:
    """Whether a case of the person goes by one of the rules of these keys, or would take another
    way by the set as drafted."""
    row, by = found.row, Actor(person=person)
    rows = models.Rule.objects.filter(organisation=row.organisation_id, key__in=keys)
    newest = dict(rows.order_by("version").values_list("key", "pk"))
    own, turns = (
        import_string(one) for one in (settings.BUREAU_OWN_CASE, settings.BUREAU_OWN_COURSE)
    )
    return any(own(by, Reference("rule", one)) for one in newest.values()) or turns(
        by, found.rules, found.drafted, row.valid_from
    )


def _reasons_to_wait(act: Act, found: Drafted, seen: str) -> list[Reason]:
    """Everything that keeps a draft from being put in force, at once."""
    row, trial, reasons = found.row, latest_trial(found), []
    second = as_second_person(act.actor, row.authors, _today(row.organisation_id))
    may_confirm = may_keep_rules(second, row.organisation_id)
    if act.actor.person in (None, *row.authors) or not may_confirm:
        reasons.append(Reason("two_persons_needed"))
    keys = [line.key for line in found.lines]
    if _decides_case_of(act.actor.person, found, keys):
        reasons.append(Reason("before_own_case"))
    if any(_decides_case_of(one, found, keys) for one in row.authors):
        reasons.append(Reason("before_case_of_author"))
    if found.is_empty:
        reasons.append(Reason("draft_of_rules_empty"))
    if row.valid_from < _today(row.organisation_id):
        reasons.append(Reason("draft_of_rules_past"))
    if trial is None or what_is_tried(found) != trial.drafted or seen != trial.drafted:
        reasons.append(Reason("changed_since_tried" if trial else "not_tried_yet"))
    judged = judged_draft(found)
    if judged.gaps:
        reasons.append(Reason("rules_have_gaps", {"count": len(judged.gaps)}))
    if judged.overlaps:
        reasons.append(Reason("rules_overlap", {"count": len(judged.overlaps)}))
    return reasons


def _put(act: Act, found: Drafted, line: models.RuleDraftLine) -> int | None:
    former = found.former().get(line.key)
    if line.is_end:
        if former is None:
            raise Refused(Reason("no_such_rule", {"rule": line.key}))
        write_end(act, former, found.row.valid_from)
        return None
    rule = models.Rule(
        organisation_id=found.row.organisation_id,
        key=line.key,
        name=line.name,
        subject=line.subject,
        definition=line.definition,
        instrument=line.instrument,
        provision=line.provision,
        is_practice=line.is_practice,
        note=line.note,
    )
    return write_version(act, found.row.valid_from, rule).pk


def _refuse_past(organisation: int, day: date) -> None:
    if day < _today(organisation):
        raise Refused(Reason("draft_of_rules_past"))


def _refuse_strange(row: models.RuleDraft, key: str, subject: str, terms: Terms) -> None:
    """A rule is about what goes by rules, and about the same from version to version."""
    kind = routed().get(subject)
    if kind is None or not (terms.actions or frozenset()) <= kind.actions.keys():
        raise Refused(Reason("not_of_this_subject"))
    rules = models.Rule.objects.filter(organisation=row.organisation_id, key=key)
    reasons = [*_misfits(kind, terms)]
    if rules.exclude(subject=subject).exists():
        reasons.append(Reason("rule_of_another_subject"))
    if reasons:
        raise Refused(*reasons)


def _misfits(kind: RoutedKind, terms: Terms) -> Iterator[Reason]:
    """What a rule says that cases of its kind do not know."""
    deciding = {step.gates for step in terms.steps} & DECIDING
    acts = {step.act for step in terms.steps}
    costly = {code for code, each in kind.actions.items() if each.is_costly}
    if deciding - {kind.gate}:
        yield Reason("rule_gates_something_else", {"gate": kind.gate})
    if kind.acts is not None and acts - kind.acts:
        yield Reason("act_of_another_subject", {"acts": sorted(kind.acts)})
    if kind.acts is not None and terms.asks and ActKind.DETERMINE not in kind.acts:
        yield Reason("no_question_here")
    if not kind.has_bodies and any(step.who.kind is WhoKind.BODY for step in terms.steps):
        yield Reason("no_body_here")
    if terms.amounts is not None and not costly & set(terms.actions or costly):
        yield Reason("nothing_of_it_costs")
    if terms.audiences is not None and not kind.has_audience:
        yield Reason("no_audience_here")


def _today(organisation: int) -> date:
    return today(Organisation.objects.get(pk=organisation))
