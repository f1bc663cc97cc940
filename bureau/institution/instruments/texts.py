"""What the kinds of instruments are called."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KINDS_IN_WORDS: dict[str, Promise] = {
    "convention": pgettext_lazy("instrument", "convention"),
    "resolution": pgettext_lazy("instrument", "resolution"),
    "decision": pgettext_lazy("instrument", "decision"),
    "paper": pgettext_lazy("instrument", "paper"),
    "approval": pgettext_lazy("instrument", "approval"),
    "personnel_action": pgettext_lazy("instrument", "personnel action"),
    "correction": pgettext_lazy("instrument", "correction"),
    "opening_record": pgettext_lazy("instrument", "opening record"),
    "practice": pgettext_lazy("instrument", "practice"),
}
