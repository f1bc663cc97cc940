"""What happened between two coordinates: one sentence for each kind of change."""

from collections import Counter
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bureau.core.structure.difference import Change
from bureau.institution.organisation.queries.differences import OF_PEOPLE, Called, Item
from bureau.institution.organisation.texts.people import of_engagement, of_incumbency
from bureau.institution.organisation.texts.sentences import Sentence
from bureau.institution.organisation.texts.words import UNIT_KINDS
from bureau.web.formats import hundredths_in_words


def sentences(item: Item, said: Called) -> list[Sentence]:
    """The whole of an item; several posts to which the same happened are one sentence."""
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
            return Sentence(_("{unit}, {name}, is abolished; nothing succeeds it."), facts)
        case "kind_changed":
            kinds = {"before": _kind(change.before), "after": _kind(change.after)}
            words = _("The kind of {unit} changes from {before} to {after}.")
            return Sentence(words, facts | kinds)
        case "reordered":
            return Sentence(_("{unit} takes another place among its neighbours."), facts)
        case ending:
            words = {
                "merged": _("{unit}, {name}, is merged into {successor}."),
                "split": _("{unit}, {name}, is split; part of it becomes {successor}."),
                "replaced": _("{unit}, {name}, is replaced by {successor}."),
            }[ending]
            successor = said.code(_id(change.after), said.compared.after)
            return Sentence(words, facts | {"successor": successor})


def _unit_established(change: Change, said: Called) -> Sentence:
    unit = change.subject.id
    found = said.compared.after.unit(unit)
    facts = {"unit": said.code(unit), "name": said.name(unit)}
    if found and found.parent:
        facts["above"] = said.code(found.parent, said.compared.after)
        return Sentence(_("{unit}, {name}, is established under {above}."), facts)
    return Sentence(_("{unit}, {name}, is established."), facts)


def _unit_renamed(change: Change, said: Called) -> Sentence:
    unit = change.subject.id
    now = said.compared.after
    facts = {"unit": said.code(unit), "after": said.code(unit, now), "name": said.name(unit, now)}
    if change.field == "name":
        return Sentence(_("{unit} is now called {name}."), facts)
    if said.name(unit) == facts["name"]:
        return Sentence(_("{unit} becomes {after}; its name stays."), facts)
    return Sentence(_("{unit} becomes {after}, {name}. It is the same unit."), facts)


def _unit_moved(change: Change, said: Called) -> Sentence:
    facts = {
        "unit": said.code(change.subject.id),
        "before": _code(said, change.before),
        "after": said.code(_id(change.after), said.compared.after) if change.after else "",
    }
    if not change.before:
        return Sentence(_("{unit} comes under {after}."), facts)
    if not change.after:
        return Sentence(_("{unit} no longer stands under {before}."), facts)
    return Sentence(_("{unit} moves from {before} to {after}."), facts)


def _unit_headed(change: Change, said: Called) -> Sentence:
    unit = said.code(change.subject.id, said.compared.after)
    if not change.after:
        words = _("{unit} has no head any more; it was post {post}.")
        return Sentence(words, {"unit": unit, "post": said.number(_id(change.before))})
    post = _id(change.after)
    facts = {"unit": unit, "post": said.number(post), "title": said.title(post)}
    return Sentence(_("The head of {unit} is post {post}, {title}."), facts)


def _of_several(item: Item, said: Called) -> Sentence | None:
    """Posts to which one thing happened, counted by grade."""
    first, count = item.first, len(item.changes)
    posts = [said.compared.post_of(change.subject.id) for change in item.changes]
    places = {grade: place for place, grade in enumerate(said.grades)}
    counted = Counter(post.grade for post in posts if post).items()
    grades = sorted(counted, key=lambda one: (places.get(one[0], len(places)), one[0]))
    facts = {"count": count, "grades": grades_in_words(tuple(grades))}
    post = next((post for post in posts if post), None)
    unit = {"unit": said.code(post.unit) if post else ""}
    match first.change:
        case "moved":
            facts["before"] = _code(said, first.before)
            facts["after"] = said.code(_id(first.after), said.compared.after)
            words = ngettext(
                "{count} post moves from {before} to {after}: {grades}.",
                "{count} posts move from {before} to {after}: {grades}.",
                count,
            )
            return Sentence(words, facts)
        case "established":
            words = ngettext(
                "{count} post is established in {unit}: {grades}.",
                "{count} posts are established in {unit}: {grades}.",
                count,
            )
            return Sentence(words, facts | unit)
        case "abolished":
            words = ngettext(
                "{count} post of {unit} is abolished: {grades}.",
                "{count} posts of {unit} are abolished: {grades}.",
                count,
            )
            return Sentence(words, facts | unit)
    return None


