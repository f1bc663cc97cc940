"""What happened to people in posts; without names where the reader may not see them."""

from django.utils.translation import gettext as _

from bureau.core.structure.difference import Change
from bureau.core.structure.views import Engagement, Incumbency
from bureau.institution.organisation.queries.called import Called
from bureau.institution.organisation.texts.sentences import Sentence, words
from bureau.institution.organisation.texts.words import ENGAGEMENT_MANNERS, INCUMBENCY_MANNERS
from bureau.web.formats import hundredths_in_words


def of_incumbency(change: Change, said: Called) -> Sentence:
    """Who came, who left, or what changed of an incumbency that stands on both sides."""
    if change.subject.kind == "post":
        return _come_or_gone(change, said)
    held = said.compared.after.view(change.subject)
    post = held.post if isinstance(held, Incumbency) else 0
    person = held.person if isinstance(held, Incumbency) else 0
    facts: dict[str, object] = {
        "person": said.people.get(person) or _("The holder"),
        "post": said.number(post),
        **_values(change, said),
    }
    code = f"incumbency_{change.change}" if change.change == "moved" else change.change
    return Sentence(words(code), facts)


def of_engagement(change: Change, said: Called) -> Sentence:
    """Who begins or ends to work in a unit beside its posts, or what changes of that."""
    if change.subject.kind == "unit":
        person = change.after if change.change == "engaged" else change.before
        facts: dict[str, object] = {
            "person": said.people.get(_id(person)) or _("Somebody"),
            "unit": said.code(change.subject.id),
            "manner": str(ENGAGEMENT_MANNERS.get(str(change.field), change.field)),
        }
        code = "person_engaged" if change.change == "engaged" else "engagement_ended.manner"
        return Sentence(words(code), facts)
    held = said.compared.after.view(change.subject)
    engaged = held if isinstance(held, Engagement) else None
    facts = {
        "person": said.people.get(engaged.person if engaged else 0) or _("Somebody"),
        "unit": said.code(engaged.unit) if engaged else "",
    }
    if change.change == "moved":
        facts["before"] = said.code(_id(change.before))
        return Sentence(words("engagement_moved"), facts)
    if change.change == "supervisor_changed" and change.after:
        facts["post"] = said.number(_id(change.after))
        return Sentence(words("engagement_supervised"), facts)
    return Sentence(words("engagement_on_other_terms"), facts)


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0


def _come_or_gone(change: Change, said: Called) -> Sentence:
    has_come = change.change == "appointed"
    person = change.after if has_come else change.before
    name = said.people.get(person) if isinstance(person, int) else None
    code = "person_appointed" if has_come else "incumbency_ended"
    manner = "" if change.field in (None, "holder") else f".{change.field}"
    told = words(f"{code}{manner}" if name else f"{code}{manner}.unnamed")
    return Sentence(told, {"person": name, "post": said.number(change.subject.id)})


def _values(change: Change, said: Called) -> dict[str, object]:
    values = (change.before, change.after)
    match change.change:
        case "moved":
            told = [said.number(value) if isinstance(value, int) else "" for value in values]
        case "share_changed":
            told = [hundredths_in_words(v) if isinstance(v, int) else "" for v in values]
        case "manner_changed":
            told = [str(INCUMBENCY_MANNERS.get(str(value), value)) for value in values]
        case _:
            somebody = _("a holder")
            told = [said.people.get(v, somebody) if isinstance(v, int) else "" for v in values]
    return {"before": told[0], "after": told[1]}
