"""What somebody typed and looks at once more before it is done: kept sealed in their session.

A mark, not an act. So the review is a page of its own, to which one can go back, and from which one
comes back to what was typed; the last form that was sent for review is kept, and no other.
"""

import json
from typing import Any

from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from bureau.record.accounts.services.sent_late import LARGEST, fields_of
from bureau.record.accounts.store import BrokenSealError, seal, unseal

KEY = "to_review"
PURPOSE = "review"
ASKED = "review"


def keep_for_review(request: HttpRequest) -> str:
    """The address of the review of what was sent; empty where it is too long to be kept."""
    said = json.dumps([request.user.pk, _address(request), fields_of(request)])
    if len(said) > LARGEST:
        return ""
    request.session[KEY] = seal(PURPOSE, said)
    query = request.GET.copy()
    query[ASKED] = "yes"
    return f"{request.path}?{query.urlencode()}"


def kept_for_review(request: HttpRequest) -> QueryDict | None:
    """What this user sent for review at this address last."""
    try:
        kept = json.loads(unseal(PURPOSE, request.session.get(KEY, "")))
    except BrokenSealError:
        return None
    whose, address, fields = kept
    if (whose, address) != (request.user.pk, _address(request)):
        return None
    found = QueryDict(mutable=True)
    for name, values in fields:
        found.setlist(name, values)
    return found


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is filled in with: what is sent, or what is to be reviewed."""
    if request.method == "POST":
        return request.POST
    return kept_for_review(request) if ASKED in request.GET else None


def fill_in_typed(request: HttpRequest, form: Form) -> None:
    """Show whoever comes back from the review of a form what they typed; what they unticked, which
    a browser does not send, stays so. Its hidden fields are not typed: the page says them anew."""
    kept = kept_for_review(request)
    if kept is None:
        return
    for bound in form.visible_fields():
        widget, name, files = bound.field.widget, bound.html_name, MultiValueDict[str, Any]()
        if not widget.value_omitted_from_data(kept, files, name):
            form.initial[bound.name] = widget.value_from_datadict(kept, files, name)


def drop_reviewed(request: HttpRequest) -> None:
    """Let go of what was reviewed, once it is done; what waits at another address stays."""
    if kept_for_review(request) is not None:
        del request.session[KEY]


def _address(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(ASKED, None)
    return f"{request.path}?{query.urlencode()}"
