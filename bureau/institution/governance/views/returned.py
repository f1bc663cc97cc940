"""A paper on a case that somebody worked on comes back: read, shown as a difference, taken over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bureau.core.papers.plain import plain_of
from bureau.core.reasons import Reason, Refused
from bureau.documents.papers.returning import CameBack
from bureau.documents.papers.returning_apart import came_back_apart
from bureau.institution.governance.forms.returned import (
    ROWS_MOST,
    PaperBackForm,
    ShownPaperForm,
    as_rows_read,
)
from bureau.institution.governance.permissions import may_edit_reorganisation, may_translate
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.returned import (
    Changed,
    changes_in,
    reference_of,
    texts_seen,
)
from bureau.institution.governance.services.returned import take_paper_back
from bureau.institution.governance.texts.papers import GATHERED, NoSuchPaperError
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.returned import Ground, Offer, Offers, offers_of
from bureau.institution.governance.views.looking import crumbs_to_papers, look_up
from bureau.institution.governance.views.refusals import sentences
from bureau.institution.papers.queries.phrases import book_of
from bureau.institution.papers.texts import KINDS_IN_WORDS, file_sentence
from bureau.record.journal.queries import reading
from bureau.web.formats import tag_of_language
from bureau.web.refusing import UNPROCESSABLE, refused_on
from bureau.web.requests import Asking

SHOWN_MOST = 300

type Of = tuple[str, str, str]
"""Which paper: its kind, its language, and the number of its post where it is of one."""


@dataclass(frozen=True, slots=True)
class Row:
    """An offer as the page shows it; `place` is what its box sends."""

    place: int
    offer: Offer
    is_chosen: bool


def paper_back(request: Asking, reorganisation: int) -> HttpResponse:
    """A file is read and shown first; what is chosen of it is taken over then."""
    with reading():
        seen = look_up(request, reorganisation)
        if not may_take_back(request, seen):
            raise Http404
    if request.method == "POST" and "rows_read" in request.POST:
        return _taken(request, seen)
    form = PaperBackForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, seen, {"form": form})
    with refused_on(form, file_sentence, "file"):
        back = came_back_apart(form.cleaned_data["file"], book_of(seen.row.organisation_id))
        told = _unknown(seen, back)
        if not told:
            return _shown(request, seen, back, form)
        form.add_error("file", told)
    return _page(request, seen, {"form": form})


def may_take_back(request: Asking, seen: Seen) -> bool:
    """Who translates the case, and who may edit its draft."""
    is_author = may_edit_reorganisation(request.actor, seen.row)
    return is_author or may_translate(request.actor, seen.row)


def _unknown(seen: Seen, back: CameBack) -> str:
    """Why it is no paper of this case; empty where it is one."""
    if back.kind not in GATHERED or not GATHERED[back.kind].has_versions:
        return _("A paper of this kind is not on a case. It does not come back here.")
    reference = reference_of(back)
    if not reference:
        return _("The paper does not say on which case it is. Write it anew and work on that.")
    if reference != seen.row.reference:
        said = _("This is a paper on another case: {reference}.")
        return said.format(reference=reference)
    return ""


def _shown(request: Asking, seen: Seen, back: CameBack, form: PaperBackForm) -> HttpResponse:
    with reading():
        of = (back.kind, back.language, str(back.value.get("post", "")))
        ground = _ground(request, seen, of)
        if ground is None:
            form.add_error("file", _("The case has no such paper any more."))
            return _page(request, seen, {"form": form})
        changes = changes_in(back)
        offers, mark = offers_of(ground, changes), texts_seen(seen)
    stands = back.value == plain_of(ground.told)
    chosen = {place for place, offer in offers.texts if not offer.why}
    shown = _differing(of, changes, mark, offers, chosen)
    if shown["confirm"] and len(shown["confirm"].initial["rows_read"].encode()) > ROWS_MOST:
        form.add_error("file", file_sentence(Reason("paper_differs_too_much")))
        return _page(request, seen, {"form": form})
    context = {"form": PaperBackForm(), "is_pdf": back.is_pdf, "stands": stands, **shown}
    return _page(request, seen, context)


def _ground(request: Asking, seen: Seen, of: Of) -> Ground | None:
    """What the paper is held against; None where the case has no such paper now."""
    kind, language, number = of
    read = CaseRead.as_seen(request.actor, seen)
    try:
        each = GATHERED[kind].each(read)
    except NoSuchPaperError:
        return None
    alike = [post for post, told in each.items() if not post or told.post == number]
    if not alike and len(each) > 1:
        return None
    of_post = next(iter(alike or each))
    book = book_of(seen.row.organisation_id)
    return Ground(request.actor, language, read, each[of_post], book, of_post)


def _differing(
    of: Of,
    changes: Sequence[Changed],
    mark: str,
    offers: Offers,
    chosen: Collection[int],
) -> dict[str, Any]:
    """What the page needs to show the changes and to have them taken over."""
    kind, language, post = of
    taken = offers.taken()
    shown = as_rows_read((one, taken.get(place)) for place, one in enumerate(changes))
    held = {"kind": kind, "language": language, "post": post, "seen": mark, "rows_read": shown}
    groups = (offers.texts, offers.values, offers.left)
    return {
        "is_read": True,
        "name": KINDS_IN_WORDS[kind],
        "language_name": get_language_info(language)["name_local"],
        "tag": tag_of_language(language),
        "texts": _rows(offers.texts, chosen),
        "values": _rows(offers.values, chosen),
        "left": _rows(offers.left, chosen),
        "same": offers.same,
        "count": len(changes),
        "has_phrases": any(not one.source for one in changes),
        "more": sum(max(0, len(each) - SHOWN_MOST) for each in groups),
        "confirm": ShownPaperForm(initial=held) if taken else None,
    }


def _rows(placed: Sequence[tuple[int, Offer]], chosen: Collection[int]) -> list[Row]:
    return [Row(place, offer, place in chosen) for place, offer in placed[:SHOWN_MOST]]


def _taken(request: Asking, seen: Seen) -> HttpResponse:
    form = ShownPaperForm(request.POST)
    if not form.is_valid() or form.cleaned_data["kind"] not in GATHERED:
        told = [_("The rows cannot be read: choose the file again.")]
        context = {"form": PaperBackForm(), "refused": told}
        return _page(request, seen, context, status=UNPROCESSABLE)
    said = form.cleaned_data
    shown, asked = said["rows_read"], set(request.POST.getlist("take"))
    chosen = {place for place, _ in enumerate(shown) if str(place) in asked}
    taken = [one for place, (_, one) in enumerate(shown) if place in chosen and one]
    try:
        take_paper_back(
            form.asked(request.actor),
            reorganisation=seen.row.pk,
            language=said["language"],
            seen=said["seen"],
            taken=list(dict.fromkeys(taken)),
        )
    except Refused as refused:
        changes = [changed for changed, _taken in shown]
        return _refused(request, seen, said, changes, chosen, sentences(refused, request.actor))
    messages.success(request, _("What you chose is taken over."))
    with reading():
        stays = _ground(request, look_up(request, seen.row.pk), _of(said))
    if stays is None:
        return redirect("reorganisation", seen.row.pk)
    args = [said["kind"], seen.row.pk, said["language"]]
    query = {"post": stays.of_post} if stays.of_post else {}
    return redirect(reverse("paper", args=args, query=query))


def _of(said: Mapping[str, Any]) -> Of:
    return said["kind"], said["language"], said["post"]


def _refused(
    request: Asking,
    seen: Seen,
    said: dict[str, Any],
    changes: Sequence[Changed],
    chosen: Collection[int],
    told: Sequence[str],
) -> HttpResponse:
    """Against the case as it is by now; what was chosen stays chosen."""
    with reading():
        ground = _ground(request, seen, _of(said))
        if ground is None:
            raise Http404
        offers, mark = offers_of(ground, changes), texts_seen(seen)
    shown = _differing(_of(said), changes, mark, offers, chosen)
    context = {"form": PaperBackForm(), "refused": told, "is_again": True, **shown}
    return _page(request, seen, context, status=UNPROCESSABLE)


def _page(
    request: Asking, seen: Seen, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    if context["form"].is_bound:
        status = UNPROCESSABLE
    return render(
        request,
        "governance/paper_back.html",
        {"seen": seen, "crumbs": crumbs_to_papers(seen), **context},
        status=status,
    )
