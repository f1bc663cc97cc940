"""What a draft changes: what its sentences name, in the words of `organisation/texts/sentences`."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from django.utils.translation import gettext as _

from bureau.core.changes.sentences import Sentence
from bureau.core.references import Reference
from bureau.institution.governance.queries.naming import STATION, Naming
from bureau.institution.governance.texts.replaced import replaced_sentence
from bureau.institution.organisation.texts.sentences import words, words_naming, words_of_several
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import hundredths_in_words, isolated

type Say = Callable[[Mapping[str, Any], Naming], str]


def change_sentence(sentence: Sentence, names: Naming) -> str:
    """The sentence in the language of the page; its day is `sentence.day`."""
    names = names.on(sentence.day)
    say = SAYINGS.get(sentence.code)
    if say:
        return say(sentence.facts, names)
    variant, told = _variant(sentence.code, sentence.facts), _told(sentence, names)
    if sentence.code == "unit_established":
        return words_naming(variant, told["unit"], told["name"]).format(**told)
    return words(variant).format(**told)


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
        case "reporting_changed":
            return _variant_of_line(facts["manner"], missing)
        case "description_adopted" if "after" in missing:
            return f"{code}.none"
        case "description_adopted" if "before" in missing:
            return f"{code}.first"
        case "engagement_changed" if "supervisor" in missing:
            return f"{code}.none"
        case "person_appointed" if facts["manner"] != "holder":
            return f"{code}.{facts['manner']}"
    return code


def _variant_of_line(manner: str, missing: Set[str]) -> str:
    code = "reporting_changed" + (".functional" if manner == "functional" else "")
    if "after" in missing:
        return f"{code}.none"
    return f"{code}.new" if "before" in missing else code


def _block(facts: Mapping[str, Any], names: Naming) -> dict[str, str]:
    return {
        "title": names.wording(facts["title"]),
        "grade": word_for(str(facts["grade"] or ""), "grade"),
        "count": hundredths_in_words(facts["fte"] or 0),
    }


def _block_in(code: str, place: str) -> Say:
    def say(facts: Mapping[str, Any], names: Naming) -> str:
        unit = facts[f"{place}_code"] or names.unit(facts[place])
        return words(code).format(unit=unit, **_block(facts, names))

    return say


def _block_changed(facts: Mapping[str, Any], names: Naming) -> str:
    """A sentence for each thing that is another of counted posts."""
    called: Mapping[str, Callable[[Any], str]] = {
        "fte": lambda value: hundredths_in_words(value or 0),
        "unit": names.unit,
        "superior": lambda value: names.post(value) or _("none"),
    }
    told = _block(facts, names)
    said = [
        words(f"block_changed.{name}").format(
            before=call(facts["before"][name]), after=call(facts["after"][name]), **told
        )
        for name, call in called.items()
        if name in facts["after"]
    ]
    return " ".join(said) or words("block_changed.same").format(**told)


def _told(sentence: Sentence, names: Naming) -> dict[str, str]:
    """Each fact as it is called in the sentence."""
    code, facts = sentence.code, sentence.facts
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
        elif name == "grade":
            told[key] = word_for(str(value), "grade")
        else:
            told[key] = str(value)
    return told


def _renamed(facts: Mapping[str, Any], names: Naming) -> str:
    before = facts["before"]
    after = {name: value for name, value in facts["after"].items() if value != before.get(name)}
    told = {
        "unit": str(before.get("code") or facts["unit_code"] or names.unit(facts["unit"])),
        "name": names.wording(after.get("name")),
        "after": after.get("code"),
    }
    if not after:
        return words("unit_renamed.same").format(**told)
    if "name" not in after:
        return words("unit_renamed.code").format(**told)
    if "code" not in after:
        return words("unit_renamed.name").format(**told)
    return words_naming("unit_renamed", str(after["code"]), str(told["name"])).format(**told)


def _merged(facts: Mapping[str, Any], names: Naming) -> str:
    count = facts["post_count"]
    told = {"unit": facts["unit_code"], "into": facts["into_code"], "count": count}
    message = words_of_several("unit_merged", count) if count else words("unit_merged")
    return message.format(**told)


def _kind_changed(facts: Mapping[str, Any], names: Naming) -> str:
    return words("unit_kind_changed").format(
        unit=facts["unit_code"] or names.unit(facts["unit"]),
        before=word_for(facts["before"]["kind"], "unit_kind"),
        after=word_for(facts["after"]["kind"], "unit_kind"),
    )


def _field_changed(code: str, field: str) -> Say:
    def say(facts: Mapping[str, Any], names: Naming) -> str:
        before, after = facts["before"].get(field), facts["after"].get(field)
        if field == "title":
            before, after = names.wording(before), names.wording(after)
        if field == STATION:
            before, after = names.place(before), names.place(after)
        if field == "grade":
            before, after = word_for(str(before), field), word_for(str(after), field)
        number = facts.get("number") or names.post(facts["post"])
        return words(code).format(post=number, before=before, after=after)

    return say


def _posts(facts: Mapping[str, Any], names: Naming) -> dict[str, Any]:
    grades = [
        isolated(_("{count} × {grade}").format(count=count, grade=word_for(grade, "grade")))
        for grade, count in facts["grades"]
    ]
    return {
        "count": facts["count"],
        "grades": _(", ").join(grades),
        "origin": facts.get("from_code") or names.unit(facts.get("from")),
        "into": facts.get("into_code") or names.unit(facts.get("into")),
    }


def _of_several(code: str) -> Say:
    def say(facts: Mapping[str, Any], names: Naming) -> str:
        return words_of_several(code, facts["count"]).format(**_posts(facts, names))

    return say


def _replaced(facts: Mapping[str, Any], names: Naming) -> str:
    kind = next(kind for kind in ("unit", "post", "engagement", "block") if kind in facts)
    return replaced_sentence(Reference(kind, facts[kind]), facts["effect"], facts["fields"], names)


SAYINGS: dict[str, Say] = {
    "unit_renamed": _renamed,
    "unit_merged": _merged,
    "unit_kind_changed": _kind_changed,
    "post_retitled": _field_changed("post_retitled", "title"),
    "post_renumbered": _field_changed("post_renumbered", "number"),
    "post_reclassified": _field_changed("post_reclassified", "grade"),
    "duty_station_moved": _field_changed("duty_station_moved", STATION),
    "block_established": _block_in("block_established", "into"),
    "block_changed": _block_changed,
    "block_abolished": _block_in("block_abolished", "from"),
    "decision_replaced": _replaced,
    "posts_established": _of_several("posts_established"),
    "posts_moved": _of_several("posts_moved"),
    "posts_abolished": _of_several("posts_abolished"),
    "posts_frozen": _of_several("posts_frozen"),
    "posts_unfrozen": _of_several("posts_unfrozen"),
}