def grades_in_words(grades: tuple[tuple[str, int], ...]) -> str:
    """As in “6 P.5, 3 P.4, D.1”."""
    counted = [f"{count} {grade}" if count > 1 else grade for grade, count in grades]
    return _(", ").join(counted)


def _of_post(change: Change, said: Called) -> Sentence:
    post = change.subject.id
    facts = {"post": said.number(post), "title": said.title(post)}
    found = said.compared.post_of(post)
    if found and change.change in ("established", "abolished"):
        facts |= {"grade": found.grade, "unit": said.code(found.unit)}
    words = _POST_WORDS.get((change.change, change.field or ""))
    words = words or _POST_WORDS[change.change, ""]
    return Sentence(str(words), facts | _values(change, said))


_POST_WORDS: Mapping[tuple[str, str], Promise] = {
    ("established", ""): gettext_lazy("Post {post}, {title}, {grade}, is established in {unit}."),
    ("abolished", ""): gettext_lazy("Post {post}, {title}, {grade}, is abolished."),
    ("merged", ""): gettext_lazy("Post {post}, {title}, is merged into post {after}."),
    ("split", ""): gettext_lazy("Post {post}, {title}, is split; part becomes post {after}."),
    ("replaced", ""): gettext_lazy("Post {post}, {title}, is replaced by post {after}."),
    ("moved", ""): gettext_lazy("Post {post}, {title}, moves from {before} to {after}."),
    ("renumbered", ""): gettext_lazy("Post {before} gets the number {after}."),
    ("retitled", ""): gettext_lazy("The title of post {post} changes from {before} to {after}."),
    ("reclassified", ""): gettext_lazy("Post {post} is reclassified from {before} to {after}."),
    ("restationed", ""): gettext_lazy(
        "The duty station of post {post} changes from {before} to {after}."
    ),
    ("funding_changed", ""): gettext_lazy(
        "The funding source of post {post} changes from {before} to {after}."
    ),
    ("category_changed", ""): gettext_lazy(
        "The category of post {post} changes from {before} to {after}."
    ),
    ("contract_changed", ""): gettext_lazy(
        "The contract of post {post} changes from {before} to {after}."
    ),
    ("fte_changed", ""): gettext_lazy(
        "The full-time equivalent of post {post} changes from {before} to {after}."
    ),
    ("frozen", ""): gettext_lazy("Post {post}, {title}, is frozen."),
    ("unfrozen", ""): gettext_lazy("Post {post}, {title}, is no longer frozen."),
    ("adopted", ""): gettext_lazy("Post {post} has a new job description, version {after}."),
    ("adoption_ended", ""): gettext_lazy(
        "The job description of post {post}, version {before}, no longer applies."
    ),
    ("reporting_changed", "line"): gettext_lazy(
        "Post {post} reports to {after}; before, it reported to {before}."
    ),
    ("reporting_changed", "functional"): gettext_lazy(
        "Post {post} reports functionally to {after}; before, it reported to {before}."
    ),
}


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
        case "fte_changed":
            told = [hundredths_in_words(_id(value)) for value in values]
        case _:
            told = [str(value) if value else _("none") for value in values]
    return {"before": told[0], "after": told[1]}


def _code(said: Called, value: object) -> str:
    return said.code(value) if isinstance(value, int) else ""


def _kind(value: object) -> str:
    return str(UNIT_KINDS.get(str(value), value))


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
