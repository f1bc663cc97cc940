"""The file of a document in each language: read by whoever sees the document, put by its secretary.

It goes out as it was put, as an attachment under the number of the document, and a browser may do
nothing with it.
"""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.texts import LANGUAGES
from bureau.documents.given import MEDIA_TYPES
from bureau.institution.instruments.models import Document, DocumentFile
from bureau.institution.instruments.queries.documents import file_of, files_replaced, name_of_file
from bureau.institution.instruments.services import document_files as services
from bureau.institution.organisation.forms.meetings import DocumentFileForm
from bureau.institution.organisation.views.instruments.parts import by_button, form_page
from bureau.institution.organisation.views.meetings.documents import crumbs_of, document_seen
from bureau.institution.organisation.views.meetings.parts import (
    not_served,
    sent_whole,
    serves,
    today_at,
)
from bureau.record.accounts.queries import people_called
from bureau.record.files.store import opened
from bureau.record.journal.queries import reading
from bureau.web.exports import as_given
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.requests import Asking


def files(request: Asking, document: int) -> HttpResponse:
    """What stands in each language and what stood before, and the form that puts another."""
    row = document_seen(request, document)
    if refusal := not_served(request, row.meeting.body):
        return refusal

    def save(form: DocumentFileForm) -> str:
        services.put_file(
            form.asked(request.actor),
            document=document,
            language=form.cleaned_data["language"],
            content=services.content_put(form.cleaned_data["file"]),
            day=today_at(request, row.meeting),
        )
        return reverse("document", args=[document])

    words = {
        "title": _("Files of {number}").format(number=row.number),
        "sub": _("A language that has a file is there since today, where no day was said before."),
        "verb": _("Put the file"),
        "back": reverse("document", args=[document]),
        "crumbs": crumbs_of(row.meeting),
        "done": _("The file is there."),
        **_standing(row),
    }
    form = DocumentFileForm(*sent_whole(request), initial={"language": _wanted(row)})
    return form_page(request, form, save, words, "organisation/meetings/document_files.html")


@require_safe
def file(request: Asking, document: int, language: str) -> HttpResponseBase:
    """?file= is one that stood before, by its number, for whoever serves the body or audits."""
    with reading():
        row = document_seen(request, document)
        asked = request.GET.get("file", "")
        number = number_asked(asked)
        if asked and (
            number is None or not (serves(request, row.meeting.body) or _audits(request))
        ):
            raise Http404
        found = file_of(row.pk, language, number)
    if found is None:
        raise Http404
    try:
        answer = FileResponse(opened(found.content.hash))
    except FileNotFoundError:
        raise Http404 from None
    answer.headers["Content-Length"] = str(found.content.size)
    return as_given(answer, MEDIA_TYPES[found.content.kind], name_of_file(row.number, found))


@require_POST
def take_off(request: Asking, document: int, language: str) -> HttpResponse:
    row = document_seen(request, document)
    if refusal := not_served(request, row.meeting.body):
        return refusal
    return by_button(
        request,
        lambda form: services.take_file_off(
            form.asked(request.actor), document=document, language=language
        ),
        _("The file is taken off; that it was there stays on record."),
        reverse("document-files", args=[document]),
    )


def _standing(row: Document) -> dict[str, object]:
    old = files_replaced(row.pk)
    names = people_called({one.person for one in old})
    return {
        "row": row,
        "standing": [(_name(one), one) for one in row.files.filter(replaced_at=None)],
        "replaced": [(_name(one), one, names.get(one.person, "")) for one in old],
        "words": here(row.title),
    }


def _wanted(row: Document) -> str:
    """The original first, then whichever language has no file yet."""
    there = {one.language for one in row.files.filter(replaced_at=None)}
    wanted = [row.original, *(code for code in LANGUAGES if code != row.original)]
    return next((code for code in wanted if code not in there), row.original)


def _name(one: DocumentFile) -> str:
    return str(get_language_info(one.language)["name_local"])


def _audits(request: Asking) -> bool:
    return request.actor.is_auditor()
