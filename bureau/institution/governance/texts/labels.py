"""What the codes of a reorganisation are called on its pages: actions, fields, acts, states."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind, Amended, Audience, Capacity, Gate, StepState

ACTIONS: dict[str, Promise] = {
    ActionKind.ESTABLISH_UNIT: _("Establish unit"),
    ActionKind.RENAME_UNIT: _("Rename unit"),
    ActionKind.MOVE_UNIT: _("Move unit"),
    ActionKind.MERGE_UNIT: _("Merge unit"),
    ActionKind.SPLIT_UNIT: _("Split unit"),
    ActionKind.ABOLISH_UNIT: _("Abolish unit"),
    ActionKind.CHANGE_UNIT_KIND: _("Change kind of unit"),
    ActionKind.ASSIGN_HEAD: _("Assign head"),
    ActionKind.ESTABLISH_POST: _("Establish post"),
    ActionKind.MOVE_POST: _("Move post"),
    ActionKind.RETITLE_POST: _("Retitle post"),
    ActionKind.RENUMBER_POST: _("Renumber post"),
    ActionKind.RECLASSIFY_POST: _("Reclassify post"),
    ActionKind.FREEZE_POST: _("Freeze post"),
    ActionKind.UNFREEZE_POST: _("Unfreeze post"),
    ActionKind.ABOLISH_POST: _("Abolish post"),
    ActionKind.MOVE_DUTY_STATION: _("Move duty station"),
    ActionKind.CHANGE_REPORTING: _("Change reporting line"),
    ActionKind.ADOPT_DESCRIPTION: _("Adopt job description"),
    ActionKind.MOVE_DUTY: _("Move duty"),
    ActionKind.ESTABLISH_BLOCK: _("Establish staffing block"),
    ActionKind.CHANGE_BLOCK: _("Change staffing block"),
    ActionKind.ABOLISH_BLOCK: _("Abolish staffing block"),
    ActionKind.APPOINT: _("Appoint"),
    ActionKind.END_INCUMBENCY: _("End incumbency"),
    ActionKind.ENGAGE: _("Engage beside posts"),
    ActionKind.CHANGE_ENGAGEMENT: _("Change engagement"),
    ActionKind.END_ENGAGEMENT: _("End engagement"),
}

GROUPS: tuple[tuple[Promise, tuple[ActionKind, ...]], ...] = (
    (
        _("Units"),
        (
            ActionKind.ESTABLISH_UNIT,
            ActionKind.RENAME_UNIT,
            ActionKind.MOVE_UNIT,
            ActionKind.MERGE_UNIT,
            ActionKind.SPLIT_UNIT,
            ActionKind.ABOLISH_UNIT,
            ActionKind.CHANGE_UNIT_KIND,
            ActionKind.ASSIGN_HEAD,
        ),
    ),
    (
        _("Posts"),
        (
            ActionKind.ESTABLISH_POST,
            ActionKind.MOVE_POST,
            ActionKind.RETITLE_POST,
            ActionKind.RENUMBER_POST,
            ActionKind.RECLASSIFY_POST,
            ActionKind.FREEZE_POST,
            ActionKind.UNFREEZE_POST,
            ActionKind.ABOLISH_POST,
            ActionKind.MOVE_DUTY_STATION,
            ActionKind.CHANGE_REPORTING,
            ActionKind.ADOPT_DESCRIPTION,
            ActionKind.MOVE_DUTY,
        ),
    ),
    (
        _("Staffing blocks"),
        (
            ActionKind.ESTABLISH_BLOCK,
            ActionKind.CHANGE_BLOCK,
            ActionKind.ABOLISH_BLOCK,
        ),
    ),
    (
        _("People"),
        (
            ActionKind.APPOINT,
            ActionKind.END_INCUMBENCY,
            ActionKind.ENGAGE,
            ActionKind.CHANGE_ENGAGEMENT,
            ActionKind.END_ENGAGEMENT,
        ),
    ),
)
"""Kinds of action in the order in which a menu offers them."""

MARKS: dict[str, str] = {
    ActionKind.ESTABLISH_UNIT: "added",
    ActionKind.ESTABLISH_POST: "added",
    ActionKind.ESTABLISH_BLOCK: "added",
    ActionKind.ADOPT_DESCRIPTION: "added",
    ActionKind.APPOINT: "added",
    ActionKind.ENGAGE: "added",
    ActionKind.RENAME_UNIT: "renamed",
    ActionKind.RETITLE_POST: "renamed",
    ActionKind.RENUMBER_POST: "renamed",
    ActionKind.MERGE_UNIT: "gone",
    ActionKind.ABOLISH_UNIT: "gone",
    ActionKind.ABOLISH_POST: "gone",
    ActionKind.ABOLISH_BLOCK: "gone",
    ActionKind.END_INCUMBENCY: "gone",
    ActionKind.END_ENGAGEMENT: "gone",
    ActionKind.CHANGE_ENGAGEMENT: "moved",
    ActionKind.CHANGE_BLOCK: "moved",
    ActionKind.MOVE_UNIT: "moved",
    ActionKind.MOVE_POST: "moved",
    ActionKind.MOVE_DUTY: "moved",
    ActionKind.MOVE_DUTY_STATION: "moved",
    ActionKind.CHANGE_REPORTING: "moved",
    ActionKind.RECLASSIFY_POST: "reclassified",
    ActionKind.CHANGE_UNIT_KIND: "reclassified",
}
"""The mark of each kind of action; those not named are drawn as the same."""

FIELDS: dict[str, Promise] = {
    "subject": _("Unit"),
    "parent": _("Part of"),
    "name": _("Name"),
    "code": _("Acronym"),
    "kind": _("Kind of unit"),
    "order": _("Place among its neighbours"),
    "head": _("Head"),
    "into": _("Into"),
    "successor": _("What takes its place"),
    "unit": _("Unit"),
    "number": _("Post number"),
    "title": _("Title"),
    "grade": _("Grade"),
    "duty_station": _("Duty station"),
    "funding": _("Paid from"),
    "category": _("Category"),
    "fte": _("Full-time equivalent, in per cent"),
    "contract": _("Kind of contract"),
    "frozen": _("Frozen"),
    "superior": _("Reports to"),
    "manner": _("Manner"),
    "description": _("Job description"),
    "into_description": _("Job description of the post that takes it"),
    "duty": _("Duty"),
    "person": _("Person"),
    "share": _("Share, in per cent"),
    "until": _("Last day"),
    "sender": _("Sent by"),
    "supervisor": _("Supervised by"),
    "overrides": _("Later decisions that it replaces"),
    "language": _("Language of the original"),
    "day": _("From"),
    "reason": _("Reason"),
}
COUNT = _("How many posts")
"""The field `fte` of posts that are only counted, given as a number of posts."""
SUBJECTS: dict[str, Promise] = {
    "unit": _("Unit"),
    "post": _("Post"),
    "incumbency": _("Who holds which post"),
    "engagement": _("Who is engaged where"),
    "block": _("Staffing block"),
}

STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("state of a reorganisation", "draft"),
    "sent_back": pgettext_lazy("state of a reorganisation", "referred back"),
    "under_way": pgettext_lazy("state of a reorganisation", "on its route"),
    "partly_decided": pgettext_lazy("state of a reorganisation", "partly decided"),
    "to_come": pgettext_lazy("state of a reorganisation", "adopted, to come"),
    "partly_in_force": pgettext_lazy("state of a reorganisation", "partly in force"),
    "in_force": pgettext_lazy("state of a reorganisation", "in force"),
    "conditional": pgettext_lazy("state of a reorganisation", "waits for a condition"),
    "decided": pgettext_lazy("state of a reorganisation", "decided"),
    "lapsed": pgettext_lazy("state of a reorganisation", "lapsed"),
    "rejected": pgettext_lazy("state of a reorganisation", "rejected"),
    "withdrawn": pgettext_lazy("state of a reorganisation", "withdrawn"),
}
STATE_MARKS: dict[str, str] = {
    "draft": "wait",
    "sent_back": "ask",
    "under_way": "now",
    "partly_decided": "now",
    "to_come": "wait",
    "partly_in_force": "now",
    "in_force": "ok",
    "conditional": "wait",
    "decided": "ok",
    "lapsed": "off",
    "rejected": "no",
    "withdrawn": "off",
}

ACTS: dict[str, Promise] = {
    ActKind.RECOMMEND: pgettext_lazy("act", "Recommend"),
    ActKind.APPROVE: pgettext_lazy("act", "Approve"),
    ActKind.TAKE_NOTE: pgettext_lazy("act", "Take note"),
    ActKind.DECIDE: pgettext_lazy("act", "Decide"),
    ActKind.ADOPT_AS_AMENDED: pgettext_lazy("act", "Adopt as amended"),
    ActKind.DETERMINE: pgettext_lazy("act", "Determine"),
    ActKind.CONFIRM: pgettext_lazy("act", "Confirm"),
    ActKind.SELECT: pgettext_lazy("act", "Select"),
    ActKind.APPOINT: pgettext_lazy("act", "Appoint"),
    ActKind.FULFIL: pgettext_lazy("act", "Say that it is met"),
    ActKind.DEFER: pgettext_lazy("act", "Defer"),
    ActKind.REFER_BACK: pgettext_lazy("act", "Refer back"),
    ActKind.REJECT: pgettext_lazy("act", "Reject"),
    ActKind.WITHDRAW: pgettext_lazy("act", "Withdraw"),
}
ACTS_DONE: dict[str, Promise] = {
    ActKind.RECOMMEND: pgettext_lazy("act done", "recommended"),
    ActKind.APPROVE: pgettext_lazy("act done", "approved"),
    ActKind.TAKE_NOTE: pgettext_lazy("act done", "taken note of"),
    ActKind.DECIDE: pgettext_lazy("act done", "decided"),
    ActKind.ADOPT_AS_AMENDED: pgettext_lazy("act done", "adopted as amended"),
    ActKind.DETERMINE: pgettext_lazy("act done", "determined"),
    ActKind.CONFIRM: pgettext_lazy("act done", "confirmed"),
    ActKind.SELECT: pgettext_lazy("act done", "selected"),
    ActKind.APPOINT: pgettext_lazy("act done", "appointed"),
    ActKind.FULFIL: pgettext_lazy("act done", "condition met"),
    ActKind.DEFER: pgettext_lazy("act done", "deferred"),
    ActKind.REFER_BACK: pgettext_lazy("act done", "referred back"),
    ActKind.REJECT: pgettext_lazy("act done", "rejected"),
    ActKind.WITHDRAW: pgettext_lazy("act done", "withdrawn"),
    ActKind.LAPSE: pgettext_lazy("act done", "lapsed"),
}
ACTS_TO_COME: dict[str, Promise] = {
    ActKind.RECOMMEND: pgettext_lazy("act to come", "to recommend"),
    ActKind.APPROVE: pgettext_lazy("act to come", "to approve"),
    ActKind.TAKE_NOTE: pgettext_lazy("act to come", "to take note"),
    ActKind.DECIDE: pgettext_lazy("act to come", "to decide"),
    ActKind.DETERMINE: pgettext_lazy("act to come", "to determine"),
    ActKind.CONFIRM: pgettext_lazy("act to come", "to confirm"),
    ActKind.SELECT: pgettext_lazy("act to come", "to select"),
    ActKind.APPOINT: pgettext_lazy("act to come", "to appoint"),
    ActKind.FULFIL: pgettext_lazy("act to come", "to say that it is met"),
}
CONTRARY = frozenset(
    {ActKind.DEFER, ActKind.REFER_BACK, ActKind.REJECT, ActKind.WITHDRAW, ActKind.LAPSE}
)

CAPACITIES: dict[str, Promise] = {
    Capacity.HOLDER: pgettext_lazy("capacity", "as its holder"),
    Capacity.ACTING: pgettext_lazy("capacity", "acting in it"),
    Capacity.DELEGATE: pgettext_lazy("capacity", "as delegate of its holder"),
    Capacity.STAND_IN: pgettext_lazy("capacity", "standing in for its holder"),
    Capacity.SUPERIOR: pgettext_lazy("capacity", "as the post above"),
}
GATES: dict[str, Promise] = {
    Gate.NEXT: _("The next step waits for it."),
    Gate.ENTRY_INTO_FORCE: _("Entry into force waits for it."),
    Gate.RELEASE: _("Release waits for it."),
    Gate.NOTHING: _("Nothing waits for it."),
}
STEP_STATES: dict[str, Promise] = {
    StepState.DONE: pgettext_lazy("state of a step", "done"),
    StepState.HERE: pgettext_lazy("state of a step", "here now"),
    StepState.TO_COME: pgettext_lazy("state of a step", "to come"),
    StepState.BARRED: pgettext_lazy("state of a step", "barred"),
}
EXCLUSIONS: dict[str, Promise] = {
    "is_author": _("is the author"),
    "delegate_of_author": _("was named by the author"),
    "conflict_declared": _("has an interest of their own in it"),
    "delegate_of_conflicted": _("was named by someone with a conflict of interest"),
    "stand_in_not_allowed": _("the rule lets nobody stand in"),
    "absent": _("is away"),
    "absence_ended": _("no longer stands in"),
    "absence_not_begun": _("does not stand in yet"),
    "absence_lapsed": _("stood in for somebody who no longer holds the post"),
    "stand_in_of_author": _("stands in for the author"),
    "stand_in_of_conflicted": _("stands in for somebody whom it concerns"),
    "said_the_absence": _("recorded or confirmed the absence through which it would come to them"),
    "not_delegated": _("was not given this act"),
    "subject_not_delegated": _("was not given cases of this kind"),
    "amount_not_known": _("was given the power up to an amount, and what it costs is not known"),
    "over_ceiling": _("was not given the power for so much"),
    "delegate_of_superior": _("is only the delegate of the post above"),
    "vacant": _("the post is vacant"),
    "post_ended": _("the post has ended"),
    "on_lien": _("keeps only a lien on the post"),
    "incumbency_not_begun": _("does not hold the post yet"),
    "incumbency_ended": _("no longer holds the post"),
    "delegation_not_begun": _("the delegation has not begun"),
    "delegation_ended": _("the delegation has ended"),
    "delegation_lapsed": _("the delegation lapsed with its giver"),
    "nobody_answers": _("no post answers for it"),
}

HEADINGS: dict[str, Promise] = {
    ActKind.RECOMMEND: _("{who} recommends"),
    ActKind.APPROVE: _("{who} approves"),
    ActKind.TAKE_NOTE: _("{who} takes note"),
    ActKind.DECIDE: _("{who} decides"),
    ActKind.DETERMINE: _("{who} determines"),
    ActKind.CONFIRM: _("{who} confirms"),
    ActKind.SELECT: _("{who} selects"),
    ActKind.APPOINT: _("{who} appoints"),
    ActKind.FULFIL: _("{who} says that a condition is met"),
}
AMENDED: dict[str, Promise] = {
    Amended.REFUSED: pgettext_lazy("adopting as amended", "not open"),
    Amended.GOES_BACK: pgettext_lazy("adopting as amended", "goes back to the author"),
    Amended.CLOSES: pgettext_lazy("adopting as amended", "ends the route there"),
}
AUDIENCES: dict[str, Promise] = {
    Audience.INDUSTRY: pgettext_lazy("audience", "industry"),
    Audience.ACADEMIA: pgettext_lazy("audience", "academia"),
    Audience.GOVERNMENT: pgettext_lazy("audience", "governments"),
    Audience.YOUTH: pgettext_lazy("audience", "youth"),
    Audience.MEDIA: pgettext_lazy("audience", "media"),
    Audience.UN: pgettext_lazy("audience", "United Nations"),
}
QUESTIONS: dict[str, Promise] = {
    "major": _("Is this a major change?"),
}
