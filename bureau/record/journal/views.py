"""What pages of every app do with a lone button: its act is done once, and told."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.forms import KeyedForm
from bureau.record.journal.services import Asked
from bureau.web.refusing import tell
from bureau.web.requests import Asking


def press(
    request: Asking,
    act: Callable[[Asked], object],
    done: str,
    sentence: Callable[[Reason], str],
    hidden: str = "not_yours",
) -> None:
    """Do it and say that it is done, or why not, over the page that follows.

    What is refused for the reason `hidden`, as what is somebody else's, is not found, as what is
    not there.
    """
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return
    try:
        act(form.asked(request.actor))
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refused as refused:
        if any(reason.code == hidden for reason in refused.reasons):
            raise Http404 from None
        tell(request, refused, sentence)
    else:
        messages.success(request, done)
