"""Several ways to do one case: kept, described, compared; one chosen with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import actions_hash, canonical, from_json, to_json
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.services.actions import refuse_decided, store_draft
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.services.switching import work_on
from bureau.institution.governance.store import ALTERNATIVES, Words, actions_of
from bureau.record.journal.services import Act, service


@service(
    "governance.add_scenario", pgettext_lazy("act in the journal", "Keep an alternative of a draft")
)
def add_scenario(
    act: Act,
    *,
    reorganisation: int,
    name: Text,
    purpose: Text | None = None,
    is_empty: bool = False,
    drafted_name: Text | None = None,
) -> int:
    """Keep another way beside the draft: a copy of it as it is now, or nothing yet.

    With the first one, what is drafted gets a name as well. Returns its number.
    """
    row = drafted(act, reorganisation)
    numbers = [one.number for one in models.Scenario.objects.filter(reorganisation=row)]
    if not numbers:
        if drafted_name is None:
            raise Refused(Reason("name_missing"))
        models.Scenario.objects.create(
            reorganisation=row, number=1, name=drafted_name, is_current=True
        )
        numbers = [1]
    kept = models.Scenario.objects.create(
        reorganisation=row,
        number=1 + max(numbers),
        name=name,
        purpose=purpose,
        actions=to_json(() if is_empty else actions_of(row.pk)),
    )
    act.details.update(scenario=kept.number)
    return kept.number


@service(
    "governance.describe_scenario",
    pgettext_lazy("act in the journal", "Describe an alternative anew"),
)
def describe_scenario(
    act: Act,
    *,
    reorganisation: int,
    number: int,
    name: Text,
    purpose: Text | None = None,
    reason: Text | None = None,
) -> None:
    """Change what a scenario is called and for, and why it is proposed or not."""
    row = drafted(act, reorganisation)
    one = _kept(row, number)
    models.Scenario.objects.filter(pk=one.pk).update(name=name, purpose=purpose, reason=reason)
    act.details.update(scenario=number)


@service("governance.choose_scenario", pgettext_lazy("act in the journal", "Choose an alternative"))
def choose_scenario(act: Act, *, reorganisation: int, number: int, reason: Text | None) -> None:
    """Make a scenario the draft, with the reason; what was drafted is kept under its own name.

    Its actions go on expecting what they did when they were put aside, so that what was decided
    since shows. Undoing the edit goes back.
    """
    row = drafted(act, reorganisation)
    one = _kept(row, number)
    if reason is None:
        raise Refused(Reason("reason_missing"))
    if one.is_current or one.given_up:
        raise Refused(Reason("no_such_scenario", {"scenario": number}))
    before, after = actions_of(row.pk), from_json(one.actions)
    refuse_decided(row, before, after)
    current = models.Scenario.objects.get(reorganisation=row, is_current=True)
    models.DraftEdit.objects.create(
        reorganisation=row, before=to_json(before), at=act.at, scenario=current.number
    )
    work_on(act, row, number, before)
    models.Scenario.objects.filter(pk=one.pk).update(reason=reason)
    store_draft(row, after)
    act.details.update(before=current.number)


@service(
    "governance.give_up_scenario", pgettext_lazy("act in the journal", "Give an alternative up")
)
def give_up_scenario(act: Act, *, reorganisation: int, number: int) -> None:
    """Consider a scenario no more; it can be put back."""
    row = drafted(act, reorganisation)
    one = _kept(row, number)
    if one.is_current:
        raise Refused(Reason("scenario_is_worked_on"))
    models.Scenario.objects.filter(pk=one.pk).update(given_up=act.at)
    act.details.update(scenario=number)


@service(
    "governance.put_back_scenario", pgettext_lazy("act in the journal", "Put an alternative back")
)
def put_back_scenario(act: Act, *, reorganisation: int, number: int) -> None:
    """Consider a scenario again that was given up."""
    row = drafted(act, reorganisation)
    one = _kept(row, number)
    models.Scenario.objects.filter(pk=one.pk).update(given_up=None)
    act.details.update(scenario=number)


@dataclass(frozen=True, slots=True)
class Considered:
    """A scenario that is not proposed, with the reason that goes for it."""

    row: models.Scenario
    because: Text

    @property
    def texts(self) -> dict[str, Text]:
        """All that is said of it, by name."""
        said = {"name": self.row.name, "purpose": self.row.purpose, "because": self.because}
        return {name: text for name, text in said.items() if text}

    def languages(self, language: str) -> dict[str, str]:
        """Of the texts that are in another than this one, which."""
        return {
            name: text.original for name, text in self.texts.items() if text.original != language
        }

    @property
    def hash(self) -> str:
        return actions_hash(from_json(self.row.actions))


def considered(row: models.Reorganisation) -> tuple[Considered, ...]:
    """All that is kept beside the draft; refused where it is not said why one is not proposed.

    A reason of its own comes first; else what was said when the draft was chosen holds.
    """
    listed = models.Scenario.objects.filter(reorganisation=row, given_up__isnull=True)
    chosen = listed.filter(is_current=True).first()
    said = chosen.reason if chosen else None
    reasons = {one: one.reason or said for one in listed if not one.is_current}
    if lacking := [one.number for one, because in reasons.items() if because is None]:
        raise Refused(Reason("alternative_without_reason", {"alternatives": lacking}))
    return tuple(Considered(one, because) for one, because in reasons.items() if because)


def alternatives_words(found: Sequence[Considered], language: str) -> Words:
    """What was considered, as a part of the words of a set; nothing where nothing was.

    `language` is that of the title of the case: only of what is in another it is said in which.
    """
    parts = {str(one.row.number): canonical(_words(one, language)) for one in found}
    return {ALTERNATIVES: {"language": "", "parts": parts}} if parts else {}


def _words(one: Considered, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {"purpose": ""}
    said |= {name: _original(text) for name, text in one.texts.items()}
    if languages := one.languages(language):
        said["languages"] = languages
    return {**said, "actions_hash": one.hash}


def freeze_alternatives(
    act: Act, submission: models.Submission, found: Sequence[Considered], language: str
) -> None:
    """Kept with what is put forward, so that each can be cited by its hash."""
    models.Alternative.objects.bulk_create(
        models.Alternative(
            submission=submission,
            number=one.row.number,
            name=_original(one.row.name),
            purpose=_original(one.row.purpose),
            reason=_original(one.because),
            languages=one.languages(language) or None,
            actions=one.row.actions,
            actions_hash=one.hash,
        )
        for one in found
    )
    if found:
        act.details.update(alternatives={str(one.row.number): one.hash for one in found})


def _kept(row: models.Reorganisation, number: int) -> models.Scenario:
    found = models.Scenario.objects.filter(reorganisation=row, number=number).first()
    if found is None:
        raise Refused(Reason("no_such_scenario", {"scenario": number}))
    return found


def _original(text: Text | None) -> str:
    return text.in_original if text else ""
