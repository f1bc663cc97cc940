"""A register page: a list with search, order, pages and export, and a form that adds to it.

An app declares a `Register`; this module shows it. The form carries an idempotency key; what is
refused comes back with every reason and everything typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES, Text
from bureau.documents.tables import Cell, columns_of_cells
from bureau.web import exports, formats
from bureau.web.answers import Verb
from bureau.web.frame import Entry
from bureau.web.paging import slice_of
from bureau.web.refusing import refused_on, refused_over, status_of
from bureau.web.requests import Asking

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Deed:
    """What may be done to one row by a button: where it posts to and what it says."""

    address: str
    name: Words
    barred: Words = ""


def refusing(address: str, *, is_own: bool) -> Deed:
    """To withdraw one's own proposal, or to refuse another's."""
    return Deed(address, _("Withdraw proposal") if is_own else _("Refuse proposal"))


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal changes: `what` (a field, or a name in one language, whose `tag` it has),
    the words `before` and `after`; "" where there are none."""

    what: Words
    before: str
    after: str
    tag: str = ""


def changes_of_text(before: Text, after: Text) -> tuple[Change, ...]:
    """The languages in which a text changes, in the order of the languages."""
    return tuple(
        Change(get_language_info(code)["name_local"], old, new, formats.tag_of_language(code))
        for code in LANGUAGES
        for old, new in [(before.said.get(code, ("",))[0], after.said.get(code, ("",))[0])]
        if old != new
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a cell for each column, where the first leads, what may be done to it.

    `change` is the page on which it is changed, `links` are pages of other apps about it. Of a
    proposal, `proposer` is the name of who proposed it, and `changes` what it changes.
    """

    id: int
    cells: tuple[Cell, ...]
    address: str = ""
    deeds: tuple[Deed, ...] = ()
    note: Words = ""
    change: str = ""
    links: Sequence[Verb] = ()
    proposer: str = ""
    changes: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """How a row that is there is changed: `form` with what it holds, `keep` calls the service."""

    form: Callable[[Asking, Any, QueryDict | None], forms.Form]
    keep: Callable[[Asking, str, Any, dict[str, Any]], object]
    done: Words


VERDICTS = ("confirmation", "refusal")
WIDE = 7
"""So many columns and those of what may be done need the page for themselves."""


@dataclass(frozen=True, slots=True)
class Register:
    """One page of settings.

    `rows` are what there is, `lines` puts some of them into words, `add` calls the service with
    what the form holds; `may` says who may, `barred` what others are told. `orders` are the
    columns by which it sorts, as fields; `search` narrows to words typed; `proposed` are lines
    that wait for somebody to settle them; `kept` is how a row is changed on a page of its own,
    to which `change` of its line leads; `table` names the page on which all go out and come in.
    """

    name: str
    title: Words
    says: Words
    done: Words
    barred: Words
    may: Callable[[Actor], bool]
    columns: Mapping[str, Words]
    rows: Callable[[Asking], QuerySet[Any]]
    lines: Callable[[Asking, Sequence[Any]], list[Line]]
    form: Callable[[Asking, QueryDict | None], forms.Form]
    add: Callable[[Asking, str, dict[str, Any]], object]
    sentence: Callable[[Reason], str]
    verb: Words
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    proposed: Callable[[Asking], list[Line]] | None = None
    kept: Kept | None = None
    table: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether its table leaves no room for the form beside it: else the last columns, with what
        may be done, lay behind its edge."""
        return len(self.columns) >= WIDE

    @property
    def has_search(self) -> bool:
        """For templates, which would call `search` where they ask for it."""
        return self.search is not None

    @property
    def has_proposed(self) -> bool:
        """The same of `proposed`: called, it would fail and show nothing that may be settled."""
        return self.proposed is not None


def barred(request: Asking, why: Words) -> HttpResponse:
    """The page that says who may; to whoever is not signed in it does not exist."""
    if request.actor.person is None:
        raise Http404
    return render(request, "web/barred.html", {"why": why}, status=403)


def register_page(request: Asking, register: Register, crumbs: Sequence[Entry]) -> HttpResponseBase:
    """List and form; a POST adds to the register and comes back to the list."""
    if not register.may(request.actor):
        return barred(request, register.barred)
    key = request.POST.get("key") or uuid4().hex
    form = register.form(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refused_on(form, register.sentence):
            register.add(request, key, form.cleaned_data)
            messages.success(request, str(register.done))
            return redirect(request.path)
    return _shown(request, register, form, key, crumbs)


def row_page(
    request: Asking, register: Register, number: int, crumbs: Sequence[Entry]
) -> HttpResponseBase:
    """One row that is there, changed by form; then back to the list."""
    kept = register.kept
    if not register.may(request.actor):
        return barred(request, register.barred)
    row = register.rows(request).filter(pk=number).first()
    if kept is None or row is None:
        raise Http404
    key = request.POST.get("key") or uuid4().hex
    form = kept.form(request, row, request.POST if request.method == "POST" else None)
    back = crumbs[-1].address
    if request.method == "POST" and form.is_valid():
        with refused_on(form, register.sentence):
            kept.keep(request, key, row, form.cleaned_data)
            messages.success(request, str(kept.done))
            return redirect(back)
    (line,) = _under(register, register.lines(request, [row]))
    context = {"register": register, "line": line, "form": form, "key": key, "crumbs": crumbs}
    context["back"] = back
    return render(request, "web/register_row.html", context, status=status_of(form))


def perform(
    request: Asking, act: Callable[[str], object], sentence: Callable[[Reason], str], done: Words
) -> HttpResponse:
    """One deed on one row, by POST: done and said, or refused and said; then back to the list."""
    back = request.POST.get("back", "/")
    with refused_over(request, sentence):
        act(request.POST.get("key") or uuid4().hex)
        messages.success(request, str(done))
    return redirect(back if back.startswith("/settings/") else "/settings/")


def settle(
    request: Asking,
    verdict: str,
    act: Callable[[str, bool], object],
    sentence: Callable[[Reason], str],
    done: tuple[Words, Words],
) -> HttpResponse:
    """Settle a proposal as the last part of the address says, and tell the one or the other of
    `done`; `act` is called with the key and whether it is confirmed. 404 for another part."""
    if verdict not in VERDICTS:
        raise Http404
    is_confirmed = verdict == VERDICTS[0]
    told = done[0] if is_confirmed else done[1]
    return perform(request, lambda key: act(key, is_confirmed), sentence, told)


def _shown(
    request: Asking, register: Register, form: forms.Form, key: str, crumbs: Sequence[Entry]
) -> HttpResponseBase:
    text = request.GET.get("text", "").strip()
    rows = _ordered(request, register, register.rows(request))
    if text and register.search:
        rows = register.search(rows, text)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _exported(request, register, format, rows)
    ids = list(rows.values_list("pk", flat=True))
    page = slice_of(ids, request.GET.get("page", ""))
    if page is None:
        raise Http404
    lines = register.lines(request, _in_order(rows, ids[page.start : page.end]))
    context = {
        "register": register,
        "columns": [
            (name, label, name in register.orders) for name, label in register.columns.items()
        ],
        "lines": _under(register, lines),
        "has_deeds": any(line.deeds or line.note or line.change or line.links for line in lines),
        "proposed": _under(register, register.proposed(request)) if register.proposed else [],
        "page": page,
        "form": form,
        "key": key,
        "deed_key": uuid4().hex,
        "text": text,
        "crumbs": crumbs,
        "is_filtered": bool(text),
    }
    return render(request, "web/register.html", context, status=status_of(form))


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with each cell under its heading."""

    id: int
    named: list[tuple[str, Cell]]
    address: str
    deeds: tuple[Deed, ...]
    note: Words
    change: str
    links: Sequence[Verb]
    proposer: str
    changes: Sequence[Change]


def _under(register: Register, lines: Sequence[Line]) -> list[Shown]:
    headings = [str(label) for label in register.columns.values()]
    return [
        Shown(
            line.id,
            list(zip(headings, line.cells, strict=True)),
            line.address,
            line.deeds,
            line.note,
            line.change,
            line.links,
            line.proposer,
            line.changes,
        )
        for line in lines
    ]


def _ordered(request: Asking, register: Register, rows: QuerySet[Any]) -> QuerySet[Any]:
    asked = request.GET.get("sort", "")
    fields = register.orders.get(asked.removeprefix("-"))
    if not fields:
        return rows
    sign = "-" if asked.startswith("-") else ""
    return rows.order_by(*(f"{sign}{name}" for name in fields), "pk")


def _in_order(rows: QuerySet[Any], ids: Sequence[int]) -> list[Model]:
    found = rows.in_bulk(list(ids))
    return [found[each] for each in ids]


def _exported(
    request: Asking, register: Register, format: str, rows: QuerySet[Any]
) -> HttpResponseBase:
    columns = columns_of_cells(
        [
            ("row", _("Number of the row")),
            *((name, str(label)) for name, label in register.columns.items()),
        ]
    )
    lines = register.lines(request, list(rows))
    cells = [(line.id, *line.cells) for line in lines]
    return exports.dated_table_response(format, register.name, columns, cells, request.reading)
