"""A draft of rules in the house: what is missing for its set to be whole, and how it is tried."""

from datetime import date
from typing import Any

from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import Question, StepTemplate, Who
from bureau.core.texts import Text
from bureau.institution.procedures.models import RuleDraft
from bureau.institution.procedures.queries.rule_drafts import Drafted, drafted
from bureau.institution.procedures.queries.rule_trials import Trial, trial_of
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.house import FORCE, House


def begun(house: House, day: date = FORCE, name: str = "Olga") -> int:
    return rule_drafts.begin_rule_draft(
        house.actor(name),
        organisation=house.organisation,
        title=text(en="Major changes", fr="Changements majeurs"),
        valid_from=day,
    )


def deciding(house: House, **more: Any) -> StepTemplate:
    council = Who(WhoKind.BODY, (house.bodies["COUNCIL"],))
    return StepTemplate("council", 3, council, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE, **more)


def major(house: House, **more: Any) -> Terms:
    """What the rules of the house lack: who decides a change that is major."""
    asked = Question("major", Who(WhoKind.OFFICE, (house.offices["SG"],)))
    return Terms((deciding(house, **more),), asks=asked)


def clearing(house: House, post: str = "DEP", act: ActKind = ActKind.APPROVE) -> StepTemplate:
    """One post of the house clears it."""
    who = Who(WhoKind.POST, (house.posts[post],))
    return StepTemplate("clear", 1, who, act, Gate.RELEASE)


def written(
    house: House,
    draft: int,
    key: str = "major",
    terms: Terms | None = None,
    name: str = "Olga",
    called: Text | None = None,
    subject: str = "reorganisation",
    **more: Any,
) -> int:
    return rule_drafts.write_rule_line(
        house.actor(name),
        draft=draft,
        key=key,
        subject=subject,
        terms=terms or major(house),
        instrument=house.paper,
        name=called or text(en="Major changes", fr="Changements majeurs"),
        **more,
    )


def found(draft: int) -> Drafted:
    return drafted(RuleDraft.objects.get(pk=draft))


def tried(house: House, draft: int, name: str = "Olga") -> Trial:
    trial = trial_of(found(draft))
    rule_drafts.record_rule_trial(house.actor(name), draft=draft, counted=trial.counted())
    return trial


def ready(house: House, name: str = "Olga") -> tuple[int, str]:
    """A whole draft of Olga's, or another's, that was tried; and the hash of what was."""
    draft = begun(house, name=name)
    written(house, draft, name=name)
    return draft, tried(house, draft, name).drafted
