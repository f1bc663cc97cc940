"""What a paper says that an action sets: a name, number, grade, unit, head, line or day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.papers.pieces import plainly
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.queries.returned import Changed, Taken, is_number
from bureau.institution.governance.texts.labels import ACTIONS, FIELDS
from bureau.institution.governance.texts.papers.returned.ground import Ground, Offer
from bureau.institution.governance.texts.papers.returned.wording import text_offered
from bureau.web.frame import Entry

BY_NEW_ACTION: Mapping[tuple[str, str], ActionKind] = {
    ("unit", "name"): ActionKind.RENAME_UNIT,
    ("unit", "code"): ActionKind.RENAME_UNIT,
    ("unit", "parent"): ActionKind.MOVE_UNIT,
    ("unit", "head"): ActionKind.ASSIGN_HEAD,
    ("post", "unit"): ActionKind.MOVE_POST,
    ("post", "title"): ActionKind.RETITLE_POST,
    ("post", "number"): ActionKind.RENUMBER_POST,
    ("post", "grade"): ActionKind.RECLASSIFY_POST,
    ("post", "superior"): ActionKind.CHANGE_REPORTING,
}
"""Which action sets a field of what stands, where no action of the case does."""
OF_BOX = {"name": "name", "code": "code", "parent": "parent", "head": "head"}
OF_POST = {
    "post": "number",
    "grade": "grade",
    "unit": "unit",
    "unit_code": "unit",
    "reports_to": "superior",
    "title": "title",
}
"""The field that the action sets, by what the value of a paper calls it."""


def data_offered(ground: Ground, changed: Changed) -> Offer | None:
    """None where it is nothing that an action sets."""
    source, edit = changed.source, changed.edit
    field = source.rpartition(".")[2]
    if source.startswith("case.changes."):
        return _day(ground, changed) if field == "day" else _sentence(ground, changed)
    if source.startswith("case.new.boxes."):
        return _of_box(ground, changed, field)
    if source.startswith(("case.former.", "case.costs.")):
        return None
    if field in OF_POST and (post := ground.post_said(changed.about)):
        return of_field(ground, Reference("post", post), OF_POST[field], edit.before, edit.after)
    return None


def is_of_another(ground: Ground, changed: Changed, wording: int | None) -> bool:
    """Whether the words there are the name of a unit or the title of a post, and only read like
    that wording, which no action on it sets."""
    thing = _named_there(ground, changed)
    if thing is None:
        return False
    for action in ground.whole.values():
        sorts = DEFINITIONS[action.kind].values
        if action.subject == thing and any(
            value == wording if sorts.get(name) is Sort.WORDING else True
            for name, value in action.values.items()
            if sorts.get(name) in (Sort.WORDING, Sort.DESCRIPTION)
        ):
            return False
    return True


def _named_there(ground: Ground, changed: Changed) -> Reference | None:
    source, about = changed.source, changed.about
    field = source.rpartition(".")[2]
    if source.startswith("case.new.boxes.") and field in ("name", "head") and is_number(about):
        unit = ground.read.sides.after.unit(int(about))
        if unit and field == "name":
            return Reference("unit", unit.id)
        return Reference("post", unit.head) if unit and unit.head else None
    if field == "title" and not source.startswith("case."):
        post = ground.post_said(about)
        return Reference("post", post) if post else None
    return None


def _of_box(ground: Ground, changed: Changed, field: str) -> Offer | None:
    about = changed.about
    unit = ground.read.sides.after.unit(int(about)) if is_number(about) else None
    if unit is None:
        return None
    before, after = changed.edit.before, changed.edit.after
    if field == "head_grade" and unit.head:
        return of_field(ground, Reference("post", unit.head), "grade", before, after)
    if field == "posts":
        return _count(ground, unit.id, unit.code, before, after)
    if field in OF_BOX:
        return of_field(ground, Reference("unit", unit.id), OF_BOX[field], before, after)
    return None


def _count(ground: Ground, unit: int, code: str, before: str, after: str) -> Offer:
    """How many posts there are follows from actions, each on one post."""
    establish = _new(ground, kind=ActionKind.ESTABLISH_POST, unit=unit)
    links = (Entry(establish, str(ACTIONS[ActionKind.ESTABLISH_POST])),) if ground.may_edit else ()
    why = _("Posts are counted. Each that is to be there or not is an action of its own.")
    return Offer(_("{unit}: posts").format(unit=code), before, after, why, links=links)


def of_field(ground: Ground, subject: Reference, field: str, before: str, after: str) -> Offer:
    """By the last action of the case that sets it, else by a new one."""
    setting = [
        one
        for one in ground.actions.values()
        if one.subject == subject and field in DEFINITIONS[one.kind].values
    ]
    if setting:
        return _by_action(ground, setting[-1], field, before, after)
    kind = BY_NEW_ACTION[subject.kind, field]
    name = f"{ACTIONS[kind]}: {FIELDS[field]}"
    if not ground.may_edit:
        return Offer(name, before, after, _not_now(ground))
    value = _value(ground, field, after)
    said = after if field in ("name", "title") else value
    address = _new(ground, kind=kind, subject=subject.id, **{field: said})
    why = _("No action of the case sets this: it takes a new one.")
    return Offer(name, before, after, why, links=(Entry(address, str(ACTIONS[kind])),))


def _by_action(ground: Ground, action: Action, field: str, before: str, after: str) -> Offer:
    name = _("Action {place}: {word}").format(place=action.id, word=FIELDS[field])
    if not ground.may_edit:
        return Offer(name, before, after, _not_now(ground))
    if action.id not in ground.actions:
        why = _("This is decided and in force: only a new action changes it.")
        return Offer(name, before, after, why)
    links = (_form_of(ground, action),)
    value = _value(ground, field, after)
    if value is None:
        why = _("Nothing is called so here that the action could take. Choose it in its form.")
        return Offer(name, before, after, why, links=links)
    if value == action.values.get(field):
        return Offer(name, before, after, is_same=True)
    return Offer(
        name, before, after, "", Taken(places=(action.id,), field=field, value=value), links
    )


def _value(ground: Ground, field: str, words: str) -> Value:
    """What the words mean as the value of an action; None where they mean nothing there is."""
    said = words.strip()
    match field:
        case "unit" | "parent" | "into":
            return ground.unit_said(said)
        case "head" | "superior" | "successor":
            return ground.post_said(said)
        case "grade":
            return ground.grade_said(said)
        case "duty_station":
            return next((str(code) for code, _label in ground.picks.places if code == said), None)
        case "code" | "number":
            return said or None
    return None


def _sentence(ground: Ground, changed: Changed) -> Offer:
    """Which value of which of its actions reads otherwise in the sentence of a change."""
    before, after = changed.edit.before, changed.edit.after
    told = list(zip(ground.told.case.changes, _sentences(ground), strict=True))
    found = next((said for one, said in told if ground.said(one.said) == before), None)
    if found is None:
        return Offer(_("A change"), before, after, _("The case says this otherwise now."))
    acting = [ground.whole[place] for place in found.actions if place in ground.whole]
    meant = [
        (action, field, words)
        for action in acting
        for field, spelled in _spelled(ground, action)
        if (words := between(before, after, spelled)) is not None
    ]
    if len({(action.id, field) for action, field, _words in meant}) == 1:
        action, field, words = meant[0]
        return _of_value(ground, action, field, words, changed)
    open_still = [action for action in acting if action.id in ground.actions and ground.may_edit]
    links = tuple(_form_of(ground, action) for action in open_still)
    why = _("The sentence is made from its actions. Change there what is to be otherwise.")
    return Offer(_("A change"), before, after, why if links else _not_now(ground), links=links)


def _of_value(ground: Ground, action: Action, field: str, words: str, changed: Changed) -> Offer:
    number = action.values.get(field)
    text = ground.worded.get(number) if isinstance(number, int) else None
    unit = next((one for one in ground.units if one.id == f"wording.{number}"), None)
    if text and unit and DEFINITIONS[action.kind].values[field] is Sort.WORDING:
        return text_offered(ground, unit, ground.said(text), words)
    return _by_action(ground, action, field, changed.edit.before, words)


def _spelled(ground: Ground, action: Action) -> list[tuple[str, str]]:
    """The values of an action as a sentence says them."""
    found = []
    for name, value in action.values.items():
        sort = DEFINITIONS[action.kind].values.get(name)
        said = ""
        if sort is Sort.WORDING and value in ground.worded:
            said = ground.said(ground.worded[int(value or 0)])
        elif sort is Sort.UNIT and isinstance(value, int):
            said = _first(ground, "unit", value, "code")
        elif sort is Sort.POST and isinstance(value, int):
            said = _first(ground, "post", value, "number")
        elif sort is Sort.TEXT and name != "kind":
            said = str(value or "")
        if said:
            found.append((name, plainly(said)))
    return found


def _first(ground: Ground, kind: str, number: int, field: str) -> str:
    sides = ground.read.sides.each()
    views = (side.unit(number) if kind == "unit" else side.post(number) for side in sides)
    return next((str(getattr(one, field)) for one in views if one), "")


def _sentences(ground: Ground) -> list[Any]:
    return sorted(ground.read.said.sentences, key=lambda one: one.day)


def _day(ground: Ground, changed: Changed) -> Offer:
    """The day of all actions under it."""
    before, after = (ground.day_said(said) for said in (changed.edit.before, changed.edit.after))
    of_day = [one for one in ground.actions.values() if before and one.day == before.toordinal()]
    name = str(FIELDS["day"])
    offer = Offer(name, changed.edit.before, changed.edit.after)
    if not of_day:
        return _why(offer, _("The case says this otherwise now."))
    if not ground.may_edit:
        return _why(offer, _not_now(ground))
    links = tuple(_form_of(ground, action) for action in of_day)
    if not isinstance(after, date):
        return Offer(name, offer.before, offer.after, _("This is no day."), links=links)
    taken = Taken(places=tuple(one.id for one in of_day), field="day", value=after.toordinal())
    return Offer(name, offer.before, offer.after, "", taken, links)


def between(before: str, after: str, value: str) -> str | None:
    """What stands in place of the value where nothing else differs; None where more does."""
    place = before.find(value)
    while value and place >= 0:
        first, last = before[:place], before[place + len(value) :]
        long_enough = len(after) >= len(first) + len(last)
        if long_enough and after.startswith(first) and after.endswith(last):
            return after[place : len(after) - len(last)]
        place = before.find(value, place + 1)
    return None


def _why(offer: Offer, why: str) -> Offer:
    return Offer(offer.name, offer.before, offer.after, why)


def _not_now(ground: Ground) -> str:
    if not ground.seen.is_draft:
        return _("It has been put forward: it can be changed again when sent back.")
    return _("An action of the draft sets this: its author changes it.")


def _form_of(ground: Ground, action: Action) -> Entry:
    address = reverse("reorganisation-action", args=[ground.number, action.id])
    return Entry(address, _("Action {place}").format(place=action.id))


def _new(ground: Ground, **asked: object) -> str:
    query = {name: value for name, value in asked.items() if value}
    return reverse("reorganisation-action-new", args=[ground.number], query=query)
