"""What kinds, standings and states of the register are called."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KINDS_IN_WORDS: dict[str, Promise] = {
    "convention": pgettext_lazy("instrument", "convention"),
    "resolution": pgettext_lazy("instrument", "resolution"),
    "decision": pgettext_lazy("instrument", "decision"),
    "rules": pgettext_lazy("instrument", "rules"),
    "paper": pgettext_lazy("instrument", "paper"),
    "approval": pgettext_lazy("instrument", "approval"),
    "personnel_action": pgettext_lazy("instrument", "personnel action"),
    "correction": pgettext_lazy("instrument", "correction"),
    "opening_record": pgettext_lazy("instrument", "opening record"),
    "practice": pgettext_lazy("instrument", "practice"),
}
STANDINGS: dict[str, Promise] = {
    "not_yet": pgettext_lazy("standing of an instrument", "not yet in force"),
    "in_force": pgettext_lazy("standing of an instrument", "in force"),
    "suppressed": pgettext_lazy("standing of an instrument", "suppressed"),
    "superseded": pgettext_lazy("standing of an instrument", "superseded"),
}
STANDING_MARKS = {"not_yet": "wait", "in_force": "ok", "suppressed": "gone", "superseded": "moved"}
"""The mark of a page for each standing."""
AMENDMENTS: dict[str, Promise] = {
    "adds": pgettext_lazy("amendment", "adds"),
    "modifies": pgettext_lazy("amendment", "modifies"),
    "suppresses": pgettext_lazy("amendment", "suppresses"),
    "supersedes": pgettext_lazy("amendment", "supersedes"),
}
MANDATE_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("state of a mandate", "open"),
    "answered": pgettext_lazy("state of a mandate", "answered"),
    "superseded": pgettext_lazy("state of a mandate", "superseded"),
    "spent": pgettext_lazy("state of a mandate", "spent"),
}
MANDATE_MARKS = {"open": "now", "answered": "ok", "superseded": "moved", "spent": "same"}
ELEMENT_KINDS: dict[str, Promise] = {
    "goal": pgettext_lazy("element of a strategic plan", "goal"),
    "objective": pgettext_lazy("element of a strategic plan", "objective"),
    "enabler": pgettext_lazy("element of a strategic plan", "enabler"),
}
STATUSES: dict[str, Promise] = {
    "original": pgettext_lazy("status of a text", "original"),
    "draft": pgettext_lazy("status of a text", "draft"),
    "revised": pgettext_lazy("status of a text", "revised"),
    "official": pgettext_lazy("status of a text", "official"),
}
MEETING_KINDS: dict[str, Promise] = {
    "session": pgettext_lazy("kind of meeting", "session"),
    "meeting": pgettext_lazy("kind of meeting", "meeting"),
}
ITEM_STATES: dict[str, Promise] = {
    "to_come": pgettext_lazy("state of an agenda item", "to come"),
    "under_way": pgettext_lazy("state of an agenda item", "under way"),
    "concluded": pgettext_lazy("state of an agenda item", "concluded"),
    "deferred": pgettext_lazy("state of an agenda item", "deferred"),
    "withdrawn": pgettext_lazy("state of an agenda item", "withdrawn"),
}
ITEM_MARKS = {
    "to_come": "wait",
    "under_way": "now",
    "concluded": "ok",
    "deferred": "moved",
    "withdrawn": "gone",
}
CONVENTIONS: dict[str, Promise] = {
    "calendar": pgettext_lazy("days counted", "calendar days"),
    "working": pgettext_lazy("days counted", "working days, Monday to Friday"),
}
SLOT_STATES: dict[str, Promise] = {
    "awaited": pgettext_lazy("document in a language", "awaited"),
    "in_work": pgettext_lazy("document in a language", "in translation"),
    "there": pgettext_lazy("document in a language", "there"),
}
SLOT_MARKS = {"awaited": "wait", "in_work": "now", "there": "ok"}
VARIANTS: dict[str, Promise] = {
    "revision": pgettext_lazy("document", "revision"),
    "addendum": pgettext_lazy("document", "addendum"),
}
FOLLOW_UP_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("state of a decision", "open"),
    "under_way": pgettext_lazy("state of a decision", "under way"),
    "done": pgettext_lazy("state of a decision", "done"),
}
FOLLOW_UP_MARKS = {"open": "wait", "under_way": "now", "done": "ok"}
DECISIONS: dict[str, Promise] = {
    **FOLLOW_UP_STATES,
    **{name: STANDINGS[name] for name in ("suppressed", "superseded")},
}
"""How a decision stands: what became of it, or that it is in force no more."""
DECISION_MARKS = {**STANDING_MARKS, **FOLLOW_UP_MARKS}
