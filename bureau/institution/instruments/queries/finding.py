"""Finding what to cite: provisions that stand on a day, and elements of the plans in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bureau.core.references import Reference
from bureau.institution.instruments.models import PlanLine, Provision
from bureau.institution.instruments.queries.amendments import standing_of
from bureau.institution.instruments.queries.plans import plans_of, versions_in_force
from bureau.institution.instruments.queries.provisions import cited
from bureau.web.multilingual import has_words, here

MOST = 30
READ_MOST = 200
WORDS_MOST, LETTERS_MOST = 8, 200
"""How much of a text is looked for: each word asks every field in every language."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be cited: how it is called, and what it says."""

    reference: Reference
    name: str
    says: str
    is_mandate: bool = False


def offers(organisation: int, text: str, day: date) -> list[Offer]:
    """What stands on the day and has the words, mandates first; the first `MOST` of each sort.

    Of a longer text the first words are looked for.
    """
    words = text[:LETTERS_MOST].split()[:WORDS_MOST]
    return [*_provisions(organisation, words, day), *_elements(organisation, words, day)]


def offered(organisation: int, reference: Reference, day: date) -> bool:
    """Whether this may be cited on the day."""
    if reference.kind == "provision":
        row = Provision.objects.filter(pk=reference.id, instrument__organisation=organisation)
        found = row.values_list("instrument", flat=True).first()
        return bool(found) and standing_of([found or 0], day)[reference].is_in_force
    in_force = versions_in_force([plan.pk for plan in plans_of(organisation)], day)
    lines = PlanLine.objects.filter(version__in=[row.pk for row in in_force.values()])
    return reference.kind == "plan_element" and lines.filter(element=reference.id).exists()


def _provisions(organisation: int, words: Sequence[str], day: date) -> list[Offer]:
    rows = Provision.objects.filter(instrument__organisation=organisation)
    for word in words:
        rows = rows.filter(
            Q(label__icontains=word)
            | has_words("name", word)
            | Q(instrument__number__icontains=word)
            | has_words("gist", word)
            | has_words("instrument__title", word)
        )
    order = ("-is_mandate", "-instrument", "place", "pk")
    ids = list(rows.order_by(*order).values_list("pk", flat=True)[:READ_MOST])
    named = cited(ids)
    stand = standing_of({one.row.instrument_id for one in named.values()}, day)
    in_force = [pk for pk in ids if stand[Reference("provision", pk)].is_in_force]
    return [
        Offer(
            Reference("provision", pk),
            named[pk].name,
            here(named[pk].row.gist),
            named[pk].row.is_mandate,
        )
        for pk in in_force[:MOST]
    ]


def _elements(organisation: int, words: Sequence[str], day: date) -> list[Offer]:
    in_force = versions_in_force([plan.pk for plan in plans_of(organisation)], day)
    rows = PlanLine.objects.filter(version__in=[row.pk for row in in_force.values()])
    for word in words:
        rows = rows.filter(
            Q(code__icontains=word) | has_words("name", word) | has_words("says", word)
        )
    return [
        Offer(
            Reference("plan_element", row.element_id),
            f"{row.code} {here(row.name)}".strip(),
            here(row.says) if row.says else "",
        )
        for row in rows.order_by("version", "place", "pk")[:MOST]
    ]
