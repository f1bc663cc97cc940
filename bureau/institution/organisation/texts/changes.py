"""What happened between two coordinates: one sentence for each kind of change."""

from collections import Counter
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from bureau.core.structure.difference import Change
from bureau.core.structure.views import Post
from bureau.institution.organisation.queries.called import Called
from bureau.institution.organisation.queries.items import OF_PEOPLE, Item
from bureau.institution.organisation.texts.blocks import of_block, of_blocks
from bureau.institution.organisation.texts.people import of_engagement, of_incumbency
from bureau.institution.organisation.texts.sentences import (
    Sentence,
    words,
    words_naming,
    words_of_several,
)
from bureau.institution.organisation.texts.words import UNIT_KINDS, word_for
from bureau.web.formats import hundredths_in_words, isolated


def sentences(item: Item, said: Called) -> list[Sentence]:
    """The whole of an item; several posts to which the same happened are one sentence."""
    if item.first.subject.kind == "block":
        block = said.compared.block_of(item.first.subject.id)
        return [of_blocks(block.unit if block else 0, said)]
    if item.is_of_several and all(change.subject.kind == "post" for change in item.changes):
        together = _of_several(item, said)
        if together:
            return [together]
    return [sentence(change, said) for change in item.changes]


def sentence(change: Change, said: Called) -> Sentence:
    """One change as one sentence."""
    match change.subject.kind:
        case "unit" if change.change not in OF_PEOPLE:
            return _of_unit(change, said)
        case "block":
            return of_block(change, said)
        case "unit" | "engagement":
            return of_engagement(change, said)
        case "post" if change.change not in ("appointed", "ended"):
            return _of_post(change, said)
        case _:
            return of_incumbency(change, said)


def _of_unit(change: Change, said: Called) -> Sentence:
    write: Mapping[str, Callable[[Change, Called], Sentence]] = {
        "established": _unit_established,
        "renamed": _unit_renamed,
        "moved": _unit_moved,
        "headed": _unit_headed,
    }
    if change.change in write:
        return write[change.change](change, said)
    unit = change.subject.id
    facts = {"unit": said.code(unit), "name": said.name(unit)}
    match change.change:
        case "abolished":
            return _naming("unit_abolished.gone", facts)
        case "kind_changed":
            kinds = {"before": _kind(change.before), "after": _kind(change.after)}
            return Sentence(words("unit_kind_changed"), facts | kinds)
        case "reordered":
            return Sentence(words("unit_reordered"), facts)
        case ending:
            successor = said.code(_id(change.after), said.compared.after)
            return _naming(f"unit_{ending}.gone", facts | {"successor": successor})


def _naming(code: str, facts: Mapping[str, str]) -> Sentence:
    return Sentence(words_naming(code, facts["unit"], facts["name"]), facts)


def _unit_established(change: Change, said: Called) -> Sentence:
    unit = change.subject.id
    found = said.compared.unit_of(unit, said.compared.after)
    facts = {"unit": said.code(unit), "name": said.name(unit)}
    if found and found.parent:
        facts["parent"] = said.code(found.parent, said.compared.after)
        return _naming("unit_established", facts)
    return _naming("unit_established.top", facts)


def _unit_renamed(change: Change, said: Called) -> Sentence:
    unit = change.subject.id
    now = said.compared.after
    facts = {"unit": said.code(unit), "after": said.code(unit, now), "name": said.name(unit, now)}
    if change.field == "name":
        return Sentence(words("unit_renamed.name"), facts)
    if said.name(unit) == facts["name"]:
        return Sentence(words("unit_renamed.code"), facts)
    return Sentence(words_naming("unit_renamed", facts["after"], facts["name"]), facts)


def _unit_moved(change: Change, said: Called) -> Sentence:
    facts = {
        "unit": said.code(change.subject.id),
        "origin": _code(said, change.before),
        "into": said.code(_id(change.after), said.compared.after) if change.after else "",
    }
    if not change.before:
        return Sentence(words("unit_moved.from_top"), facts)
    if not change.after:
        return Sentence(words("unit_moved.top"), facts)
    return Sentence(words("unit_moved"), facts)


def _unit_headed(change: Change, said: Called) -> Sentence:
    unit = said.code(change.subject.id, said.compared.after)
    if not change.after:
        facts = {"unit": unit, "post": said.number(_id(change.before))}
        return Sentence(words("unit_unheaded.now"), facts)
    post = _id(change.after)
    facts = {"unit": unit, "post": said.number(post), "title": said.title(post)}
    return Sentence(words("unit_headed.now"), facts)


