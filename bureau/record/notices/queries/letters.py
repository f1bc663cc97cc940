"""The mail that says something waits: what, why, by when, where; in the person's language."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.record.accounts.models import Person
from bureau.record.notices.models import Notice, OutboxMail
from bureau.web import kinds

SUBJECT_LENGTH_MAX = 150
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
    """The letter as it would be written now; None where it is no longer true, or not theirs."""
    notice, person = mail.notice, mail.person.merged_into or mail.person
    with translation.override(person.language):
        name = _name(notice, person)
        if name is None or not _still_waits(notice):
            return None
        said = {
            "name": one_line(name),
            "why": one_line(kinds.sentence(notice.kind, Reason(notice.code, notice.facts))),
            "due": notice.due,
            "waits": kinds.kind(notice.kind).waits,
            "address": f"{settings.BUREAU_ADDRESS}{notice.address}",
        }
        return Letter(
            _address(person),
            one_line(render_to_string("notices/subject.txt", said))[:SUBJECT_LENGTH_MAX],
            render_to_string("notices/mail.txt", said),
            _with_secret(notice, said),
        )


def _with_secret(notice: Notice, said: Mapping[str, object]) -> str:
    address = kinds.address_sent(notice.kind, notice.number)
    if not address:
        return ""
    opened = {**said, "address": f"{settings.BUREAU_ADDRESS}{address}"}
    return render_to_string("notices/mail.txt", opened)


def one_line(text: str) -> str:
    """Without line breaks, control signs and hidden turns: safe in a header, plain in a body."""
    plain = "".join(
        " " if unicodedata.category(each) == "Cc" else each for each in text if each not in TURNS
    )
    return " ".join(plain.split())


def _name(notice: Notice, person: Person) -> str | None:
    """How the thing is named to this person; None where they may not see it now."""
    actor = import_string(settings.BUREAU_ACTOR)(person, timezone.localdate())
    reference = Reference(notice.kind, notice.number)
    label = kinds.describe(actor, [reference]).get(reference)
    return label.name if label else None


def _still_waits(notice: Notice) -> bool:
    told = kinds.telling(notice.kind, [notice.number])
    return any((each.person, each.key) == (notice.person_id, notice.key) for each in told)


def _address(person: Person) -> str:
    try:
        validate_email(person.email)
    except ValidationError:
        return ""
    return person.email
