"""What somebody typed and looks at once more before it is done: kept sealed in their session.

A mark, not an act. So the review is a page of its own, to which one can go back, and from which one
comes back to what was typed; the last form that was sent for review is kept, and no other.
"""

import json
from typing import Any

from django.http import HttpRequest, QueryDict

from bureau.record.accounts.services.sent_late import AGAINST_FORGERY, LARGEST
from bureau.record.accounts.store import BrokenSealError, seal, unseal

KEY = "to_review"
PURPOSE = "review"
ASKED = "review"
OF_THE_FORM = frozenset({"key", "seen", "seen_amendment"})
"""What a form shown anew says anew."""


def keep_for_review(request: HttpRequest) -> str:
    """The address of the review of what was sent; empty where it is too long to be kept."""
    fields = [(name, values) for name, values in request.POST.lists() if name != AGAINST_FORGERY]
    said = json.dumps([request.user.pk, _address(request), fields])
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


def typed_before(request: HttpRequest) -> dict[str, Any]:
    """What a form is shown with to whoever comes back from its review."""
    kept = kept_for_review(request)
    if kept is None:
        return {}
    return {
        name: values if len(values) > 1 or name == "parts" else values[0]
        for name, values in kept.lists()
        if name not in OF_THE_FORM and values
    }


def drop_reviewed(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _address(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(ASKED, None)
    return f"{request.path}?{query.urlencode()}"
