"""What a case cites, for papers: its legal base, what prompted it, its link with the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from bureau.core.papers.kinds.parts import Citation
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.put_forward import citations_then
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.instruments.models import Instrument, PlanLine, Provision
from bureau.institution.instruments.queries.citations import citations_open


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
    prompted = [row.instrument.title for row in provisions if row.is_mandate]
    elements = [row.element_id for row in rows if row.element_id]
    return Cited(
        references=_references([row for row in provisions if not row.is_mandate]),
        prompted=tuple(prompted),
        strategic=tuple(_names_of(elements)),
    )


def _references(provisions: list[Provision]) -> tuple[Citation, ...]:
    """An instrument once: a convention with the numbers cited, any other by its own number."""
    by_instrument: dict[int, list[Provision]] = {}
    for row in provisions:
        by_instrument.setdefault(row.instrument_id, []).append(row)
    return tuple(_citation(rows) for rows in by_instrument.values())


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
