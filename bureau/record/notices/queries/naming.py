"""Which mails to others name a person: about them, or with one of their names in the words."""

import re
import unicodedata
from collections.abc import Collection, Iterator

from django.db.models import Q

from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import former_names, told
from bureau.record.erasure.queries import name_erased
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import one_line

IN_LATIN_TOO = re.compile(r"(.+) \((.+)\)")


def mails_naming(people: Collection[int]) -> set[int]:
    """The mails about one of these people, and those whose words say a name of theirs: as it is now
    or was before, in either script, or their mail address."""
    about = Q(notice__kind="person", notice__number__in=people) | Q(
        gathered__kind="person", gathered__number__in=people
    )
    found = set(OutboxMail.objects.filter(about).values_list("pk", flat=True))
    for person in Person.objects.filter(pk__in=people):
        for name in sorted(_names(person)):
            said = Q(subject__contains=name) | Q(body__contains=name)
            rows = OutboxMail.objects.filter(said).values_list("pk", "subject", "body")
            found |= {pk for pk, subject, body in rows if _says(name, f"{subject}\n{body}")}
    return found


def _names(person: Person) -> set[str]:
    before = [former for _until, former in former_names(person.pk)]
    listed = [person.name, person.transliteration, told(person), person.email, *before]
    for each in before:
        listed += _scripts(each)
    return {one_line(each) for each in listed} - {"", name_erased(person.pk)}


def _scripts(name: str) -> Iterator[str]:
    if both := IN_LATIN_TOO.fullmatch(name):
        yield from both.groups()


def _says(name: str, words: str) -> bool:
    """As words of their own, in Latin letters; other scripts write words together."""
    if not name.isascii():
        return name in words
    place = words.find(name)
    while place >= 0:
        end = place + len(name)
        if not any(map(_goes_on, (words[place - 1 : place], words[end : end + 1]))):
            return True
        place = words.find(name, place + 1)
    return False


def _goes_on(sign: str) -> bool:
    """Whether a word in Latin letters goes on with this sign: a letter, a digit or an accent."""
    if not sign:
        return False
    is_latin = sign.isalnum() and unicodedata.name(sign, "").startswith(("LATIN", "DIGIT"))
    return is_latin or sign == "_" or unicodedata.category(sign).startswith("M")
