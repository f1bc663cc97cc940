"""What happened to people in posts; without names where the reader may not see them."""

from django.utils.translation import gettext as _

from bureau.core.structure.difference import Change
from bureau.core.structure.views import Incumbency
from bureau.institution.organisation.queries.differences import Called
from bureau.institution.organisation.texts.sentences import Sentence, words
from bureau.institution.organisation.texts.words import INCUMBENCY_MANNERS
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
