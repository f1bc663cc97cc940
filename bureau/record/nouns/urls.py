"""The addresses of all nouns."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import ADD, Noun
from bureau.record.nouns.views import deeds, histories, listing, pages, proposals, tables


def addresses_of(noun: Noun) -> list[URLPattern]:
    """The list, the forms, the page of a row and what is below it, each under its name."""
    all = "".join(f"{part}/" for part in (noun.place.path, noun.plural) if part)
    one = f"{all}<int:{noun.name}>/"
    found = [
        _path(noun, all, listing.rows, noun.list_name),
        _path(noun, f"{all}table/", tables.table, f"{noun.list_name}-table"),
        _path(noun, one, pages.row, noun.page_name),
        _path(noun, f"{one}history/", histories.history, f"{noun.page_name}-history"),
        _path(noun, f"{one}undo/", histories.undo, f"{noun.page_name}-undo"),
    ]
    if noun.proposals:
        settle = f"{all}proposals/<int:proposal>/<str:verdict>/"
        found.append(_path(noun, settle, proposals.settle, f"{noun.list_name}-settle"))
    for deed in noun.deeds:
        stem, below = (noun.list_name, all) if deed.name == ADD else (noun.page_name, one)
        address, name = f"{below}{deed.name}/", f"{stem}-{deed.name}"
        found.append(_path(noun, address, deeds.deed, name, name=deed.name))
    return found


def _path(
    noun: Noun, address: str, view: Callable[..., HttpResponseBase], called: str, **more: str
) -> URLPattern:
    return path(address, view, {"noun": noun, **more}, name=called)


urlpatterns = [pattern for noun in nouns().values() for pattern in addresses_of(noun)]
