"""Rules of procedure under settings: what is in force on a day, by subject, and as a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.days import day_read, last_day
from bureau.core.procedures.rules import Rule
from bureau.core.tokens import folded
from bureau.documents.tables import Column
from bureau.institution.governance.queries.delegated import ceilings_of
from bureau.institution.governance.queries.rested_on import without_ground
from bureau.institution.governance.queries.rules import Nameable, nameable
from bureau.institution.governance.texts.delegated import ceiling_in_words
from bureau.institution.governance.texts.rule_drafts import OUTCOME_MARKS, OUTCOMES
from bureau.institution.governance.texts.rules import (
    ONLY_KEEPERS,
    STATE_MARKS,
    STATES,
    amounts_in_words,
    audiences_in_words,
    covered_in_words,
    grades_in_words,
    limits_in_words,
    question_in_words,
    step_in_words,
    subjects_in_words,
    units_in_words,
)
from bureau.institution.organisation.views.settings.parts import crumbs, organisation_here
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rule_drafts import drafts_of
from bureau.institution.procedures.queries.rules import rule_name, rules_on_record
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.registers import barred
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One version of a rule in words."""

    row: models.Rule
    name: str
    about: str
    state: str
    word: str
    mark: str
    actions: str
    grades: str
    limits: tuple[tuple[str, str], ...]
    rule: Rule
    steps: tuple[tuple[int, str, int | None], ...]
    instrument: str
    gist: str
    note: str
    ceilings: tuple[str, ...]
    is_newest: bool
    has_ground: bool

    def says(self, text: str) -> bool:
        """Whether all words typed are in it somewhere."""
        steps = " ".join(step for _order, step, _days in self.steps)
        limits = " ".join(words for _label, words in self.limits)
        said = (self.row.key, self.name, self.actions, limits, steps, self.instrument, self.gist)
        whole = folded(" ".join((*said, self.note)))
        return all(word in whole for word in folded(text).split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a day, a kind, a state, words."""

    on: date
    about: str
    state: str
    text: str

    @property
    def is_filter(self) -> bool:
        return bool(self.about or self.state or self.text)


@require_safe
def rules(request: Asking) -> HttpResponseBase:
    """Every version on record as it stands on a day: those in force and to come, then the rest."""
    organisation = organisation_of_rules(request)
    if organisation is None:
        return barred(request, ONLY_KEEPERS)
    names, asked = nameable(organisation), _asked(request)
    lines = _fitting(rule_lines(organisation, names, asked.on), asked)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        columns = _columns(names)
        return exports.dated_table_response(format, "rules", columns, lines, request.reading)
    context = {
        "asked": asked,
        "subjects": subjects_in_words().items(),
        "states": STATES.items(),
        "standing": [line for line in lines if line.state != "ended"],
        "ended": [line for line in lines if line.state == "ended"],
        "drafts": [
            (row, here(row.title), str(OUTCOMES[row.outcome]), OUTCOME_MARKS[row.outcome])
            for row in drafts_of(organisation)
        ],
        "crumbs": crumbs(),
    }
    return render(request, "governance/rules.html", context)


def organisation_of_rules(request: Asking) -> int | None:
    """The organisation whose rules the reader may keep."""
    if request.actor.person is None:
        raise Http404
    organisation: int = organisation_here(request).pk
    return organisation if may_keep_rules(request.actor, organisation) else None


def crumbs_to_rules() -> list[Entry]:
    return [*crumbs(), Entry(reverse("rules"), _("Rules of procedure"))]


def rule_lines(organisation: int, names: Nameable, on: date) -> list[RuleLine]:
    """Every version on record as it stands on the day, in a fixed number of reads."""
    ceilings: dict[str, list[str]] = {}
    for ceiling in ceilings_of(organisation):
        ceilings.setdefault(ceiling.rule, []).append(ceiling_in_words(ceiling))
    seen: set[str] = set()
    lines, rows = [], rules_on_record(organisation)
    groundless = without_ground([row for row, _ in rows], on)
    for row, rule in rows:
        limits, has_ground = tuple(ceilings.get(row.key, ())), row.pk not in groundless
        is_newest = row.key not in seen
        lines.append(
            _line(row, rule, names, on, limits, is_newest=is_newest, has_ground=has_ground)
        )
        seen.add(row.key)
    return lines


def _asked(request: Asking) -> Asked:
    said = request.GET
    try:
        on = day_read(said["on"]) if said.get("on") else request.reading.today
    except ValueError:
        raise Http404 from None
    about, state = said.get("about", ""), said.get("state", "")
    if about not in ("", *subjects_in_words()) or state not in ("", *STATES):
        raise Http404
    return Asked(on, about, state, said.get("text", "").strip())


def _fitting(lines: Iterable[RuleLine], asked: Asked) -> list[RuleLine]:
    return [
        line
        for line in lines
        if asked.about in ("", line.row.subject)
        and asked.state in ("", line.state)
        and line.says(asked.text)
    ]


def _line(
    row: models.Rule,
    rule: Rule,
    names: Nameable,
    on: date,
    ceilings: tuple[str, ...],
    *,
    is_newest: bool,
    has_ground: bool,
) -> RuleLine:
    day = on.toordinal()
    state = "in_force" if rule.is_in_force(day) else "to_come" if day < rule.valid_from else "ended"
    steps = sorted(rule.steps, key=lambda step: step.order)
    return RuleLine(
        row=row,
        name=rule_name(row),
        about=subjects_in_words().get(row.subject, row.subject),
        state=state,
        word=str(STATES[state]),
        mark=STATE_MARKS[state],
        actions=covered_in_words(rule),
        grades=grades_in_words(rule),
        limits=limits_in_words(rule, names),
        rule=rule,
        steps=tuple((step.order, step_in_words(step, names), step.days) for step in steps),
        instrument=here(row.instrument.title),
        gist=here(row.provision.gist) if row.provision else "",
        note=here(row.note) if row.note else "",
        ceilings=ceilings,
        is_newest=is_newest,
        has_ground=has_ground,
    )


def _columns(names: Nameable) -> list[Column[RuleLine]]:
    return [
        Column("rule", _("Short name"), lambda line: line.row.key),
        Column("name", _("Name"), lambda line: line.name),
        Column("version", _("Version"), lambda line: line.row.version),
        Column("about", _("About"), lambda line: line.about),
        Column("state", _("State"), lambda line: line.word),
        Column("valid_from", _("First day"), lambda line: line.row.valid_from),
        Column("last_day", _("Last day"), lambda line: last_day(line.row.valid_until)),
        Column("actions", _("Actions"), lambda line: line.actions),
        Column("grades", _("Grades"), lambda line: line.grades),
        Column("units", _("In the unit"), lambda line: units_in_words(line.rule, names)),
        Column("amounts", _("Costs more in a full year"), lambda line: amounts_in_words(line.rule)),
        Column("audiences", _("Audiences"), lambda line: audiences_in_words(line.rule)),
        Column("demanded", _("Demanded"), lambda line: line.rule.demanded),
        Column("question", _("Question"), lambda line: question_in_words(line.rule, names)),
        Column("steps", _("Steps"), lambda line: "\n".join(_numbered(line))),
        Column("source", _("Rests on"), _source),
        Column("note", _("How the rule follows from it"), lambda line: line.note),
    ]


def _source(line: RuleLine) -> str:
    return _(", ").join(part for part in (line.instrument, line.gist) if part)


def _numbered(line: RuleLine) -> Iterator[str]:
    return (f"{order}. {step}" for order, step, _days in line.steps)
