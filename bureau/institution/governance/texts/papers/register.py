"""Whether the register of an organisation has what a paper cites."""

from collections.abc import Callable

from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.shipped import BOOK
from bureau.institution.instruments.models import Instrument, Provision


def known_to(organisation: int) -> Callable[[Citation], bool]:
    """For `core.papers.checks`: an instrument by its number, a convention by its provisions.

    Where a citation does not say of which body, that of any will do.
    """
    rows = Instrument.objects.filter(organisation=organisation).values_list(
        "kind", "number", "body__code"
    )
    numbered = {
        (kind, BOOK.bare(kind, number), (body or "").lower()) for kind, number, body in rows
    }
    numbered |= {(kind, number, "") for kind, number, _ in numbered}
    provisions = Provision.objects.filter(
        instrument__organisation=organisation, instrument__kind="convention"
    )
    labels = set(provisions.values_list("label", flat=True))

    def is_known(citation: Citation) -> bool:
        if citation.kind == "convention":
            return labels.issuperset(citation.numbers)
        bare = (BOOK.bare(citation.kind, one) for one in citation.numbers)
        return all((citation.kind, one, citation.body) in numbered for one in bare)

    return is_known
