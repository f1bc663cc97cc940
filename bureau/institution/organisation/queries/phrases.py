"""What the wiring table asks of phrases: how they are named, and who may see them."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import get_language_info

from bureau.core.actors import Actor
from bureau.institution.papers.models import Phrase
from bureau.institution.papers.permissions import may_keep_phrases
from bureau.institution.papers.queries.phrases import key_of
from bureau.web.answers import Label


def phrases_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By the name of the concept and the language; the page is that of the concept."""
    rows = Phrase.objects.filter(pk__in=ids).select_related("body")
    return {
        row.pk: Label(
            f"{key_of(row)} · {get_language_info(row.language)['name_local']}",
            reverse("settings-phrase", query={"concept": key_of(row)}),
        )
        for row in rows
    }


def phrases_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of the organisation, for who keeps them; all for an auditor."""
    rows = Phrase.objects.filter(pk__in=ids)
    if actor.is_auditor():
        return set(rows.values_list("pk", flat=True))
    found = rows.values_list("pk", "organisation")
    return {pk for pk, organisation in found if may_keep_phrases(actor, organisation)}
