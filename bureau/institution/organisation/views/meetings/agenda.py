"""Putting items on the agenda of a session, saying them anew, taking them off."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.references import Reference
from bureau.institution.instruments.models import AgendaItem, Meeting
from bureau.institution.instruments.queries.agenda import agenda_of
from bureau.institution.instruments.services.agenda import (
    add_agenda_item,
    change_agenda_item,
    drop_agenda_item,
)
from bureau.institution.organisation.forms.meetings import ItemForm
from bureau.institution.organisation.views.instruments.parts import body_choices, form_page
from bureau.institution.organisation.views.meetings.parts import (
    crumbs_to,
    not_served,
    sent,
    session_seen,
)
from bureau.record.journal.forms import KeyedForm
from bureau.web import kinds
from bureau.web.formats import day_in_words, listed
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def new(request: Asking, meeting: int) -> HttpResponse:
    session = session_seen(request, meeting)
    if refusal := not_served(request, session.body):
        return refusal
    back = reverse("meeting", args=[meeting])

    def save(form: ItemForm) -> str:
        add_agenda_item(form.asked(request.actor), meeting=meeting, said=form.said())
        return back

    words = {
        "title": _("Add an agenda item"),
        "sub": here(session.name),
        "verb": _("Add it"),
        "back": back,
        "crumbs": crumbs_to(session.body, session),
        "done": _("The item is on the agenda."),
    }
    return form_page(request, _form(request, session), save, words)


def change(request: Asking, item: int) -> HttpResponse:
    row = _item_seen(request, item)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    back = reverse("meeting", args=[row.meeting_id])

    def save(form: ItemForm) -> str:
        change_agenda_item(form.asked(request.actor), item=item, said=form.said())
        return back

    words = {
        "title": _("Change agenda item {number}").format(number=row.number),
        "sub": here(row.title),
        "verb": _("Save"),
        "back": back,
        "crumbs": crumbs_to(row.meeting.body, row.meeting),
        "done": _("The item is kept."),
        "removal": reverse("agenda-item-removal", args=[item]),
    }
    template = "organisation/meetings/item_form.html"
    return form_page(request, _form(request, row.meeting, row), save, words, template)


def drop(request: Asking, item: int) -> HttpResponse:
    row = _item_seen(request, item)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    back = reverse("meeting", args=[row.meeting_id])

    def save(form: KeyedForm) -> str:
        drop_agenda_item(form.asked(request.actor), item=item)
        return back

    words = {
        "title": _("Take item {number} off the agenda").format(number=row.number),
        "sub": _(
            "“{title}” is gone for good. To keep it told, set its state to withdrawn instead."
        ).format(title=here(row.title)),
        "verb": _("Take it off"),
        "back": back,
        "crumbs": crumbs_to(row.meeting.body, row.meeting),
        "done": _("The item is off the agenda."),
    }
    return form_page(request, KeyedForm(sent(request)), save, words)


def item_choices(session: int) -> list[tuple[str, str]]:
    return [
        (str(one.row.pk), f"{one.row.number} {here(one.row.title)}") for one in agenda_of(session)
    ]


def _item_seen(request: Asking, item: int) -> AgendaItem:
    found = AgendaItem.objects.filter(pk=item).first()
    if found is None:
        raise Http404
    found.meeting = session_seen(request, found.meeting_id)
    return found


def _form(request: Asking, session: Meeting, row: AgendaItem | None = None) -> ItemForm:
    under = request.GET.get("under", "")
    initial: dict[str, object] = {"under": under if under.isdecimal() else ""}
    if row is not None:
        names = ("title", "number", "state", "minutes")
        keys = {"under": "under_id", "allocated": "allocated_id", "sitting": "sitting_id"}
        initial = {name: getattr(row, name) for name in names}
        initial |= {name: getattr(row, key) for name, key in keys.items()}
        initial["subject"] = f"{row.subject_kind}:{row.subject}" if row.subject else ""
    own = str(row.pk) if row else ""
    return ItemForm(
        sent(request),
        items=[each for each in item_choices(session.pk) if each[0] != own],
        bodies=[
            each
            for each in body_choices(session.body.organisation)
            if each[0] != str(session.body_id)
        ],
        sittings=_sitting_choices(session),
        subjects=_subjects(request, row),
        initial=initial,
    )


def _sitting_choices(session: Meeting) -> list[tuple[str, str]]:
    rows = session.sittings.order_by("valid_from", "opens", "pk")
    return [(str(row.pk), listed((here(row.name), day_in_words(row.valid_from)))) for row in rows]


def _subjects(request: Asking, row: AgendaItem | None) -> list[tuple[str, str]]:
    """The cases that the reader may look through, and what the item names so far."""
    found = {str(each): label.name for each, label in kinds.plans(request.actor)}
    if row is not None and row.subject:
        own = Reference(row.subject_kind, row.subject)
        label = kinds.describe(request.actor, [own]).get(own)
        found[str(own)] = label.name if label else _("what it is about so far")
    return list(found.items())
