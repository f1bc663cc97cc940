"""What the acts of all installed apps are called, and refusals of the journal as sentences."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.record.journal.services.frame import LABELS, StrOrPromise
from bureau.web.installed import modules_named
from bureau.web.refusing import sentence_in

sentence = sentence_in("journal")


@cache
def act_labels() -> Mapping[str, StrOrPromise]:
    """The label of each act by its name in the journal; loads the services of all apps."""
    for _app, services in modules_named("services"):
        inside = getattr(services, "__path__", ())
        for module in pkgutil.walk_packages(inside, f"{services.__name__}."):
            import_module(module.name)
    return LABELS


def act_in_words(act: str) -> str:
    """The label of an act in the language of the page, or its name where it has no label."""
    return str(act_labels().get(act, act))


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return {
        "auditor_only": _("Only an auditor may do this."),
        "installation_exists": _("This database has an installation already."),
        "key_is_on_record": _("The key in use is on record already. Nothing needs to be declared."),
        "nobody_only": _("Only the system may do this. Run the command on the server."),
        "not_committed_to": _("The journal does not record the rows of the table “{table}”."),
        "not_named_there": _("This entry does not name this subject. Check both numbers."),
        "row_is_as_recorded": _("Row {number} of the table “{table}” is as recorded."),
        "subject_is_there": _("The subject exists. Only what never existed can be declared."),
        "subject_not_there": _("There is no {kind} with the number {number}."),
    }.get(reason.code, "").format(**reason.facts)
