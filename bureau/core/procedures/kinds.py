"""The closed lists of procedure: acts, who does them, what they gate, and where a step stands."""

from enum import StrEnum


class ActKind(StrEnum):
    """What may be done on a step; all but the last five close it.

    *Fulfil* says that a condition is met; *lapse* is of the clock, once its last day is past.
    """

    RECOMMEND = "recommend"
    APPROVE = "approve"
    TAKE_NOTE = "take_note"
    DECIDE = "decide"
    ADOPT_AS_AMENDED = "adopt_as_amended"
    DETERMINE = "determine"
    CONFIRM = "confirm"
    SELECT = "select"
    APPOINT = "appoint"
    FULFIL = "fulfil"
    DEFER = "defer"
    REFER_BACK = "refer_back"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class WhoKind(StrEnum):
    """Who a step is for. A body's act is recorded by its secretary's post."""

    BODY = "body"
    OFFICE = "office"
    POST = "post"
    ROLE = "role"


class Need(StrEnum):
    """Of several named: one is enough, or each must act."""

    ONE_OF = "one_of"
    ALL_OF = "all_of"


class Gate(StrEnum):
    """What waits for a step. All but `NOTHING` hold back the later steps of the same actions."""

    NEXT = "next"
    ENTRY_INTO_FORCE = "entry_into_force"
    RELEASE = "release"
    NOTHING = "nothing"


class Audience(StrEnum):
    """For whom something is that is cleared."""

    INDUSTRY = "industry"
    ACADEMIA = "academia"
    GOVERNMENT = "government"
    YOUTH = "youth"
    MEDIA = "media"
    UN = "un"


class Amended(StrEnum):
    """What adopting as amended does: not open, back to the author, or the step is closed by it."""

    REFUSED = "refused"
    GOES_BACK = "goes_back"
    CLOSES = "closes"


class Capacity(StrEnum):
    """In what capacity a person acts for a post."""

    HOLDER = "holder"
    ACTING = "acting"
    DELEGATE = "delegate"
    SUPERIOR = "superior"
    STAND_IN = "stand_in"


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to_come"
    BARRED = "barred"


class Phase(StrEnum):
    """Where a case stands as a whole."""

    UNDER_WAY = "under_way"
    WITH_AUTHOR = "with_author"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Severity(StrEnum):
    """What a finding does: it bars, it asks to be answered, or it only tells."""

    BARS = "bars"
    ASKS = "asks"
    TELLS = "tells"


ENDED = frozenset({Phase.REJECTED, Phase.WITHDRAWN, Phase.LAPSED})
"""Nothing more can be done on a case that stands so."""
STAND_INS = frozenset({Capacity.ACTING, Capacity.DELEGATE, Capacity.SUPERIOR})
