"""What is to be translated: its name, for whom it waits, and what is held of a person by it."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.governance.texts.reasons import sentence as refusal_sentence
from bureau.institution.governance.texts.wiring import describe
from bureau.institution.papers.models import Translating
from bureau.institution.papers.queries.translating import (
    counts_of_translating,
    translated_by,
    under_way,
)
from bureau.web.answers import Label, Personal, Telling, Waiting
from bureau.web.formats import labelled


def translations_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: those of cases that the actor may see."""
    rows = Translating.objects.filter(pk__in=ids, subject_kind=KIND)
    of = dict(rows.values_list("pk", "subject"))
    seen = seen_by(actor, set(of.values()))
    return {pk for pk, case in of.items() if case in seen}


def translations_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """For the wiring table: the case and the language; the address is where it is translated, for
    whoever may, and else that of the papers.

    A draft is named by its reference alone: this goes out in mails and calendars.
    """
    rows = list(Translating.objects.filter(pk__in=ids, subject_kind=KIND))
    cases = seen_by(actor, {row.subject for row in rows})
    names = {number: label.name for number, label in describe(actor, cases).items()}
    names |= {number: seen.row.reference for number, seen in cases.items() if seen.is_draft}
    return {
        row.pk: Label(
            labelled(names[row.subject], _name(row)),
            _leads_to(actor, cases[row.subject].row, row)[1],
        )
        for row in rows
        if row.subject in names
    }


def translations_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: what the actor translates of cases that they still see."""
    if actor.person is None:
        return []
    rows = translated_by(actor.person, KIND)
    seen = seen_by(actor, {row.subject for row in rows})
    cases = describe(actor, seen)
    return [
        Waiting(
            row.until,
            cases[row.subject].name,
            _("You were named to translate it into this language: {language}").format(
                language=_name(row)
            ),
            *_leads_to(actor, seen[row.subject].row, row),
        )
        for row in rows
        if row.subject in cases
    ]


def _leads_to(actor: Actor, case: Reorganisation, row: Translating) -> tuple[str, str]:
    """The verb and the address: whoever may not translate it any more can only say *Done*."""
    if may_translate(actor, case):
        return _("Translate"), _address(row)
    return _("Papers"), _papers(row)


def translations_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: to whoever translates it."""
    return [
        Telling(
            number=row.pk,
            person=row.person,
            key="to_translate",
            code="to_translate",
            facts={"language": row.language},
            address=_papers(row),
            due=row.until,
        )
        for row in under_way(ids)
        if row.subject_kind == KIND
    ]


def sentence(reason: Reason) -> str:
    """For the wiring table: why it waits."""
    if reason.code == "to_translate":
        return _("You were named to translate it.")
    return refusal_sentence(reason)


def translations_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how much is each person's to translate."""
    found = {}
    for person, count in counts_of_translating(people).items():
        told = ngettext("{count} translation to make", "{count} translations to make", count)
        found[person] = [Personal(told.format(count=count), count)]
    return found


def _name(row: Translating) -> str:
    return str(get_language_info(row.language)["name_local"])


def _address(row: Translating) -> str:
    return reverse("reorganisation-translation", args=[row.subject, row.language])


def _papers(row: Translating) -> str:
    return reverse("reorganisation-papers", args=[row.subject])
