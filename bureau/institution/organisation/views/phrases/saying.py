"""Which papers another wording of a phrase would touch, as pages of phrases show it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language_info

from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.answers import Speaking
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Touched:
    """`papers` are the kinds that say it, each once; `more` how many cases were not looked at."""

    language: str
    cases: tuple[Speaking, ...]
    papers: tuple[str | Promise, ...]
    looked: int
    more: int


def touched_by(request: Asking, name: str, language: str) -> Touched:
    """What says the phrase in one language now, of what the reader may see."""
    with reading():
        told = kinds.saying(request.actor, name, language)
    cases = tuple(one for each in told for one in each.found)
    papers = dict.fromkeys(paper.name for one in cases for paper in one.papers)
    return Touched(
        get_language_info(language)["name_local"],
        cases,
        tuple(papers),
        sum(each.looked for each in told),
        sum(each.total - each.looked for each in told),
    )
