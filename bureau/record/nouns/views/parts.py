"""What the pages of a noun share: the row asked for, the way to it, its tabs and its rights."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import Deed, Noun
from bureau.record.nouns.rows import address_of, called, row_seen
from bureau.web.answers import Verb
from bureau.web.frame import Entry
from bureau.web.registers import barred
from bureau.web.requests import Asking
from bureau.web.tabs import tabs_of


def signed_in(request: Asking) -> None:
    """404 for whoever is not signed in."""
    if request.actor.person is None:
        raise Http404


def entered(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view for whoever may open the pages of the noun. Others are told who may; 404 for those
    who are not signed in."""

    @wraps(view)
    def page(request: Asking, noun: Noun, **named: Any) -> Any:
        if not noun.rights.enter(request.actor):
            return barred(request, noun.rights.only)
        return view(request, noun, **named)

    return page


def row_asked(request: Asking, noun: Noun, named: dict[str, int]) -> Any:
    """The row of the address; 404 where there is none that the reader may see."""
    row = row_seen(noun, request.actor, named[noun.name])
    if row is None:
        raise Http404
    return row


def may_change(request: Asking, noun: Noun, row: Any) -> bool:
    return row.pk in noun.rights.change(request.actor, [row])


def crumbs_of(noun: Noun) -> list[Entry]:
    """The way down to the list of a noun."""
    return [*noun.place.above(), Entry(address_of(noun), str(noun.named.many))]


def crumbs_to(request: Asking, noun: Noun, row: Any = None) -> list[Entry]:
    """The lists and things above a page, down to the row where one is given."""
    whole = noun.whole(row) if row is not None else None
    if whole is None:
        way = crumbs_of(noun) if row is not None else noun.place.above()
    else:
        above = nouns()[whole.kind]
        of = row_seen(above, request.actor, whole.id)
        way = crumbs_to(request, above, of) if of is not None else []
        if of is not None:
            way.append(Entry(address_of(above, number=of.pk), called(above, of)))
    return way


def crumbs_below(request: Asking, noun: Noun, row: Any) -> list[Entry]:
    """The same for a page below that of the row."""
    own = Entry(address_of(noun, number=row.pk), called(noun, row))
    return [*crumbs_to(request, noun, row), own]


def tabs(request: Asking, noun: Noun, row: Any) -> list[Entry]:
    own = {noun.page_name: _("Overview"), f"{noun.page_name}-history": _("History")}
    return tabs_of(request, noun.reference(row), own)


def verb_of(noun: Noun, deed: Deed, number: int | None = None) -> Verb:
    """The link to the form of a deed."""
    return Verb(
        str(deed.verb if number is None else deed.title), address_of(noun, deed.name, number)
    )


def address_to_add(noun: Noun, whole: int) -> str:
    """The form that adds a part to a thing."""
    return reverse(f"{noun.list_name}-add", query={noun.part_of: whole})
