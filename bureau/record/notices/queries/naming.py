"""Which mails name a person: about them, or with one of their names in the words; and what such a
mail says without the name. Which mails a legal hold keeps."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, Q

from bureau.core.lookalikes import is_seen
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import former_names, told
from bureau.record.erasure.queries import held_since, name_erased
from bureau.record.journal.models import Subject
from bureau.record.notices.models import Notice, OutboxMail
from bureau.record.notices.queries.letters import SUBJECT_LENGTH_MAX, one_line

IN_LATIN_TOO = re.compile(r"(.+) \((.+)\)")
TOGETHER = frozenset(
    {"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO", "HANGUL"}
    | {"THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"}
)
"""Scripts that part no words, or write endings and particles onto a name."""
AND = "و"
"""The Arabic word that is written onto the next one."""
type Words = tuple[str, str]
"""Subject and body of a mail."""


def mails_held() -> Q:
    """The mails that a legal hold keeps: to a person under one, and those that name them."""
    held = sorted(held_since())
    to_them = Q(person__in=held) | Q(person__merged_into__in=held)
    return to_them | Q(pk__in=words_without(held))


def words_without(people: Collection[int]) -> dict[int, Words]:
    """The words of each mail about one of these people, or that says a name of theirs: with the
    number in place of the name, and none where a mail about them calls them otherwise.

    A name is as it is now or was before, in either script, or the mail address. One of a single
    word counts where an entry names the person and what the mail is about: it may be any word.
    """
    found: dict[int, Words] = {}
    for person in Person.objects.filter(pk__in=people):
        names = sorted(_names(person), key=len, reverse=True)
        full = [name for name in names if _is_full(name)]
        for pk, subject, body, is_about, is_near in _rows(person.pk, names):
            before = found.get(pk, (subject, body))
            label, said = name_erased(person.pk), names if is_about or is_near else full
            after = _without(before[0], said, label), _without(before[1], said, label)
            if after != before:
                is_cut = len(subject) >= SUBJECT_LENGTH_MAX
                found[pk] = ("", after[1]) if is_cut else after
            elif is_about:
                found[pk] = ("", "")
    return found


def _rows(person: int, names: Collection[str]) -> Iterable[tuple[int, str, str, bool, bool]]:
    """Mails that may name a person, each with whether it is about them, or about something that an
    entry names together with them."""
    notices = Notice.objects.filter(Q(pk=OuterRef("notice")) | Q(letter=OuterRef("pk")))
    of_them = Subject.objects.filter(kind="person", number=person)
    things = Subject.objects.filter(
        Q(entry__person=person) | Q(entry__in=of_them.values("entry")),
        kind=OuterRef("kind"),
        number=OuterRef("number"),
    )
    is_about = Exists(notices.filter(kind="person", number=person))
    said = Q(is_about=True)
    for name in names:
        said |= Q(subject__contains=name) | Q(body__contains=name)
    rows = OutboxMail.objects.annotate(
        is_about=is_about, is_near=Exists(notices.filter(Exists(things)))
    )
    return rows.filter(said).values_list("pk", "subject", "body", "is_about", "is_near")


def _names(person: Person) -> set[str]:
    """What a reader can see of what somebody is and was called."""
    before = [former for _until, former in former_names(person.pk)]
    listed = [person.name, person.transliteration, told(person), person.email, *before]
    for each in before:
        listed += _scripts(each)
    return {one_line(each) for each in listed if is_seen(each)} - {name_erased(person.pk)}


def _scripts(name: str) -> Iterator[str]:
    if both := IN_LATIN_TOO.fullmatch(name):
        yield from both.groups()


def _is_full(name: str) -> bool:
    """Whether a name is of several words, or a mail address. Where words are written together, each
    sign counts as one."""
    words = name if _script(name[0]) in TOGETHER else name.split()
    return len(words) > 1 or "@" in name


def _without(words: str, names: Iterable[str], label: str) -> str:
    """The words with a label in place of each of these names, the longer ones first."""
    for name in names:
        place = words.find(name)
        while place >= 0:
            before, after = words[:place], words[place + len(name) :]
            stands_alone = _stands_alone(name, before, after)
            if stands_alone:
                words = f"{before}{label}{after}"
            place = words.find(name, place + (len(label) if stands_alone else 1))
    return words


def _stands_alone(name: str, before: str, after: str) -> bool:
    """Whether a name between these is no part of a longer one, where its script parts words."""
    letters = [sign for sign in name if not _is_mark(sign)] or [name]
    first, last = letters[0], letters[-1]
    is_joined = before[-1:] == AND and not _goes_on(first, before[-2:-1])
    begins = is_joined or not _goes_on(first, before[-1:])
    return begins and not _goes_on(last, after[:1])


def _goes_on(edge: str, sign: str) -> bool:
    """Whether the word at the edge of a name goes on with this sign: a letter of its script, a
    digit or an accent."""
    if not sign or _script(edge) in TOGETHER:
        return False
    if sign == "_" or sign.isdigit():
        return True
    is_letter = sign.isalpha() or _is_mark(sign)
    return is_letter and _script(sign) in (_script(edge), "COMBINING")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
