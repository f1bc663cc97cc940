"""What a set changes, as sentences: "SED is established under TSB"."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext as _

from bureau.core.changes.sentences import Sentence
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.organisation.texts.words import word_for

type Say = Callable[[Mapping[str, Any], Naming], str]

PLAIN: dict[str, str] = {
    "unit_established": gettext_noop("{unit} ({name}) is established under {parent}."),
    "unit_established.top": gettext_noop("{unit} ({name}) is established, under no other unit."),
    "unit_moved": gettext_noop("{unit} moves from {origin} to {into}."),
    "unit_moved.top": gettext_noop("{unit} moves from under {origin} to the top."),
    "unit_moved.from_top": gettext_noop("{unit} moves from the top to under {into}."),
    "unit_split": gettext_noop("{into} is split off from {unit}."),
    "unit_abolished": gettext_noop("{unit} is abolished; {successor} takes its place."),
    "unit_abolished.none": gettext_noop("{unit} is abolished; nothing takes its place."),
    "unit_headed": gettext_noop("{post} becomes head of {unit}."),
    "unit_unheaded": gettext_noop("{unit} is without a head."),
    "head_unchanged": gettext_noop("The head of {unit} stays {post}."),
    "unit_unchanged": gettext_noop("{unit} does not change."),
    "post_established": gettext_noop("Post {post} ({grade}) is established in {into}."),
    "post_moved": gettext_noop("Post {post} moves from {origin} to {into}."),
    "post_moved_heads": gettext_noop(
        "Post {post} moves from {origin} to {into} and becomes its head."
    ),
    "post_abolished": gettext_noop("Post {post} in {origin} is abolished; {successor} succeeds."),
    "post_abolished.none": gettext_noop("Post {post} in {origin} is abolished, with no successor."),
    "post_frozen": gettext_noop("Post {post} is frozen."),
    "post_unfrozen": gettext_noop("Post {post} is no longer frozen."),
    "reporting_changed": gettext_noop("Post {post} reports to {after} instead of {before}."),
    "reporting_changed.new": gettext_noop("Post {post} reports to {after}."),
    "reporting_changed.none": gettext_noop("Post {post} no longer reports to {before}."),
    "description_adopted": gettext_noop("A new job description of post {post} is adopted."),
    "description_adopted.first": gettext_noop("The job description of post {post} is adopted."),
    "description_adopted.none": gettext_noop("Post {post} is left without a job description."),
    "duty_moved": gettext_noop("A duty moves from post {post} to post {into}."),
    "person_appointed": gettext_noop("{person} is appointed to post {post}."),
    "person_appointed.acting": gettext_noop("{person} acts in post {post}."),
    "person_appointed.lien": gettext_noop("{person} keeps a lien on post {post}."),
    "incumbency_ended": gettext_noop("{person} no longer holds post {post}."),
    "person_engaged": gettext_noop("{person} is engaged in {unit} beside its posts: {manner}."),
    "engagement_changed": gettext_noop(
        "{person} is engaged in {unit} from then on, supervised by {supervisor}."
    ),
    "engagement_changed.none": gettext_noop("{person} is engaged in {unit} from then on."),
    "engagement_ended": gettext_noop("{person} is no longer engaged in {unit}."),
}


def change_sentence(sentence: Sentence, names: Naming) -> str:
    """The sentence in the language of the page; its day is `sentence.day`."""
    say = SAYINGS.get(sentence.code)
    if say:
        return say(sentence.facts, names)
    message = PLAIN[_variant(sentence.code, sentence.facts)]
    return gettext(message).format(**_told(sentence.code, sentence.facts, names))


def _variant(code: str, facts: Mapping[str, Any]) -> str:
    """Which of several sentences with one code: where something is missing, another."""
    missing = {name for name, value in facts.items() if value is None}
    match code:
        case "unit_established" if "parent" in missing:
            return f"{code}.top"
        case "unit_moved" if "into" in missing:
            return f"{code}.top"
        case "unit_moved" if "from" in missing:
            return f"{code}.from_top"
        case "unit_abolished" | "post_abolished" if "successor" in missing:
            return f"{code}.none"
        case "reporting_changed" | "description_adopted" if "after" in missing:
            return f"{code}.none"
        case "reporting_changed" if "before" in missing:
            return f"{code}.new"
        case "description_adopted" if "before" in missing:
            return f"{code}.first"
        case "engagement_changed" if "supervisor" in missing:
            return f"{code}.none"
        case "person_appointed" if facts["manner"] != "holder":
            return f"{code}.{facts['manner']}"
    return code


def _told(code: str, facts: Mapping[str, Any], names: Naming) -> dict[str, str]:
    """Each fact as it is called in a sentence of this code."""
    named_posts = {"duty_moved": ("into",), "post_abolished": ("successor",)}
    posts = ("post", "before", "after", "supervisor", *named_posts.get(code, ()))
    told = {}
    for name, value in facts.items():
        key = "origin" if name == "from" else name
        if name in posts:
            told[key] = names.post(value)
        elif name in ("unit", "from", "into", "parent", "successor"):
            told[key] = str(facts.get(f"{name}_code") or names.unit(value))
        elif name == "person":
            told[key] = names.person(value) or _("A person")
        elif name == "manner" and code == "person_engaged":
            told[key] = word_for(value, "engagement")
        elif name == "name":
            told[key] = names.wording(value)
        else:
            told[key] = str(value)
    return told


def _renamed(facts: Mapping[str, Any], names: Naming) -> str:
    before, after = facts["before"], facts["after"]
    unit = str(before.get("code") or facts["unit_code"] or names.unit(facts["unit"]))
    if "name" not in after:
        return _("{unit} gets the code {code}.").format(unit=unit, code=after["code"])
    name = names.wording(after["name"])
    if "code" not in after:
        return _("{unit} is renamed: {name}.").format(unit=unit, name=name)
    return _("{unit} is renamed {code} ({name}).").format(unit=unit, code=after["code"], name=name)


def _merged(facts: Mapping[str, Any], names: Naming) -> str:
    count = facts["post_count"]
    told = {"unit": facts["unit_code"], "into": facts["into_code"], "count": count}
    if not count:
        return _("{unit} is merged into {into}.").format(**told)
    return ngettext(
        "{unit} is merged into {into}; {count} post goes with it.",
        "{unit} is merged into {into}; {count} posts go with it.",
        count,
    ).format(**told)


def _kind_changed(facts: Mapping[str, Any], names: Naming) -> str:
    return _("{unit} becomes a {after}; it was a {before}.").format(
        unit=facts["unit_code"] or names.unit(facts["unit"]),
        before=word_for(facts["before"]["kind"], "unit_kind"),
        after=word_for(facts["after"]["kind"], "unit_kind"),
    )


def _field_changed(message: str, field: str) -> Say:
    def say(facts: Mapping[str, Any], names: Naming) -> str:
        before, after = facts["before"].get(field), facts["after"].get(field)
        if field == "title":
            before, after = names.wording(before), names.wording(after)
        number = facts.get("number") or names.post(facts["post"])
        return gettext(message).format(post=number, before=before, after=after)

    return say


def _posts(facts: Mapping[str, Any], names: Naming) -> dict[str, Any]:
    grades = [
        _("{count} × {grade}").format(count=count, grade=grade) for grade, count in facts["grades"]
    ]
    return {
        "count": facts["count"],
        "grades": _(", ").join(grades),
        "origin": facts.get("from_code") or names.unit(facts.get("from")),
        "into": facts.get("into_code") or names.unit(facts.get("into")),
    }


def _posts_established(facts: Mapping[str, Any], names: Naming) -> str:
    return ngettext(
        "{count} post ({grades}) is established in {into}.",
        "{count} posts ({grades}) are established in {into}.",
        facts["count"],
    ).format(**_posts(facts, names))


def _posts_moved(facts: Mapping[str, Any], names: Naming) -> str:
    return ngettext(
        "{count} post ({grades}) moves from {origin} to {into}.",
        "{count} posts ({grades}) move from {origin} to {into}.",
        facts["count"],
    ).format(**_posts(facts, names))


def _posts_abolished(facts: Mapping[str, Any], names: Naming) -> str:
    return ngettext(
        "{count} post ({grades}) in {origin} is abolished.",
        "{count} posts ({grades}) in {origin} are abolished.",
        facts["count"],
    ).format(**_posts(facts, names))


def _posts_frozen(facts: Mapping[str, Any], names: Naming) -> str:
    return ngettext(
        "{count} post ({grades}) is frozen.",
        "{count} posts ({grades}) are frozen.",
        facts["count"],
    ).format(**_posts(facts, names))


def _posts_unfrozen(facts: Mapping[str, Any], names: Naming) -> str:
    return ngettext(
        "{count} post ({grades}) is no longer frozen.",
        "{count} posts ({grades}) are no longer frozen.",
        facts["count"],
    ).format(**_posts(facts, names))


SAYINGS: dict[str, Say] = {
    "unit_renamed": _renamed,
    "unit_merged": _merged,
    "unit_kind_changed": _kind_changed,
    "post_retitled": _field_changed(
        gettext_noop("Post {post} is retitled from “{before}” to “{after}”."), "title"
    ),
    "post_renumbered": _field_changed(
        gettext_noop("Post {before} gets the number {after}."), "number"
    ),
    "post_reclassified": _field_changed(
        gettext_noop("Post {post} is reclassified from {before} to {after}."), "grade"
    ),
    "duty_station_moved": _field_changed(
        gettext_noop("The duty station of post {post} moves from {before} to {after}."),
        "duty_station",
    ),
    "posts_established": _posts_established,
    "posts_moved": _posts_moved,
    "posts_abolished": _posts_abolished,
    "posts_frozen": _posts_frozen,
    "posts_unfrozen": _posts_unfrozen,
}
