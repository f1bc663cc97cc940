"""What became of the Council's decision on the case that ships, and where a visitor looks at it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.references import Reference
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.amended import posts_entered
from bureau.institution.governance.queries.reorganisations import KIND, entries_into_force
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record
from bureau.web.formats import day_in_words


class Stand(StrEnum):
    """How what waited for the Council stands."""

    OPEN = "open"
    PUT_OFF = "put_off"
    ON_ITS_WAY = "on_its_way"
    BACK = "back"
    CONDITIONAL = "conditional"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    TO_COME = "to_come"
    LEFT_OUT = "left_out"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


FELL = {
    ActKind.REJECT: Stand.REJECTED,
    ActKind.WITHDRAW: Stand.WITHDRAWN,
    ActKind.LAPSE: Stand.LAPSED,
}
TO_RECORD = (Stand.OPEN, Stand.PUT_OFF)
GOES_ON = (Stand.ON_ITS_WAY, Stand.BACK, Stand.CONDITIONAL)
TOLD: dict[Stand, Promise] = {
    Stand.OPEN: _(
        "The description of the new department's chief waits for it. You act as the Council's"
        " secretary and see it take effect."
    ),
    Stand.PUT_OFF: _(
        "The Council put it off until {day}. You act as the Council's secretary and see it take"
        " effect."
    ),
    Stand.ON_ITS_WAY: _("It is on its way to the Council: others act on it first."),
    Stand.BACK: _(
        "It was referred back to its author, who may change it and put it forward again."
    ),
    Stand.CONDITIONAL: _("It is adopted on a condition, and takes effect once that is met."),
    Stand.IN_FORCE: _(
        "It is recorded, and the description of the new department's chief is in force."
    ),
    Stand.AMENDED: _("The Council adopted it as amended, and it is in force."),
    Stand.TO_COME: _("It is adopted, and enters into force on {day}."),
    Stand.LEFT_OUT: _("The Council left it out of what it adopted: nothing of it takes effect."),
    Stand.REJECTED: _("What waited for the Council was rejected: nothing of it takes effect."),
    Stand.WITHDRAWN: _(
        "Its author withdrew what waited for the Council: nothing of it takes effect."
    ),
    Stand.LAPSED: _("A condition was not met in time: what waited for it fell."),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How it stands on a day, and the page to see it on: a post's, which is everybody's, or one of
    the case, for who is on its way."""

    stand: Stand
    day: date | None
    post: str
    case: str

    @property
    def title(self) -> str | Promise:
        if self.stand in TO_RECORD:
            return _("Record the Council's decision")
        if self.stand is Stand.IN_FORCE:
            return _("See the Council's decision take effect")
        return (
            _("See where the case stands") if self.stand in GOES_ON else _("See what was decided")
        )

    @property
    def told(self) -> str:
        return str(TOLD[self.stand]).format(day=day_in_words(self.day) if self.day else "")

    @property
    def is_with_author(self) -> bool:
        return self.stand is Stand.BACK


def decision_on(case: int, today: date) -> Decision | None:
    """None while the case was never put forward."""
    found = case_on_record(Reference(KIND, case))
    if found is None:
        return None
    entry = next(reversed(entries_into_force(case)), None)
    stand, day = _stand(found, entry, today)
    post = _post(entry) if entry and stand in (Stand.IN_FORCE, Stand.AMENDED) else ""
    page = "reorganisation" if stand is Stand.BACK else "reorganisation-route"
    return Decision(stand, day, post, reverse(page, args=[case]))


def _stand(found: OnRecord, entry: EntryIntoForce | None, today: date) -> tuple[Stand, date | None]:
    """With the day to come, where there is one."""
    if found.case.phase is Phase.WITH_AUTHOR:
        return Stand.BACK, None
    here = {step.act: step for step in found.here()}
    if step := here.get(ActKind.DECIDE):
        until = found.case.deferred.get(step.key)
        put_off = (Stand.PUT_OFF, date.fromordinal(until)) if until else None
        return put_off or (Stand.OPEN, None)
    if ActKind.FULFIL in here:
        return Stand.CONDITIONAL, None
    if any(step.holds_back() for step in here.values()):
        return Stand.ON_ITS_WAY, None
    return _over(found, entry, today)


def _over(found: OnRecord, entry: EntryIntoForce | None, today: date) -> tuple[Stand, date | None]:
    acts = [act for act in found.acts if act.kind != ActKind.TAKE_NOTE]
    last = acts[-1] if acts else None
    if last and (kind := ActKind(last.kind)) in FELL:
        return FELL[kind], None
    if entry is None or entry.act != last or (last.amended or {}).get("left_out"):
        return Stand.LEFT_OUT, None
    if entry.valid_from > today:
        return Stand.TO_COME, entry.valid_from
    return (Stand.AMENDED if entry.amended_hash else Stand.IN_FORCE), None


def _post(entry: EntryIntoForce) -> str:
    """The page of a post that it was about; empty where there is none."""
    found = posts_entered(entry)
    return reverse("post", args=[found[-1]]) if found else ""
