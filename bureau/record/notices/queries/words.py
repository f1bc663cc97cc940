"""Who reads the words of which mail: its recipient, and whoever may see what it is about."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q
from django.utils import translation

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.record.accounts.models import Person
from bureau.record.notices.models import Notice, OutboxMail
from bureau.record.notices.queries.letters import names_told, one_line
from bureau.web import kinds


def words_readable(actor: Actor, ids: Collection[int]) -> set[int]:
    """The mails of these whose subject and body the actor may read.

    To others than its recipient a mail shows its words where they see all that it is about, and
    know it by the very name that the mail says: a title drafted again is not the submitted one.
    """
    mails = list(OutboxMail.objects.filter(pk__in=ids).select_related("person__merged_into"))
    mine = {mail.pk for mail in mails if actor.person in (mail.person_id, _now(mail).pk)}
    about = things_of(mails)
    others = [mail for mail in mails if mail.pk not in mine and about[mail.pk]]
    names: dict[tuple[str, Reference], str] = {}
    for language in {_now(mail).language for mail in others}:
        told = [mail for mail in others if _now(mail).language == language]
        with translation.override(language):
            seen = kinds.describe(actor, {thing for mail in told for thing in about[mail.pk]})
        names |= {(language, thing): one_line(label.name) for thing, label in seen.items()}
    return mine | {
        mail.pk
        for mail in others
        if names_told(mail) == {names.get((_now(mail).language, thing)) for thing in about[mail.pk]}
    }


def things_of(mails: Collection[OutboxMail]) -> dict[int, set[Reference]]:
    """What each of these mails is about: the thing of its notice, or all that was gathered."""
    found: dict[int, set[Reference]] = defaultdict(set)
    by_notice = {mail.notice_id: mail.pk for mail in mails if mail.notice_id}
    asked = Q(pk__in=by_notice) | Q(letter__in=[mail.pk for mail in mails])
    rows = Notice.objects.filter(asked).values_list("pk", "letter", "kind", "number")
    for notice, letter, kind, number in rows:
        for mail in (by_notice.get(notice), letter):
            if mail is not None:
                found[mail].add(Reference(kind, number))
    return found


def _now(mail: OutboxMail) -> Person:
    return mail.person.merged_into or mail.person
