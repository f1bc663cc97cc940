"""Taking over what somebody changed in a paper: texts as drafts, and in a draft what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.reasons import Reason, Refused
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.governance.queries.returned import Taken, texts_seen
from bureau.institution.governance.queries.rewording import texts_of
from bureau.institution.governance.queries.translations import (
    WORDS_MOST,
    Given,
    Translatable,
    translatable,
)
from bureau.institution.governance.services.actions import (
    drafted_values,
    edit_draft,
)
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.services.numbers import refuse_taken_numbers
from bureau.institution.governance.services.translations import TEXTS_MOST, take_translations
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import JobDescription, Wording
from bureau.institution.organisation.queries.descriptions import WordedDuty, description_as_worded
from bureau.institution.organisation.services.descriptions import (
    DescriptionText,
    DutyText,
    write_description,
)
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.services import Act, service, takes

NEVER_BY_NUMBER = frozenset({Sort.WORDING, Sort.DESCRIPTION, Sort.PERSON})
"""A paper says words and no number of these: whoever sends one would read what is not theirs."""

type Reworded = Mapping[int, Text]
"""By the number of a wording of the draft, what it is to say."""


@service(
    "governance.take_paper_back",
    pgettext_lazy("act in the journal", "Take over what was changed in a paper"),
)
@takes(TEXTS_MOST)
def take_paper_back(
    act: Act, *, reorganisation: int, language: str, seen: str, taken: Sequence[Taken]
) -> None:
    """Take over what a person chose of what was changed in a paper in that language.

    Texts that were written in another language are kept as draft translations; those written in
    this one, and what actions set, change the draft, in one edit that can be taken back. Refused
    where the case or a translation has changed since it was `seen`.
    """
    (row,) = act.lock(models.Reorganisation, reorganisation)
    found = seen_by(act.actor, [reorganisation]).get(reorganisation)
    if found is None:
        raise Refused(Reason("not_yours_to_do"))
    if seen != texts_seen(found):
        raise Refused(Reason("changed_since_seen"))
    if not taken:
        raise Refused(Reason("nothing_chosen"))
    units = {unit.id: unit for unit in translatable(found) if not _is_elsewhere(unit, language)}
    texts = [(units[one.unit], one.words.strip()) for one in taken if one.unit in units]
    own = {unit.id: (unit, said) for unit, said in texts if unit.said.original == language}
    values = [one for one in taken if one.places]
    given = [Given(unit.id, said, unit.original) for unit, said in texts if unit.id not in own]
    if len(texts) + len(values) < len(taken) or not all(said for _, said in texts):
        raise Refused(Reason("unit_without_words"))
    if any(len(said) > WORDS_MOST for _, said in texts):
        raise Refused(Reason("unit_too_long"))
    if own or values:
        _change(act, row, [*own.values()], values)
    if given:
        take_translations(act, reorganisation=row.pk, language=language, given=given)
    act.touch(KIND, row.pk)
    act.details.update(language=language, texts=len(texts), values=len(values))


def _is_elsewhere(unit: Translatable, language: str) -> bool:
    """An alternative is worded on its own page; its translations are taken as all others are."""
    return unit.alternative is not None and unit.said.original == language


def _change(
    act: Act,
    row: models.Reorganisation,
    own: Sequence[tuple[Translatable, str]],
    values: Sequence[Taken],
) -> None:
    row = drafted(act, row.pk)
    reworded = {unit.wording: _text(unit, said) for unit, said in own if unit.wording}
    named = {unit.field: _text(unit, said) for unit, said in own if not unit.wording}
    before = actions_of(row.pk)
    after = [_changed(act, row, one, reworded, values) for one in before]
    places = {one.id for one, was in zip(after, before, strict=True) if one != was}
    unknown = {place for one in values for place in one.places} - {one.id for one in before}
    if unknown:
        raise Refused(Reason("no_such_action", {"place": min(unknown)}))
    if places or named:
        refuse_taken_numbers(act, row.organisation_id, *(one for one in after if one.id in places))
        edit_draft(act, row, lambda _: after, places, named)


def _text(unit: Translatable, said: str) -> Text:
    """As it is written anew: what was translated of it were other words."""
    language = unit.said.original
    return Text.only(language, said)


def _changed(
    act: Act,
    row: models.Reorganisation,
    action: Action,
    reworded: Reworded,
    taken: Sequence[Taken],
) -> Action:
    """With the words and values that are said otherwise; what it brings along stays."""
    mine = [one for one in taken if action.id in one.places]
    values: dict[str, Value] = {**action.values}
    sorts = DEFINITIONS[action.kind].values
    for one in mine:
        if one.field == "day":
            action = replace(action, day=_day(one.value))
        elif sorts.get(one.field) in NEVER_BY_NUMBER:
            raise Refused(Reason("value_wrong", {"value": one.field}))
        else:
            values[one.field] = one.value
    for name, value in action.values.items():
        match sorts.get(name), value:
            case Sort.WORDING, int():
                values[name] = _worded_anew(act, row, value, reworded)
            case Sort.DESCRIPTION, int():
                values[name] = _described_anew(act, value, reworded)
    if values == action.values:
        return action
    return replace(action, values=drafted_values(act, row, action.kind, values, {}))


def _day(value: Value) -> int:
    if not isinstance(value, int) or not 0 < value <= date.max.toordinal():
        raise Refused(Reason("value_wrong", {"value": "day"}))
    return value


def _worded_anew(act: Act, row: models.Reorganisation, wording: int, reworded: Reworded) -> int:
    said = reworded.get(wording)
    return word(act, organisation=row.organisation_id, said=said) if said else wording


def _key(said: Text) -> tuple[str, str]:
    return said.original, said.in_original


def _described_anew(act: Act, description: int, reworded: Reworded) -> int:
    """The next version of it, every duty the same one; the same where none of its words change."""
    worded = description_as_worded(description)
    old = Wording.objects.filter(pk__in=reworded)
    by_words = {(row.original_language, row.original): reworded[row.pk] for row in old}
    of_it = {_key(said) for said in texts_of(worded)}
    if not by_words.keys() & of_it:
        return description

    def anew(said: Text) -> Text:
        return by_words.get(_key(said), said)

    def duty(one: WordedDuty) -> DutyText:
        return DutyText(anew(one.said), tuple(map(duty, one.parts)), one.duty)

    return write_description(
        act,
        post=JobDescription.objects.get(pk=description).post_id,
        description=DescriptionText(
            anew(worded.title),
            worded.direction and anew(worded.direction),
            tuple(map(duty, worded.duties)),
            tuple((section, anew(said)) for section, said in worded.lines),
        ),
    )
