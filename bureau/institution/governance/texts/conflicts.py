"""What two sets have against each other, and how a field stands between a draft and what is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Finding
from bureau.core.changes.conflicts import Conflict, ConflictKind, First
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.changes.rebase import Compared, State, Take
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.texts.amended import field_in_words
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import day_in_words

KINDS: Mapping[ConflictKind, Promise] = {
    ConflictKind.VALUE: pgettext_lazy("kind of conflict", "value"),
    ConflictKind.EXPECTED: pgettext_lazy("kind of conflict", "changed meanwhile"),
    ConflictKind.STRUCTURE: pgettext_lazy("kind of conflict", "wrong together"),
    ConflictKind.ORDER: pgettext_lazy("kind of conflict", "order decides"),
}
STATES: Mapping[State, Promise] = {
    State.UNCHANGED: pgettext_lazy("field in a rebase", "unchanged"),
    State.MINE: pgettext_lazy("field in a rebase", "changed here"),
    State.THEIRS: pgettext_lazy("field in a rebase", "decided otherwise"),
    State.SAME: pgettext_lazy("field in a rebase", "both the same"),
    State.DIFFER: pgettext_lazy("field in a rebase", "both, differently"),
}
STATE_MARKS: Mapping[State, str] = {
    State.UNCHANGED: "same",
    State.MINE: "added",
    State.THEIRS: "moved",
    State.SAME: "ok",
    State.DIFFER: "no",
}
TAKES: Mapping[Take, Promise] = {
    Take.THEIRS: gettext_lazy("Leave it as it stands"),
    Take.MINE: gettext_lazy("Set it as drafted"),
    Take.OTHER: gettext_lazy("Set another value"),
}
ENDINGS: Mapping[Take, Promise] = {
    Take.THEIRS: gettext_lazy("Give this action up"),
    Take.MINE: gettext_lazy("Do it all the same"),
}
"""The choices where an action only ends what it is on."""


def conflict_sentence(one: Conflict, names: Naming) -> str:
    """The conflict in the language of the page, as the reader of `mine` has it."""
    thing, field = names.thing(one.subject), str(one.facts.get("field", ""))
    facts = {
        "thing": thing,
        "field": word_for(field, "field"),
        "day": day_in_words(one.day),
        "mine": field_in_words(field, one.facts.get("mine"), names),
        "theirs": field_in_words(field, one.facts.get("theirs"), names),
    }
    match one.code:
        case "set_differently":
            return _(
                "From {day}, {field} of {thing} would be {mine} by this case and {theirs} by the "
                "other."
            ).format(**facts)
        case "expected_value_gone":
            return _(
                "One changes {field} of {thing}, which the other expects to find as it is: {mine} "
                "with this case, {theirs} with the other."
            ).format(**facts)
        case "order_decides":
            return _("What becomes of {thing} hangs on which of the two is decided first.").format(
                **facts
            )
    told = finding_sentence(
        Finding(one.code, one.severity, one.subject, one.day, one.until, one.facts), names
    )
    if one.kind is ConflictKind.ORDER:
        return _("{finding} {when}").format(finding=told, when=_when(one))
    return told


def _when(one: Conflict) -> str:
    if First.MINE in one.orders:
        return _("So it is only where this case is decided first.")
    return _("So it is only where the other is decided first.")


def sort_of(action: Action, field: str) -> Sort | None:
    """What may be given for a field in place of what the action sets; None where nothing may."""
    sort = DEFINITIONS[action.kind].values.get(field)
    return None if sort in (Sort.DESCRIPTION, Sort.FLAG, Sort.DUTY) else sort


def theirs_in_words(one: Compared, names: Naming) -> str:
    """What stands now, and what is decided for later."""
    if not one.stands:
        return _("does not stand any more")
    said = field_in_words(one.field, one.theirs, names)
    for later in one.later:
        if later.day > one.action.day:
            said = _("{now}; {value} from {day}").format(
                now=said,
                value=field_in_words(one.field, later.value, names),
                day=day_in_words(later.day),
            )
    return said


def mine_in_words(one: Compared, names: Naming) -> str:
    """What the draft makes of it; an action that only ends its subject sets nothing."""
    if not one.sets:
        return _("ends it") if one.field else "–"
    return field_in_words(one.field, one.mine, names)
