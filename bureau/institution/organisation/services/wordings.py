"""Texts that decisions fix, and the editorial work of translating them."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from itertools import batched

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.institution.instruments.services.official import refuse_official_by_author
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.permissions import may_write_descriptions
from bureau.record.journal.services import Act, service

AT_ONCE = 500


@service("organisation.word", pgettext_lazy("act in the journal", "Keep a wording"))
def word(act: Act, *, organisation: int, said: Text) -> int:
    """Keep a text under its hash; the same original again is the same wording."""
    act.need("organisation", organisation)
    return word_texts(act, organisation, [said])[0]


@service("organisation.word_each", pgettext_lazy("act in the journal", "Keep wordings"))
def word_each(
    act: Act, *, organisation: int, words: Collection[str], language: str
) -> dict[str, int]:
    """Keep many texts of one language, in a few statements; the wording of each."""
    each = sorted(set(words))
    texts = [Text.only(language, one) for one in each]
    return dict(zip(each, word_texts(act, organisation, texts), strict=True))


def word_texts(act: Act, organisation: int, texts: Sequence[Text]) -> list[int]:
    """Keep many texts in a few statements; the wording of each, in their order."""
    digests = [
        sha256(f"{said.original}\n{said.in_original}".encode()).hexdigest() for said in texts
    ]
    found: dict[str, int] = {}
    for some in batched(sorted(set(digests)), AT_ONCE):
        rows = Wording.objects.filter(organisation=organisation, hash__in=some).order_by("-pk")
        found |= dict(rows.values_list("hash", "pk"))
    missing: dict[str, Text] = {}
    for digest, said in zip(digests, texts, strict=True):
        if digest not in found:
            missing.setdefault(digest, said)
    made = Wording.objects.bulk_create(
        Wording(
            organisation_id=organisation,
            original_language=said.original,
            original=said.in_original,
            hash=digest,
            said=said,
        )
        for digest, said in sorted(missing.items(), key=lambda one: one[0])
    )
    act.touch("wording", *(row.pk for row in made))
    found |= {row.hash: row.pk for row in made}
    return [found[digest] for digest in digests]


@service(
    "organisation.translate_wording", pgettext_lazy("act in the journal", "Translate a wording")
)
def translate_wording(
    act: Act, *, wording: int, language: str, words: str, status: str = Status.REVISED
) -> None:
    """Put a translation beside the original, which stays as it is; moves no baseline. Without words
    the translation is taken away."""
    translate_wordings(act, language=language, said={wording: (words, status)})


@service(
    "organisation.translate_wordings", pgettext_lazy("act in the journal", "Translate wordings")
)
def translate_wordings(act: Act, *, language: str, said: Mapping[int, tuple[str, str]]) -> None:
    """The same of many, in a few statements: words and status by wording. Whoever has a hand in a
    case that words one of them marks none as official."""
    rows = act.lock(Wording, *said)
    owners = {row.organisation_id for row in rows}
    if not all(may_write_descriptions(act.actor, owner) for owner in owners):
        raise Refused(Reason("not_yours_to_do"))
    new = {row: row.said.translated(language, *said[row.pk]) for row in rows}
    changed = {row: text for row, text in new.items() if text != row.said}
    refuse_official_by_author(
        act, language, [(Reference("wording", row.pk), text) for row, text in changed.items()]
    )
    for row, text in changed.items():
        row.said = text
    Wording.objects.bulk_update(rows, ["said"], batch_size=AT_ONCE)
    act.touch("wording", *(row.pk for row in rows))
    act.details.update(language=language)
