"""The mail that says something waits: what, why, by when, where; in the person's language.

Of one thing at once, or of all that was gathered for a day or week.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import is_closed
from bureau.record.erasure.queries import are_erased
from bureau.record.notices.models import Notice, OutboxMail
from bureau.record.notices.queries.calendars import hour_in_words
from bureau.record.notices.queries.choices import choice_of
from bureau.web import kinds

SUBJECT_LENGTH_MAX = 150
OF_SIGNING_IN = "sign_in_change"
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows them, out of sight."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to whom; `address` is "" where the person has none that mail can go to.

    `sent` is the body as it leaves where it carries a secret: the outbox keeps `body` alone.
    """

    address: str
    subject: str
    body: str
    sent: str = field(default="", repr=False)


def letter_for(mail: OutboxMail) -> Letter | None:
    """The letter as it would be written now; None where it is no longer true, or not theirs.

    Whoever was erased is told nothing, whose account is closed that alone.
    """
    notice, person = mail.notice, mail.person.merged_into or mail.person
    if are_erased([person.pk]):
        return None
    if is_closed(person.pk) and (notice is None or notice.kind != OF_SIGNING_IN):
        return None
    actor = import_string(settings.BUREAU_ACTOR)(person)
    with translation.override(person.language), timezone.override(choice_of(actor).zone):
        if notice is None:
            return _gathered(mail, person, actor)
        name = _names([notice], actor).get(Reference(notice.kind, notice.number))
        if name is None or not _still_waiting([notice]):
            return None
        said = _said(notice, name)
        return Letter(
            _address(person),
            one_line(render_to_string("notices/subject.txt", said))[:SUBJECT_LENGTH_MAX],
            render_to_string("notices/mail.txt", said),
            _with_secret(notice, said),
        )


def _gathered(mail: OutboxMail, person: Person, actor: Actor) -> Letter | None:
    """All that was put into it and still waits; None where nothing does."""
    notices = _still_waiting(list(Notice.objects.filter(letter=mail).order_by("due", "pk")))
    names = _names(notices, actor)
    lines = [
        _said(notice, names[thing])
        for notice in notices
        if (thing := Reference(notice.kind, notice.number)) in names
    ]
    if not lines:
        return None
    waiting = sum(line["waits"] for line in lines)
    said = {"lines": lines, "count": waiting, "home": f"{settings.BUREAU_ADDRESS}/"}
    subject = one_line(render_to_string("notices/letter_subject.txt", said))
    body = render_to_string("notices/letter.txt", said)
    return Letter(_address(person), subject[:SUBJECT_LENGTH_MAX], body)


def _said(notice: Notice, name: str) -> dict[str, Any]:
    return {
        "name": one_line(name),
        "why": one_line(kinds.sentence(notice.kind, Reason(notice.code, notice.facts))),
        "due": notice.due,
        "hour": hour_in_words(notice) if notice.due else "",
        "waits": kinds.kind(notice.kind).waits and not notice.is_news,
        "address": f"{settings.BUREAU_ADDRESS}{notice.address}",
    }


def _with_secret(notice: Notice, said: Mapping[str, object]) -> str:
    address = kinds.address_sent(notice.kind, notice.number)
    if not address:
        return ""
    opened = {**said, "address": f"{settings.BUREAU_ADDRESS}{address}"}
    return render_to_string("notices/mail.txt", opened)


def names_told(mail: OutboxMail) -> set[str]:
    """The names of things in what was written: each begins a paragraph of its own. Before them
    stands a greeting; after them one sentence, in the letter of a day or week two."""
    paragraphs = mail.body.strip().split("\n\n")
    told = paragraphs[1:2] if mail.notice_id else paragraphs[1:-2]
    return {each.partition("\n")[0] for each in told}


def one_line(text: str) -> str:
    """Without line breaks, control signs and hidden turns: safe in a header, plain in a body."""
    plain = "".join(
        " " if unicodedata.category(each) == "Cc" else each for each in text if each not in TURNS
    )
    return " ".join(plain.split())


def _names(notices: Sequence[Notice], actor: Actor) -> dict[Reference, str]:
    """How the things are named to the reader; those that they may not see now are left out."""
    things = {Reference(notice.kind, notice.number) for notice in notices}
    return {thing: label.name for thing, label in kinds.describe(actor, things).items()}


def _still_waiting(notices: Sequence[Notice]) -> list[Notice]:
    """Those that are told of now as well: each kind is asked once."""
    numbers: dict[str, set[int]] = {}
    for notice in notices:
        numbers.setdefault(notice.kind, set()).add(notice.number)
    told = {
        (kind, each.number, each.person, each.key)
        for kind, ids in numbers.items()
        for each in kinds.telling(kind, ids)
    }
    return [one for one in notices if (one.kind, one.number, one.person_id, one.key) in told]


def _address(person: Person) -> str:
    try:
        validate_email(person.email)
    except ValidationError:
        return ""
    return person.email
