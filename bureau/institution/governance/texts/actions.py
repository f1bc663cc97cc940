"""One line for each action of a set: what it is done to, in the words of an organisation."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.structure.kinds import Value
from bureau.institution.governance.queries.naming import (
    STATION,
    Naming,
    block_called,
    post_called,
)
from bureau.institution.governance.texts.replaced import with_replaced
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import hundredths_in_words, listed


def object_in_words(action: Action, names: Naming) -> str:
    """What the action is about, without its verb: "SED, under TSB"; empty parts are left out.

    With it goes what was decided for later and is replaced by it."""
    names = names.on(action.day)
    saying = _SAYINGS.get(action.kind)
    subject = _subject(action, names)
    said = saying(action, names, subject) if saying else subject
    return with_replaced(said, action, names)


def _subject(action: Action, names: Naming) -> str:
    id = action.subject.id
    match action.subject.kind:
        case "unit":
            return str(action.values.get("code") or names.unit(id))
        case "incumbency":
            held = action.expects
            return _("{person}, {post}").format(
                person=_person(names, held.get("person")), post=names.post(held.get("post"))
            )
        case "engagement":
            held = action.expects
            return _("{person}, {unit}").format(
                person=names.engaged(id) or _("A person"), unit=names.unit(held.get("unit"))
            )
        case "block":
            return names.block(id)
        case _:
            return names.post(id)


def _person(names: Naming, id: Value) -> str:
    """By name for whoever may see names."""
    return names.person(id) or _("A person")


def _established_unit(action: Action, names: Naming, subject: str) -> str:
    parent = names.unit(action.values.get("parent"))
    if not parent:
        return _("{unit}, at the top").format(unit=subject)
    return _("{unit}, under {parent}").format(unit=subject, parent=parent)


def _renamed(action: Action, names: Naming, subject: str) -> str:
    before = str(action.expects.get("code") or names.unit(action.subject.id))
    after = str(action.values.get("code") or "")
    if not after or before == after:
        name = names.wording(action.values.get("name"))
        return _("{before}: {after}").format(before=names.unit(action.subject.id), after=name)
    return _("{before} to {after}").format(before=before, after=after)


def _into_unit(action: Action, names: Naming, subject: str) -> str:
    name = "into" if "into" in action.values else "parent"
    return _("{unit} into {other}").format(
        unit=names.unit(action.subject.id), other=names.unit(action.values.get(name)) or "–"
    )


def _abolished(action: Action, names: Naming, subject: str) -> str:
    successor = action.values.get("successor")
    if successor is None:
        return subject
    other = names.unit(successor) if action.subject.kind == "unit" else names.post(successor)
    return _("{thing}, replaced by {other}").format(thing=subject, other=other)


def _headed(action: Action, names: Naming, subject: str) -> str:
    head = names.post(action.values.get("head")) or _("nobody")
    return _("{unit}: {post}").format(unit=names.unit(action.subject.id), post=head)


def _established_post(action: Action, names: Naming, subject: str) -> str:
    title = names.wording(action.values.get("title"))
    said = post_called(str(action.values["number"]), title)
    return _("{post}, {grade}, in {unit}").format(
        post=said,
        grade=word_for(str(action.values["grade"]), "grade"),
        unit=names.unit(action.values["unit"]),
    )


def _moved_post(action: Action, names: Naming, subject: str) -> str:
    return _("{post} to {unit}").format(post=subject, unit=names.unit(action.values["unit"]))


def _from_to(field: str) -> Callable[[Action, Naming, str], str]:
    def say(action: Action, names: Naming, subject: str) -> str:
        before, after = action.expects.get(field) or "–", action.values.get(field)
        if field == STATION:
            before, after = names.place(before), names.place(after)
        if field == "title":
            after = names.wording(after)
            return _("{thing}: {after}").format(thing=subject, after=after)
        if field in ("grade", "kind"):
            vocabulary = "unit_kind" if field == "kind" else field
            before, after = (word_for(str(value), vocabulary) for value in (before, after))
        return _("{thing}: {before} to {after}").format(thing=subject, before=before, after=after)

    return say


def _reported(action: Action, names: Naming, subject: str) -> str:
    superior = names.post(action.values.get("superior")) or _("nobody")
    if action.values.get("manner") == "functional":
        return _("{post} to {superior}, functionally").format(post=subject, superior=superior)
    return _("{post} to {superior}").format(post=subject, superior=superior)


def _moved_duty(action: Action, names: Naming, subject: str) -> str:
    return _("from {post} to {other}").format(
        post=subject, other=names.post(action.values.get("into"))
    )


def _established_block(action: Action, names: Naming, subject: str) -> str:
    title = names.wording(action.values.get("title"))
    return _("{count} × {posts}, in {unit}").format(
        count=_count(action.values["fte"]),
        posts=block_called(title, str(action.values["grade"])),
        unit=names.unit(action.values["unit"]),
    )


def _changed_block(action: Action, names: Naming, subject: str) -> str:
    """What is set, each beside what it was where that is known."""
    said = [
        _("{before} to {after}").format(before=before, after=after)
        for name, call in (("fte", _count), ("unit", names.unit), ("superior", names.post))
        if name in action.values
        for before in [call(action.expects.get(name)) or "–"]
        for after in [call(action.values[name]) or _("nobody")]
    ]
    return _("{thing}: {after}").format(thing=subject, after=listed(said))


def _count(value: Value) -> str:
    return hundredths_in_words(int(value)) if value is not None else ""


def _appointed(action: Action, names: Naming, subject: str) -> str:
    person = _person(names, action.values.get("person"))
    return _("{person}, {post}").format(person=person, post=subject)


def _engaged(action: Action, names: Naming, subject: str) -> str:
    return _("{person}, {manner}, in {unit}").format(
        person=_person(names, action.values.get("person")),
        manner=word_for(str(action.values["manner"]), "engagement"),
        unit=names.unit(action.subject.id),
    )


_SAYINGS: dict[ActionKind, Callable[[Action, Naming, str], str]] = {
    ActionKind.ESTABLISH_UNIT: _established_unit,
    ActionKind.RENAME_UNIT: _renamed,
    ActionKind.MOVE_UNIT: _into_unit,
    ActionKind.MERGE_UNIT: _into_unit,
    ActionKind.SPLIT_UNIT: _into_unit,
    ActionKind.ABOLISH_UNIT: _abolished,
    ActionKind.CHANGE_UNIT_KIND: _from_to("kind"),
    ActionKind.ASSIGN_HEAD: _headed,
    ActionKind.ESTABLISH_POST: _established_post,
    ActionKind.MOVE_POST: _moved_post,
    ActionKind.RETITLE_POST: _from_to("title"),
    ActionKind.RENUMBER_POST: _from_to("number"),
    ActionKind.RECLASSIFY_POST: _from_to("grade"),
    ActionKind.ABOLISH_POST: _abolished,
    ActionKind.MOVE_DUTY_STATION: _from_to(STATION),
    ActionKind.CHANGE_REPORTING: _reported,
    ActionKind.MOVE_DUTY: _moved_duty,
    ActionKind.ESTABLISH_BLOCK: _established_block,
    ActionKind.CHANGE_BLOCK: _changed_block,
    ActionKind.APPOINT: _appointed,
    ActionKind.ENGAGE: _engaged,
}
