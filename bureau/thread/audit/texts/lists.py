"""The standing lists by name, what each holds, and the rights on their pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy


@dataclass(frozen=True, slots=True)
class ListWords:
    """Title of a list and what it holds."""

    title: Promise
    says: Promise


LISTS: dict[str, ListWords] = {
    "corrections": ListWords(
        gettext_lazy("Corrections"),
        gettext_lazy(
            "Every proposal to correct the record, every confirmation or withdrawal of one, and "
            "every import taken back."
        ),
    ),
    "overrides": ListWords(
        gettext_lazy("Overrides"),
        gettext_lazy("Every act that put something in place of what was decided before it."),
    ),
    "stand-ins": ListWords(
        gettext_lazy("Stand-ins used"),
        gettext_lazy("Every act done by an acting holder, a delegate or the post above."),
    ),
    "direct-grants": ListWords(
        gettext_lazy("Direct grants given"),
        gettext_lazy("Auditor and administrator: every proposal, and what became of it."),
    ),
    "refusals": ListWords(
        gettext_lazy("Failed four-eyes"),
        gettext_lazy("Every attempt of one person to be both of the two that an act needs."),
    ),
}

CAPACITIES: dict[str, Promise] = {
    "holder": pgettext_lazy("capacity", "holder"),
    "acting": pgettext_lazy("capacity", "acting holder"),
    "delegate": pgettext_lazy("capacity", "delegate"),
    "superior": pgettext_lazy("capacity", "the post above"),
}

STATES: dict[str, Promise] = {
    "kept": pgettext_lazy("state of a content", "kept beside the entry"),
    "elsewhere": pgettext_lazy("state of a content", "kept with the thing itself"),
    "erased": pgettext_lazy("state of a content", "erased"),
}
