"""The free texts of a case and how far each has come in each language; what a file would change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import Sort
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.queries.scenarios import considered_with
from bureau.institution.governance.store import OF_CASE, named
from bureau.institution.organisation.models import JobDescription, Wording

WORDS_MOST = 20_000
OF_ALTERNATIVE = ("name", "purpose", "reason")
MISSING = "missing"
PROPOSED = 0
"""In place of the place of an alternative: the way that is proposed."""


@dataclass(frozen=True, slots=True, eq=False)
class Translatable:
    """One text of a case. `id` names it in files, and is the same in every version of the case;
    `action` is the place of the action that words it, None where it is of the case itself or of
    the `alternative` of that number, which is at that `place` in the paper, `PROPOSED` for the way
    that is proposed.

    `field` says what it is: title, purpose, background, reason, name, and of a description "duty"
    or a section, with its `number`; of a note reason, citation, answer or act.
    """

    id: str
    action: int | None
    field: str
    said: Text
    number: str = ""
    alternative: int | None = None
    place: int | None = None

    @property
    def wording(self) -> int | None:
        """The wording that it is, None where the case or an alternative holds it."""
        kind, _, number = self.id.partition(".")
        return int(number) if kind == "wording" else None

    @property
    def is_note(self) -> bool:
        return self.id.startswith("note.")

    @property
    def original(self) -> str:
        return self.said.in_original

    def words_in(self, language: str) -> str:
        return self.said.said.get(language, ("",))[0]

    def status_in(self, language: str) -> str:
        found = self.said.said.get(language)
        return str(found[1]) if found else MISSING


@dataclass(frozen=True, slots=True)
class Given:
    """A translation as it comes back: of what it is one, and the source text it was made from."""

    unit: str
    words: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one given translation would change; `why` is the code of why it cannot be taken, "same"
    where it says what stands already, and empty where it can."""

    given: Given
    before: str
    why: str = ""
    unit: Translatable | None = None


def translatable(seen: Seen) -> list[Translatable]:
    """Every free text of a case, each once, in the order in which a paper tells them."""
    row = seen.row
    own = ((name, getattr(row, name)) for name in OF_CASE)
    found = [Translatable(name, None, name, text) for name, text in own if text]
    actions = actions_before(seen)
    described = _descriptions(actions)
    said = _wordings(actions)
    known: set[str] = set()
    for action in actions:
        for unit in _of_action(action, said, described):
            if unit.id not in known:
                known.add(unit.id)
                found.append(unit)
    return [*found, *_of_alternatives(seen)]


def _of_alternatives(seen: Seen) -> Iterator[Translatable]:
    """Of each way that is not given up, the one that is proposed too: its reason may go for all.
    For whoever does not draft along, of each that was put forward with it."""
    place, kept = 0, seen.row.scenarios.filter(given_up__isnull=True).order_by("number")
    for one in considered_with(seen) if seen.hides_draft else kept:
        place += 0 if one.is_current else 1
        for name in OF_ALTERNATIVE:
            if text := getattr(one, name):
                id = f"alternative.{one.number}.{name}"
                shown = PROPOSED if one.is_current else place
                yield Translatable(id, None, name, text, alternative=one.number, place=shown)


def _of_action(
    action: Action, said: Mapping[int, Text], described: Mapping[int, JobDescription]
) -> Iterator[Translatable]:
    for name, number in named(action, Sort.WORDING):
        yield Translatable(f"wording.{number}", action.id, name, said[number])
    for _name, number in named(action, Sort.DESCRIPTION):
        yield from _of_description(action.id, described[number])


def _of_description(place: int, row: JobDescription) -> Iterator[Translatable]:
    yield _worded(place, "title", row.title)
    if row.direction:
        yield _worded(place, "direction", row.direction)
    duties = list(row.duties.all())
    numbers = {duty.pk: str(duty.place) for duty in duties}
    for duty in sorted(duties, key=lambda duty: _order(duty.under_id, numbers, duty.place)):
        above = f"{numbers[duty.under_id]}." if duty.under_id else ""
        yield _worded(place, "duty", duty.wording, f"{above}{duty.place}")
    counted: Counter[str] = Counter()
    for line in row.lines.all():
        counted[line.section] += 1
        yield _worded(place, line.section, line.wording, str(counted[line.section]))


def _order(under: int | None, numbers: Mapping[int, str], place: int) -> tuple[int, int]:
    """A sub-duty right behind the duty that it stands under."""
    return (int(numbers[under]), place) if under else (place, 0)


def _worded(place: int, field: str, row: Wording, number: str = "") -> Translatable:
    return Translatable(f"wording.{row.pk}", place, field, row.said, number)


def _wordings(actions: Sequence[Action]) -> dict[int, Text]:
    ids = {number for action in actions for _name, number in named(action, Sort.WORDING)}
    return {row.pk: row.said for row in Wording.objects.filter(pk__in=ids)}


def _descriptions(actions: Sequence[Action]) -> dict[int, JobDescription]:
    ids = {number for action in actions for _name, number in named(action, Sort.DESCRIPTION)}
    rows = JobDescription.objects.filter(pk__in=ids).select_related("title", "direction")
    return rows.prefetch_related("duties__wording", "lines__wording").in_bulk()


def coverage(units: Iterable[Translatable]) -> dict[str, Counter[str]]:
    """By language, how many texts have come how far."""
    found: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    for unit in units:
        for language in LANGUAGES:
            found[language][unit.status_in(language)] += 1
    return found


def originals(units: Iterable[Translatable], language: str) -> list[str]:
    """The languages from which something of the case is to be translated into this one."""
    found = {unit.said.original for unit in units} - {language}
    return [code for code in LANGUAGES if code in found]


def differences(
    units: Iterable[Translatable], language: str, given: Iterable[Given]
) -> list[Difference]:
    """What each translation that was given would change, in the order in which they were."""
    known = {unit.id: unit for unit in units}
    return [_difference(known.get(each.unit), language, each) for each in given]


def _difference(unit: Translatable | None, language: str, given: Given) -> Difference:
    if unit is None:
        return Difference(given, "", "unit_not_there")
    before, status = unit.words_in(language), unit.status_in(language)
    why = ""
    if language == unit.said.original:
        why = "unit_is_original"
    elif given.source is not None and given.source != unit.original:
        why = "source_changed"
    elif not given.words.strip():
        why = "unit_without_words"
    elif len(given.words) > WORDS_MOST:
        why = "unit_too_long"
    elif given.words == before:
        why = "same"
    elif status == Status.OFFICIAL:
        why = "translation_is_official"
    return Difference(given, before, why, unit)
