"""What grants are called and which end, and the refusals of this app as sentences."""

from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.record.accounts.permissions import may_grant
from bureau.record.accounts.queries import grants_that_end
from bureau.web.kinds import Ending
from bureau.web.requests import Reading

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
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }
    return sentences.get(reason.code, reason.code).format(**reason.facts)


def grants_ending(actor: Actor, days: tuple[date, date], reading: Reading) -> list[Ending]:
    """Direct grants that end, to administrators and auditors."""
    if not (may_grant(actor) or actor.is_auditor()):
        return []
    address = reverse("settings-grants") if may_grant(actor) else ""
    return [
        Ending(
            day=row.valid_until,
            what="grant",
            word=gettext_lazy("Direct grant"),
            name=row.person.name,
            address=address,
            note=str(GRANTS[row.grant]),
        )
        for row in grants_that_end(*days)
    ]
