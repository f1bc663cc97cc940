"""What grants are called, and the refusals of this app as sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason

GRANTS: dict[str, Promise] = {
    "auditor": pgettext_lazy("grant", "auditor"),
    "administrator": pgettext_lazy("grant", "administrator"),
}


def sentence(reason: Reason) -> str:
    """Why something was refused, in the language of the page."""
    sentences = {
        "administrator_only": _("Only an administrator may do this."),
        "login_is_taken": _("Somebody signs in as “{login}” already. Choose another login."),
        "ends_before_it_begins": _("It would end before it begins."),
        "two_persons_needed": _("Another administrator must confirm it: two persons are needed."),
        "last_administrator": _("Nobody would be administrator any more. Make another one first."),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }
    return sentences.get(reason.code, reason.code).format(**reason.facts)
