"""What the kit refuses, as sentences."""

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.web.refusing import sentence_in

sentence = sentence_in("nouns")


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return {
        "changed_since_entry": _(
            "This was changed again since then. Undo the later change first, or change it by hand."
        ),
        "changed_since_read": _(
            "Another person changed this row meanwhile. "
            "Choose the file again and check the preview."
        ),
        "not_by_table": _("A table cannot add or change rows of this kind."),
        "not_to_undo": _("This act cannot be undone here. Change it by hand."),
        "nothing_to_undo": _("This act changed nothing that can be undone."),
        "row_is_gone": _("Somebody deleted this meanwhile. Read the file again."),
        "step_not_open": _("This step is not possible in the present state. Load the page again."),
    }.get(reason.code, "")
