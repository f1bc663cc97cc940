"""States of a request and refusals, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason

STATES: dict[str, Promise] = {
    "open": pgettext_lazy("state of a request to erase", "waits to be settled"),
    "done": pgettext_lazy("state of a request to erase", "carried out"),
    "refused": pgettext_lazy("state of a request to erase", "refused or withdrawn"),
}


def held(ground: str) -> str:
    return _("A legal hold stands ({ground}): nothing is erased until it is lifted.").format(
        ground=ground
    )


def sentence(reason: Reason) -> str:
    """Why something was refused, in the language of the page."""
    if reason.code == "legal_hold":
        return held(str(reason.facts["ground"]))
    sentences = {
        "two_persons_needed": _("Another person must settle it: two persons are needed."),
        "last_administrator": _("Nobody would be administrator any more. Make another one first."),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "asked_already": _("It was asked for before. Look at the list."),
        "is_over": _("Nobody confirmed the request within thirty days. Request it again."),
        "held_already": _("A legal hold stands on this person already."),
        "reason_missing": _("Write why; the reason is kept beside the record and erased with it."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }
    return sentences.get(reason.code, _("This is not yours to do."))
