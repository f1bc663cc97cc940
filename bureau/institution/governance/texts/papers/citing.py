"""What a case cites, for papers: its legal base, what prompted it, its link with the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.profiles import PROFILES
from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.put_forward import citations_then
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.instruments.models import Instrument, PlanLine, Provision
from bureau.institution.instruments.queries.citations import citations_open

type Said = tuple[str, Status]


@dataclass(frozen=True, slots=True)
class Cited:
    """`references` in the order cited, `prompted` what mandates ask, `strategic` plan elements."""

    references: tuple[Citation, ...]
    prompted: tuple[Text, ...]
    strategic: tuple[Text, ...]


def cited_by(reorganisation: int, submission: Submission | None) -> Cited:
    """What a draft cites now; of what was put forward what was frozen with its words."""
    rows = (
        citations_then(submission)
        if submission
        else citations_open(Reference(KIND, reorganisation))
    )
    numbers = [row.provision_id for row in rows if row.provision_id]
    found = Provision.objects.filter(pk__in=numbers).select_related("instrument__body")
    by_number = {row.pk: row for row in found}
    provisions = [by_number[number] for number in numbers]
    mandates = _by_instrument(row for row in provisions if row.is_mandate)
    elements = [row.element_id for row in rows if row.element_id]
    return Cited(
        references=_references([row for row in provisions if not row.is_mandate]),
        prompted=tuple(map(_prompted, mandates)),
        strategic=tuple(_names_of(elements)),
    )


def _references(provisions: list[Provision]) -> tuple[Citation, ...]:
    """An instrument once: a convention with the numbers cited, any other by its own number."""
    return tuple(map(_citation, _by_instrument(provisions)))


def _by_instrument(provisions: Iterable[Provision]) -> list[list[Provision]]:
    found: dict[int, list[Provision]] = {}
    for row in provisions:
        found.setdefault(row.instrument_id, []).append(row)
    return list(found.values())


def _prompted(mandates: list[Provision]) -> Text:
    """What the instrument is called; with which of its mandates, where several are cited."""
    title: Text = mandates[0].instrument.title
    if len(mandates) == 1:
        return title
    names = [row.name for row in mandates if row.name]
    told = {
        language: _with_parts(language, words, mandates)
        for language, words in title.said.items()
        if language == title.original or all(name.is_in(language) for name in names)
    }
    return Text(title.original, told)


def _with_parts(language: str, title: Said, mandates: list[Provision]) -> Said:
    """A draft where one of its parts is."""
    words, status = title
    profile = PROFILES[language]
    parts = [row.name.in_language(language) if row.name else row.label for row in mandates]
    said = (row.name.said.get(language) for row in mandates if row.name)
    if any(one and one[1] is Status.DRAFT for one in said):
        status = Status.DRAFT
    return f"{words}{profile.labelled}{profile.say_list(parts)}", status


def _citation(rows: list[Provision]) -> Citation:
    return citation_of(rows[0].instrument, [row.label for row in rows if row.name is None])


def citation_of(instrument: Instrument, labels: Iterable[str]) -> Citation:
    """A convention by the numbers of its provisions, any other by its own."""
    if instrument.kind == "convention":
        numbers = tuple(dict.fromkeys(labels))
    else:
        numbers = (instrument.number,) if instrument.number else ()
    body = instrument.body.code.lower() if instrument.body else ""
    return Citation(instrument.kind, numbers, body, instrument.title)


def _names_of(elements: list[int]) -> list[Text]:
    """As the version adopted last words them."""
    lines = PlanLine.objects.filter(element__in=elements, version__instrument__isnull=False)
    latest = {row.element_id: row.name for row in lines.order_by("version__valid_from")}
    return [latest[one] for one in elements if one in latest]
