"""Where cases stand, in names: whom the open steps are for, what they rest on, and who may act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import StepState, WhoKind
from bureau.core.procedures.rules import Source, Who
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.instruments.models import Body, Instrument, Provision
from bureau.institution.organisation.models import Office, PostVersion
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.procedures.models import Rule
from bureau.record.accounts.queries import people_by_id
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Standing:
    """One step at which a case stands: for whom, which act, by when."""

    who: str
    act: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """Names of bodies, offices and roles that steps are for, and the sources of their rules."""

    bodies: Mapping[int, str] = field(default_factory=dict)
    offices: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)

    def who(self, who: Who) -> str:
        names: Mapping[int, str] = {
            WhoKind.BODY: self.bodies,
            WhoKind.OFFICE: self.offices,
            WhoKind.POST: self.posts,
        }.get(who.kind, {})
        found = [names.get(one, str(one)) if isinstance(one, int) else str(one) for one in who.ids]
        return " / ".join(found)


def named(steps: Iterable[Step], posts: Mapping[int, str] | None = None) -> Named:
    """The names of all that these steps are for, in two reads."""
    ids: dict[str, set[int]] = {}
    for step in steps:
        found = {one for one in step.who.ids if isinstance(one, int)}
        ids.setdefault(step.who.kind, set()).update(found)
    bodies = Body.objects.filter(pk__in=ids.get(WhoKind.BODY, ()))
    offices = Office.objects.filter(pk__in=ids.get(WhoKind.OFFICE, ()))
    return Named(
        {row.pk: here(row.name) for row in bodies},
        {row.pk: here(row.name) for row in offices},
        posts or {},
    )


def standings(cases: Sequence[Seen]) -> dict[int, tuple[Standing, ...]]:
    """For each case the steps that are open now; any number of cases in two reads."""
    here_now = {seen.row.pk: _here(seen) for seen in cases}
    names = named([step for steps in here_now.values() for step in steps])
    return {
        number: tuple(
            Standing(
                names.who(step.who), step.act, date.fromordinal(step.due) if step.due else None
            )
            for step in steps
        )
        for number, steps in here_now.items()
    }


def _here(seen: Seen) -> list[Step]:
    steps = seen.case.route.steps if seen.case else ()
    return [step for step in steps if step.state is StepState.HERE]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a step rests on: the words of a provision or instrument, and how the rule follows."""

    instrument: str
    provision: str = ""
    gist: str = ""
    note: str = ""
    is_practice: bool = False
    address: int | None = None


def grounds(steps: Iterable[Step]) -> dict[str, list[Ground]]:
    """By the key of the step and its parts' rules; in three reads."""
    listed = list(steps)
    sources = {source for step in listed for source in step.sources}
    provisions = _provisions(sources)
    instruments = _instruments(sources)
    notes = _notes({part.rule for step in listed for part in step.parts})
    return {
        step.key: [
            _ground(source, provisions, instruments, _note_on(step, source, notes))
            for source in step.sources
        ]
        for step in listed
    }


def _ids(sources: Iterable[Source], kind: str) -> set[int]:
    return {
        source.reference.id
        for source in sources
        if source.reference and source.reference.kind == kind
    }


def _provisions(sources: Iterable[Source]) -> dict[int, Provision]:
    rows = Provision.objects.filter(pk__in=_ids(sources, "provision"))
    return {row.pk: row for row in rows.select_related("instrument")}


def _instruments(sources: Iterable[Source]) -> dict[int, Instrument]:
    rows = Instrument.objects.filter(pk__in=_ids(sources, "instrument"))
    return {row.pk: row for row in rows}


def _notes(rules: Iterable[int]) -> dict[int, Rule]:
    return {row.pk: row for row in Rule.objects.filter(pk__in=set(rules), note__isnull=False)}


def _note_on(step: Step, source: Source, notes: Mapping[int, Rule]) -> str:
    said = {
        here(rule.note): None
        for part in step.parts
        if (rule := notes.get(part.rule)) and rule.note and _rests_on(rule, source)
    }
    return " ".join(said)


def _rests_on(rule: Rule, source: Source) -> bool:
    reference = source.reference
    if reference is None:
        return False
    id = rule.provision_id if reference.kind == "provision" else rule.instrument_id
    return id == reference.id


def _ground(
    source: Source,
    provisions: Mapping[int, Provision],
    instruments: Mapping[int, Instrument],
    note: str,
) -> Ground:
    reference = source.reference
    if reference and reference.kind == "provision" and reference.id in provisions:
        row = provisions[reference.id]
        title = here(row.instrument.title)
        return Ground(title, row.label, here(row.gist), note, source.is_practice, row.instrument_id)
    if reference and reference.id in instruments:
        return Ground(
            here(instruments[reference.id].title),
            note=note,
            is_practice=source.is_practice,
            address=reference.id,
        )
    return Ground(source.note, is_practice=source.is_practice)


@dataclass(frozen=True, slots=True)
class People:
    """Names of persons and of posts with their titles, for a page about acts."""

    persons: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)

    def person(self, id: int | None) -> str:
        return self.persons.get(id or 0, "")

    def post(self, id: int | None) -> str:
        return self.posts.get(id or 0, "")


def people_and_posts(persons: Iterable[int | None], posts: Iterable[int | None]) -> People:
    """Read in two; a post that no longer stands is called as it was last."""
    ids = {id for id in posts if id}
    found = {row.subject_id: row for row in _latest_posts(ids)}
    words = wordings(row.title_id for row in found.values())
    people = people_by_id({id for id in persons if id})
    return People(
        {id: person.name for id, person in people.items()},
        {
            id: ", ".join(filter(None, (row.number, words.get(row.title_id, ""))))
            for id, row in found.items()
        },
    )


def _latest_posts(ids: Iterable[int]) -> Iterable[PostVersion]:
    rows = PostVersion.objects.filter(subject__in=list(ids), recorded_until__isnull=True)
    return rows.order_by("valid_from")