def _of_several(item: Item, said: Called) -> Sentence | None:
    """Posts to which one thing happened, counted by grade."""
    first, count = item.first, len(item.changes)
    if first.change not in ("moved", "established", "abolished"):
        return None
    posts = [said.compared.post_of(change.subject.id) for change in item.changes]
    places = {grade: place for place, grade in enumerate(said.grades)}
    counted = Counter(post.grade for post in posts if post).items()
    grades = sorted(counted, key=lambda one: (places.get(one[0], len(places)), one[0]))
    facts = {"count": count, "grades": grades_in_words(tuple(grades))}
    post = next((post for post in posts if post), None)
    here = _place(first, post, said) if post else ""
    facts |= {"origin": here, "into": here}
    if first.change == "moved":
        into = said.code(_id(first.after), said.compared.after)
        facts |= {"origin": _code(said, first.before), "into": into}
    return Sentence(words_of_several(f"posts_{first.change}", count), facts)


def grades_in_words(grades: tuple[tuple[str, int], ...]) -> str:
    """As in “6 P.5, 3 P.4, D.1”."""
    counted = [
        isolated(f"{count} {word_for(grade, 'grade')}" if count > 1 else word_for(grade, "grade"))
        for grade, count in grades
    ]
    return _(", ").join(counted)


def _of_post(change: Change, said: Called) -> Sentence:
    post = change.subject.id
    facts = {"post": said.number(post), "title": said.title(post)}
    found = said.compared.post_of(post)
    if found and change.change in ("established", "abolished"):
        facts |= {"grade": word_for(found.grade, "grade"), "unit": _place(change, found, said)}
    code = _POST_CODES[change.change]
    if change.change == "reporting_changed":
        code = f"{code}.{change.field}"
    return Sentence(words(code), facts | _values(change, said))


_POST_CODES: Mapping[str, str] = {
    "established": "post_established.now",
    "abolished": "post_abolished.gone",
    "merged": "post_merged.gone",
    "split": "post_split.gone",
    "replaced": "post_replaced.gone",
    "moved": "post_moved.now",
    "renumbered": "post_renumbered",
    "retitled": "post_retitled",
    "reclassified": "post_reclassified",
    "restationed": "duty_station_moved",
    "funding_changed": "funding_changed",
    "category_changed": "category_changed",
    "contract_changed": "contract_changed",
    "fte_changed": "fte_changed",
    "frozen": "post_frozen.now",
    "unfrozen": "post_unfrozen.now",
    "adopted": "description_adopted.now",
    "adoption_ended": "adoption_ended",
    "reporting_changed": "reporting_changed",
}


def _place(change: Change, post: Post, said: Called) -> str:
    """The unit that a post is established in as it is called then, or was in as it was called."""
    side = said.compared.after if change.change == "established" else None
    return said.code(post.unit, side)


def _values(change: Change, said: Called) -> dict[str, object]:
    """What was and what is, as people call it."""
    values = (change.before, change.after)
    sides = (said.compared.before, said.compared.after)
    match change.change:
        case "moved":
            told = [
                said.code(value, side) if isinstance(value, int) else ""
                for value, side in zip(values, sides, strict=True)
            ]
        case "retitled":
            told = [said.wording(_id(value)) for value in values]
        case "reporting_changed" | "merged" | "split" | "replaced":
            nobody = _("nobody by a line of its own")
            told = [said.number(value) if isinstance(value, int) else nobody for value in values]
        case "adopted" | "adoption_ended":
            told = [str(said.versions.get(_id(value), "")) for value in values]
        case "reclassified" | "funding_changed" | "category_changed" | "contract_changed":
            told = [_in_word(change, value) for value in values]
        case "restationed":
            told = [said.place(str(value)) if value else _("none") for value in values]
        case "fte_changed":
            told = [hundredths_in_words(_id(value)) for value in values]
        case _:
            told = [str(value) if value else _("none") for value in values]
    return {"before": told[0], "after": told[1]}


def _in_word(change: Change, value: object) -> str:
    """The word for a code of the field that changes, whose vocabulary has its name."""
    return word_for(str(value), change.field or "") if value else _("none")


def _code(said: Called, value: object) -> str:
    return said.code(value) if isinstance(value, int) else ""


def _kind(value: object) -> str:
    return str(UNIT_KINDS.get(str(value), value))


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
