"""What happened to people in posts; without names where the reader may not see them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.structure.difference import Change
from bureau.core.structure.views import Engagement, Incumbency
from bureau.institution.organisation.queries.differences import Called
from bureau.institution.organisation.texts.sentences import Sentence
from bureau.institution.organisation.texts.words import ENGAGEMENT_MANNERS, INCUMBENCY_MANNERS
from bureau.web.formats import hundredths_in_words

_NAMED: Mapping[tuple[str, str], Promise] = {
    ("appointed", "holder"): gettext_lazy("{person} is appointed to post {post}."),
    ("appointed", "acting"): gettext_lazy("{person} begins to act in post {post}."),
    ("appointed", "lien"): gettext_lazy("{person} has a lien on post {post}."),
    ("ended", "holder"): gettext_lazy("{person} no longer holds post {post}."),
    ("ended", "acting"): gettext_lazy("{person} no longer acts in post {post}."),
    ("ended", "lien"): gettext_lazy("{person} no longer has a lien on post {post}."),
}
_UNNAMED: Mapping[tuple[str, str], Promise] = {
    ("appointed", "holder"): gettext_lazy("A holder is appointed to post {post}."),
    ("appointed", "acting"): gettext_lazy("Somebody begins to act in post {post}."),
    ("appointed", "lien"): gettext_lazy("A lien on post {post} begins."),
    ("ended", "holder"): gettext_lazy("A holder leaves post {post}."),
    ("ended", "acting"): gettext_lazy("Somebody no longer acts in post {post}."),
    ("ended", "lien"): gettext_lazy("A lien on post {post} ends."),
}


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
    words = {
        "moved": _("{person} moves from post {before} to post {after}."),
        "share_changed": _("The share in post {post} changes from {before} to {after}: {person}."),
        "manner_changed": _("{person} is in post {post} as {after}; before, as {before}."),
        "person_changed": _("Post {post} passes from {before} to {after}."),
    }[change.change]
    return Sentence(words, facts)


def of_engagement(change: Change, said: Called) -> Sentence:
    """Who begins or ends to work in a unit beside its posts, or what changes of that."""
    if change.subject.kind == "unit":
        person = change.after if change.change == "engaged" else change.before
        facts: dict[str, object] = {
            "person": said.people.get(_id(person)) or _("Somebody"),
            "unit": said.code(change.subject.id),
            "manner": str(ENGAGEMENT_MANNERS.get(str(change.field), change.field)),
        }
        if change.change == "engaged":
            words = _("{person} is engaged in {unit} beside its posts: {manner}.")
            return Sentence(words, facts)
        return Sentence(_("{person} is no longer engaged in {unit}: {manner}."), facts)
    held = said.compared.after.view(change.subject)
    engaged = held if isinstance(held, Engagement) else None
    facts = {
        "person": said.people.get(engaged.person if engaged else 0) or _("Somebody"),
        "unit": said.code(engaged.unit) if engaged else "",
    }
    if change.change == "moved":
        facts["before"] = said.code(_id(change.before))
        words = _("{person} is engaged in {unit} instead of {before}.")
        return Sentence(words, facts)
    if change.change == "supervisor_changed" and change.after:
        facts["post"] = said.number(_id(change.after))
        words = _("{person}, engaged in {unit}, is supervised by post {post}.")
        return Sentence(words, facts)
    return Sentence(_("The engagement of {person} in {unit} is on other terms."), facts)


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0


def _come_or_gone(change: Change, said: Called) -> Sentence:
    person = change.after if change.change == "appointed" else change.before
    name = said.people.get(person) if isinstance(person, int) else None
    words = (_NAMED if name else _UNNAMED)[change.change, change.field or "holder"]
    return Sentence(str(words), {"person": name, "post": said.number(change.subject.id)})


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
