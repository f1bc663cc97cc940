"""The rules of procedure of the example, as dated data, each with its source."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.ceilings import Counts
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.rules import Question, StepTemplate, Who
from bureau.core.texts import Text
from bureau.example import figures
from bureau.example.building.cast import Made
from bureau.example.words import ceilings, rules
from bureau.example.words.rule_names import DRAFT_OF_RULES, ELECTED, NAMES, WHY_DRAFT
from bureau.institution.governance.services.ceilings import ALL, CeilingSaid, set_ceiling
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms

REORGANISATION = "reorganisation"
PERSONNEL_ACTION = "personnel_action"
MAJOR = "major"

STRUCTURE = frozenset(
    {
        ActionKind.ESTABLISH_UNIT,
        ActionKind.RENAME_UNIT,
        ActionKind.MOVE_UNIT,
        ActionKind.MERGE_UNIT,
        ActionKind.SPLIT_UNIT,
        ActionKind.ABOLISH_UNIT,
        ActionKind.CHANGE_UNIT_KIND,
        ActionKind.ASSIGN_HEAD,
        ActionKind.MOVE_POST,
    }
)
NUMBER_OF_POSTS = frozenset(
    {
        ActionKind.ESTABLISH_POST,
        ActionKind.ABOLISH_POST,
        ActionKind.ESTABLISH_BLOCK,
        ActionKind.CHANGE_BLOCK,
        ActionKind.ABOLISH_BLOCK,
    }
)
CLASSIFICATION = frozenset({ActionKind.RECLASSIFY_POST})
DESCRIPTION = frozenset({ActionKind.ADOPT_DESCRIPTION, ActionKind.MOVE_DUTY})
PARTICULARS = frozenset(
    {
        ActionKind.RETITLE_POST,
        ActionKind.RENUMBER_POST,
        ActionKind.FREEZE_POST,
        ActionKind.UNFREEZE_POST,
        ActionKind.MOVE_DUTY_STATION,
        ActionKind.CHANGE_REPORTING,
    }
)
PEOPLE = frozenset(
    {
        ActionKind.APPOINT,
        ActionKind.END_INCUMBENCY,
        ActionKind.ENGAGE,
        ActionKind.CHANGE_ENGAGEMENT,
        ActionKind.END_ENGAGEMENT,
    }
)


@dataclass(frozen=True, slots=True)
class ExampleRule:
    """A rule before its bodies, offices and sources have numbers.

    `source` is the key of an instrument, `provision` the label of a part of it. `is_major` says
    what the rule presupposes of that question, None where it does not ask.
    """

    key: str
    actions: frozenset[ActionKind]
    steps: tuple[StepTemplate, ...]
    source: str
    note: Text
    provision: str | None = None
    grades: frozenset[str] | None = None
    is_major: bool | None = None
    is_practice: bool = False
    subject: str = REORGANISATION


def lay_down_rules(made: Made) -> None:
    """Put every rule in force, by the organisation officer."""
    by = made.actor("organisation_officer")
    question = Question(MAJOR, _office(made, "secretary_general"))
    for rule in _rules(made):
        put_rule_in_force(
            by,
            organisation=made.organisation,
            key=rule.key,
            subject=rule.subject,
            terms=Terms(
                steps=rule.steps,
                actions=frozenset(action.value for action in rule.actions),
                grades=rule.grades,
                asks=None if rule.is_major is None else question,
                presupposes=bool(rule.is_major),
            ),
            valid_from=figures.OPENING,
            instrument=made.instruments[rule.source],
            provision=(
                made.provisions[f"{rule.source} {rule.provision}"] if rule.provision else None
            ),
            is_practice=rule.is_practice,
            note=rule.note,
            name=NAMES[rule.key],
        )


def draft_rules(made: Made) -> None:
    """A draft for demonstration, of what the shipped rules leave open: elected posts. It leaves
    gaps, and nobody put it in force."""
    by = made.actor("organisation_officer")
    draft = rule_drafts.begin_rule_draft(
        by,
        organisation=made.organisation,
        title=DRAFT_OF_RULES,
        reason=WHY_DRAFT,
        valid_from=date(made.today.year + 1, 1, 1),
    )
    rule_drafts.write_rule_line(
        by,
        draft=draft,
        key="elected",
        subject=REORGANISATION,
        terms=Terms(
            (replace(_decide(made), who=_body(made, "plenipotentiary")),),
            actions=frozenset(one.value for one in NUMBER_OF_POSTS),
            grades=frozenset({"elected"}),
        ),
        instrument=made.instruments["practice"],
        is_practice=True,
        name=ELECTED,
        note=rules.ASSUMED_PRACTICE,
    )


def set_ceilings(made: Made) -> None:
    """Up to how much the two delegations to the Secretary-General go, as Resolutions 1107 and
    1108 lay down; the amounts are of the demonstration, for the biennium of the paper and for that
    of the second draft."""
    given = (
        (
            *("classification", ceilings.CREDITS_FOR_POSTS, figures.CREDITS_FOR_POSTS),
            *(figures.RECLASSIFY_MILLIONTHS, Counts.INCREASES),
        ),
        ("posts", ceilings.ROOM_FOR_POSTS, figures.ROOM_FOR_POSTS, ALL, Counts.NET),
    )
    years = dict.fromkeys((figures.BIENNIUM, figures.biennium(figures.begins_after(made.today))))
    for (begins, ends), (rule, basis, amount, share, counts) in product(years, given):
        set_ceiling(
            made.actor("organisation_officer"),
            organisation=made.organisation,
            said=CeilingSaid(
                rule=rule,
                basis_minor=amount,
                share_millionths=share,
                currency=figures.CURRENCY,
                counts=counts,
                basis=basis,
                valid_from=begins,
                valid_until=ends,
            ),
        )


def _rules(made: Made) -> tuple[ExampleRule, ...]:
    return (*_rules_of_structure(made), *_rules_of_posts(made), *_rules_of_people(made))


def _rules_of_structure(made: Made) -> tuple[ExampleRule, ...]:
    recommend, approve = _recommend(made), _approve(made, Gate.ENTRY_INTO_FORCE)
    council = _body(made, "council")
    note = StepTemplate("note", 3, council, ActKind.TAKE_NOTE, Gate.NOTHING)
    forward = _approve(made, Gate.NEXT)
    return (
        ExampleRule(
            "structure",
            STRUCTURE,
            (recommend, approve, note),
            "paper",
            rules.NOT_MAJOR,
            provision="structure",
            is_major=False,
            is_practice=True,
        ),
        ExampleRule(
            "structure-major",
            STRUCTURE,
            (recommend, forward, _decide(made)),
            "convention",
            rules.MAJOR,
            provision="70",
            is_major=True,
        ),
    )


def _rules_of_posts(made: Made) -> tuple[ExampleRule, ...]:
    recommend, approve = _recommend(made), _approve(made, Gate.ENTRY_INTO_FORCE)
    secretary_general = (recommend, approve)
    return (
        _under(NUMBER_OF_POSTS, "posts", "1108", secretary_general),
        _above(made, NUMBER_OF_POSTS, "posts-director", "1108"),
        _under(CLASSIFICATION, "classification", "1107", secretary_general),
        _above(made, CLASSIFICATION, "classification-director", "1107"),
        _amendable(_above(made, DESCRIPTION, "description-director", "1108")),
        ExampleRule(
            "description",
            DESCRIPTION,
            secretary_general,
            "practice",
            rules.ASSUMED_PRACTICE,
            grades=figures.UP_TO_P5,
            is_practice=True,
        ),
        ExampleRule(
            "particulars",
            PARTICULARS,
            (approve,),
            "practice",
            rules.ASSUMED_PRACTICE,
            is_practice=True,
        ),
    )


def _under(
    actions: frozenset[ActionKind], key: str, source: str, steps: tuple[StepTemplate, ...]
) -> ExampleRule:
    """Posts up to P.5, as a resolution lays down."""
    return ExampleRule(
        key, actions, steps, source, rules.UP_TO_P5, provision="1", grades=figures.UP_TO_P5
    )


def _above(made: Made, actions: frozenset[ActionKind], key: str, source: str) -> ExampleRule:
    """Posts above P.5, which that resolution leaves out: the Council decides."""
    return ExampleRule(
        key,
        actions,
        (_recommend(made), _decide(made)),
        source,
        rules.BY_EXCLUSION,
        provision="1",
        grades=figures.DIRECTORS,
    )


def _amendable(rule: ExampleRule) -> ExampleRule:
    """The same rule, where the body that decides may adopt in other words and be done."""
    steps = (
        replace(step, amended=Amended.CLOSES) if step.act is ActKind.DECIDE else step
        for step in rule.steps
    )
    return replace(rule, steps=tuple(steps))


def _rules_of_people(made: Made) -> tuple[ExampleRule, ...]:
    appoint = StepTemplate(
        "appoint", 1, _office(made, "human_resources"), ActKind.APPOINT, Gate.ENTRY_INTO_FORCE
    )
    return (
        ExampleRule(
            "people",
            PEOPLE,
            (appoint,),
            "practice",
            rules.ASSUMED_PRACTICE,
            is_practice=True,
            subject=PERSONNEL_ACTION,
        ),
    )


def _recommend(made: Made) -> StepTemplate:
    return StepTemplate("recommend", 1, _body(made, "committee"), ActKind.RECOMMEND, Gate.NEXT)


def _approve(made: Made, gates: Gate) -> StepTemplate:
    return StepTemplate("approve", 2, _office(made, "secretary_general"), ActKind.APPROVE, gates)


def _decide(made: Made) -> StepTemplate:
    return StepTemplate("decide", 3, _body(made, "council"), ActKind.DECIDE, Gate.ENTRY_INTO_FORCE)


def _body(made: Made, key: str) -> Who:
    return Who(WhoKind.BODY, (made.bodies[key],))


def _office(made: Made, code: str) -> Who:
    return Who(WhoKind.OFFICE, (made.offices[code],))
