"""Editing the actions of a draft. What each expects to find is settled with every edit."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import ESTABLISHING, Action, ActionKind, drafted_hash
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.changes.expects import settled
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import KIND, in_force
from bureau.institution.governance.services.bringing import brought_values, lacking, with_brought
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.services.edits import kept_before, restored
from bureau.institution.governance.services.numbers import next_numbers, refuse_taken_numbers
from bureau.institution.governance.services.refusing import (
    refuse_bearers,
    refuse_malformed,
    refuse_unreadable,
)
from bureau.institution.governance.services.switching import work_on
from bureau.institution.governance.store import actions_of, row_of
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.descriptions import (
    DescriptionText,
    write_description,
)
from bureau.institution.organisation.services.identities import make_identities
from bureau.institution.organisation.services.wordings import word, word_each
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.journal.services import Act, service, takes

ACTIONS_MOST = 2_000
"""How many are put into a draft at once: as one edit."""
PLACES_MOST = 5_000
"""How many are put into another order, all of a draft: any edit takes as long as it is large."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """An action still to be put into a draft. What is established gets its number when it is put
    there (`subject` None); `words` are values that are texts: they are kept as wordings. `key`
    is of what is established, for others of the list that are of it (`subject` None too) or whose
    values it is: `named` has the keys of these.
    """

    kind: str
    day: Day
    subject: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    words: Mapping[str, Text] = field(default_factory=dict)
    reason: str = ""
    key: str = ""
    named: Mapping[str, str] = field(default_factory=dict)


@service("governance.add_action", pgettext_lazy("act in the journal", "Add an action to a draft"))
def add_action(
    act: Act,
    *,
    reorganisation: int,
    kind: str,
    day: Day,
    subject: int | None = None,
    values: Mapping[str, Value] | None = None,
    words: Mapping[str, Text] | None = None,
    reason: str = "",
) -> int:
    """Put an action at the end of the draft; returns its place."""
    one = Drafting(kind, day, subject, values or {}, words or {}, reason)
    return add_actions(act, reorganisation=reorganisation, drafted_actions=[one])[0]


@service("governance.add_actions", pgettext_lazy("act in the journal", "Add actions to a draft"))
@takes(ACTIONS_MOST)
def add_actions(act: Act, *, reorganisation: int, drafted_actions: Sequence[Drafting]) -> list[int]:
    """Put many actions at the end of the draft, as one edit; their places.

    What is established together may name each other: units stand under each other, posts report to
    each other. A post without a post number gets the next free one.
    """
    row = drafted(act, reorganisation)
    said = [(ActionKind(one.kind), one.values) for one in drafted_actions]
    refuse_unreadable(act, row.organisation_id, said)
    _refuse_named_elsewhere(row, drafted_actions)
    first = next_place(row)
    made = _identities(act, row.organisation_id, drafted_actions)
    wordings = _wordings(act, row.organisation_id, drafted_actions)
    established: dict[str, int] = {}
    found: list[Action] = []
    for place, one in enumerate(drafted_actions, first):
        kind = ActionKind(one.kind)
        sort, subject = DEFINITIONS[kind].subject, one.subject
        if subject is None and kind in ESTABLISHING:
            subject = established[one.key] = next(made[sort])
        elif subject is None:
            subject = established.get(one.key)
        values = {**one.values, **{name: established[key] for name, key in one.named.items()}}
        if kind is ActionKind.ESTABLISH_POST and "number" not in values:
            values["number"] = next_number(act, row, values)
        values |= {name: wordings[_original(said)] for name, said in one.words.items()}
        values = with_brought(kind, values, made)
        named = Reference(sort, subject or 0)
        found.append(Action(place, kind, named, one.day, values, reason=one.reason))
    refuse_taken_numbers(act, row.organisation_id, *found)
    places = [action.id for action in found]
    edit_draft(act, row, lambda actions: [*actions, *found], places)
    return places


def _refuse_named_elsewhere(
    row: models.Reorganisation, drafted_actions: Iterable[Drafting]
) -> None:
    """No other case establishes what is established, or it would give its number to something
    else. What was abolished comes back only where no role, office or seat comes back with it."""
    named: dict[str, set[int]] = defaultdict(set)
    for one in drafted_actions:
        if one.subject is not None and ActionKind(one.kind) in ESTABLISHING:
            named[DEFINITIONS[ActionKind(one.kind)].subject].add(one.subject)
    kinds = {kind: DEFINITIONS[kind].subject for kind in ESTABLISHING}
    others = models.DraftAction.objects.filter(kind__in=kinds).exclude(reorganisation=row)
    for sort, subjects in named.items():
        own = [kind for kind, subject in kinds.items() if subject == sort]
        if others.filter(kind__in=own, subject__in=subjects).exists():
            raise Refused(Reason("identity_in_use"))
    refuse_bearers(row, named["post"])


@service(
    "governance.add_description",
    pgettext_lazy("act in the journal", "Write a job description into a draft"),
)
def add_description(
    act: Act,
    *,
    reorganisation: int,
    post: int,
    description: DescriptionText,
    day: Day,
    reason: str = "",
) -> int:
    """Write the next description of a post and put its adoption into the draft."""
    row = drafted(act, reorganisation)
    version = write_description(act, post=post, description=description)
    return add_action(
        act,
        reorganisation=row.pk,
        kind=ActionKind.ADOPT_DESCRIPTION,
        subject=post,
        day=day,
        values={"description": version},
        reason=reason,
    )


@service(
    "governance.change_action", pgettext_lazy("act in the journal", "Change an action of a draft")
)
def change_action(
    act: Act,
    *,
    reorganisation: int,
    place: int,
    day: Day,
    values: Mapping[str, Value] | None = None,
    words: Mapping[str, Text] | None = None,
    reason: str = "",
    began: str = "",
) -> None:
    """Change the day, values or reason of an action; what it expects is settled anew.

    `values` and `words` are whole, but for the identities that the action already brings. `began`
    is the hash of the action that the change was made from: refused where it is another by now.
    """
    row = drafted(act, reorganisation)
    former = _at(row, place)
    if began and began != drafted_hash(former):
        raise Refused(Reason("changed_since_seen"))
    refuse_unreadable(act, row.organisation_id, [(former.kind, values or {})])
    kept = {
        name: former.values[name] for name in brought_values(former.kind) if name in former.values
    }
    said = drafted_values(act, row, former.kind, {**kept, **(values or {})}, words or {})
    changed = replace(former, day=day, values=said, reason=reason)
    refuse_taken_numbers(act, row.organisation_id, changed)
    edit_draft(
        act, row, lambda actions: [changed if a.id == place else a for a in actions], {place}
    )


@service(
    "governance.accept_what_stands",
    pgettext_lazy("act in the journal", "Set an action against what stands now"),
)
def accept_what_stands(act: Act, *, reorganisation: int, place: int) -> None:
    """Let an action expect what it finds now, where something was decided meanwhile."""
    row = drafted(act, reorganisation)
    _at(row, place)
    edit_draft(act, row, lambda actions: list(actions), {place})


@service(
    "governance.remove_action", pgettext_lazy("act in the journal", "Remove an action from a draft")
)
def remove_action(act: Act, *, reorganisation: int, place: int) -> None:
    """Take an action out; the others keep their places."""
    row = drafted(act, reorganisation)
    _at(row, place)
    edit_draft(act, row, lambda actions: [action for action in actions if action.id != place])


@service(
    "governance.reorder_actions",
    pgettext_lazy("act in the journal", "Reorder the actions of a draft"),
)
@takes(PLACES_MOST)
def reorder_actions(act: Act, *, reorganisation: int, order: tuple[int, ...]) -> None:
    """Put the actions in another order: `order` names every place once, first to be first.

    Those already in force keep their places.
    """
    row = drafted(act, reorganisation)
    actions = {action.id: action for action in actions_of(row.pk)}
    if sorted(order) != sorted(actions):
        raise Refused(Reason("order_names_others", {"places": sorted(actions)}))
    places = sorted(actions)
    moved = [replace(actions[old], id=new) for old, new in zip(order, places, strict=True)]
    edit_draft(act, row, lambda _: moved)


@service(
    "governance.undo_edit", pgettext_lazy("act in the journal", "Take back an edit of a draft")
)
def undo_edit(act: Act, *, reorganisation: int) -> None:
    """Take back the last edit of the draft's actions, and what it made the case be called and for
    where that still stands."""
    row = drafted(act, reorganisation)
    last = models.DraftEdit.objects.filter(reorganisation=row).order_by("-pk").first()
    if last is None:
        raise Refused(Reason("nothing_to_undo"))
    before, texts = restored(row, last.before)
    refuse_decided(row, actions_of(row.pk), before)
    if last.scenario is not None:
        work_on(act, row, last.scenario, actions_of(row.pk))
    store_draft(row, before)
    if texts:
        models.Reorganisation.objects.filter(pk=row.pk).update(**texts)
    last.delete()


def edit_draft(
    act: Act,
    row: models.Reorganisation,
    change: Callable[[Sequence[Action]], list[Action]],
    looked_at: Collection[int] = (),
    texts: Mapping[str, Text] = MappingProxyType({}),
) -> None:
    """Apply an edit, keep what was before it, and settle what the actions expect. `texts` are those
    that the case itself is given with it, by name.

    An action whose expected values were gone before the edit keeps expecting them, so that the
    finding stays until a person looks at that very action (`looked_at`).
    """
    before = actions_of(row.pk)
    edited = change(before)
    refuse_decided(row, before, edited)
    refuse_malformed(act, row, edited, before)
    done, known = in_force(row.pk), world(row.organisation_id)
    fresh = settled(
        [action for action in before if action.id not in done],
        [action for action in edited if action.id not in done],
        known,
        looked_at,
    )
    by_place = {action.id: action for action in fresh}
    kept = kept_before(row, before, texts)
    models.DraftEdit.objects.create(reorganisation=row, before=kept, at=act.at)
    if texts:
        models.Reorganisation.objects.filter(pk=row.pk).update(**texts)
    store_draft(row, [by_place.get(action.id, action) for action in edited])


def store_draft(row: models.Reorganisation, actions: Sequence[Action]) -> None:
    models.DraftAction.objects.filter(reorganisation=row).delete()
    models.DraftAction.objects.bulk_create(row_of(row.pk, action) for action in actions)


def next_number(act: Act, row: models.Reorganisation, values: Mapping[str, Value]) -> str:
    unit, grade = values.get("unit"), str(values.get("grade") or "")
    if not isinstance(unit, int):
        raise Refused(Reason("value_missing", {"value": "number"}))
    place = str(values.get("duty_station") or "")
    return next_numbers(act, row, unit, [(grade, place)])[0]


def next_place(row: models.Reorganisation) -> int:
    return 1 + max((action.id for action in actions_of(row.pk)), default=0)


def _at(row: models.Reorganisation, place: int) -> Action:
    found = {action.id: action for action in actions_of(row.pk)}
    if place not in found:
        raise Refused(Reason("no_such_action", {"place": place}))
    return found[place]


def drafted_values(
    act: Act,
    row: models.Reorganisation,
    kind: ActionKind,
    values: Mapping[str, Value],
    words: Mapping[str, Text],
) -> dict[str, Value]:
    """The values with texts kept as wordings, and numbers for what the action brings along."""
    one = Drafting(kind, 0, 0, values, words)
    wordings = _wordings(act, row.organisation_id, [one])
    worded = {name: wordings[_original(said)] for name, said in words.items()}
    made = _identities(act, row.organisation_id, [one])
    return with_brought(kind, {**values, **worded}, made)


def _wordings(
    act: Act, organisation: int, drafted_actions: Iterable[Drafting]
) -> dict[tuple[str, str], int]:
    """The wording of each text, by language and original; those in one language at once."""
    texts = {_original(said): said for one in drafted_actions for said in one.words.values()}
    found: dict[tuple[str, str], int] = {}
    plain = [key for key, said in texts.items() if len(said.said) == 1]
    for language in sorted({language for language, _ in plain}):
        words = {words for other, words in plain if other == language}
        kept = word_each(act, organisation=organisation, words=words, language=language)
        found |= {(language, each): wording for each, wording in kept.items()}
    for key, said in texts.items():
        if key not in found:
            found[key] = word(act, organisation=organisation, said=said)
    return found


def _original(said: Text) -> tuple[str, str]:
    return said.original, said.in_original


def _identities(
    act: Act, organisation: int, drafted_actions: Iterable[Drafting]
) -> dict[str, Iterator[int]]:
    """Numbers for all that is established or brought along, those of a kind at once."""
    wanted: Counter[str] = Counter()
    for one in drafted_actions:
        kind = ActionKind(one.kind)
        if one.subject is None and kind in ESTABLISHING:
            wanted[DEFINITIONS[kind].subject] += 1
        wanted.update(lacking(kind, {**one.values, **one.named}).values())
    return {
        kind: iter(make_identities(act, organisation=organisation, kind=kind, count=count))
        for kind, count in wanted.items()
    }


def refuse_decided(
    row: models.Reorganisation, before: Sequence[Action], after: Sequence[Action]
) -> None:
    """What is decided of a set that came back cannot be edited any more."""
    case = case_on_record(Reference(KIND, row.pk)) if row.submitted else None
    decided = case.route.settled() if case else frozenset()
    kept = {action.id: action for action in after}
    lost = [one.id for one in before if one.id in decided and kept.get(one.id) != one]
    if lost:
        raise Refused(Reason("already_decided", {"actions": lost}))
