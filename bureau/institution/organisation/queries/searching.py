"""What units, posts, people, instruments, bodies and descriptions may be found by.

Asked by the follower that keeps the index: no reader here, the audience says who may find at most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Prefetch

from bureau.core.references import Reference
from bureau.core.structure.effects import Version
from bureau.core.structure.lineage import is_now
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Instrument, Provision
from bureau.institution.organisation import models
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.lineage import known_version, known_versions
from bureau.institution.organisation.queries.people import ever_held
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.record.accounts.queries import people_by_id
from bureau.web.kinds import Audience, Searchable

WEIGHTS = {"unit": 3, "post": 2}
FIELDS = {"unit": ("code", "name"), "post": ("number", "title")}


def units_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By code and name, those of today and those it had before; ended ones by what they became."""
    return _searched("unit", models.Unit.objects.filter(pk__in=ids).values_list("pk", _PUBLIC))


def posts_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By number and title, those of today and those it had before."""
    return _searched("post", models.Post.objects.filter(pk__in=ids).values_list("pk", _PUBLIC))


_PUBLIC = "organisation__chart_is_public"


def _searched(kind: str, rows: Iterable[tuple[int, bool]]) -> dict[int, Searchable]:
    now = today_in_force()
    public = dict(rows)
    versions = {number: known_versions(Reference(kind, number), now) for number in public}
    code, name = FIELDS[kind]
    words = _wordings(int(row.fields[name] or 0) for known in versions.values() for row in known)
    return {
        number: _one(kind, number, known, words, now, _audience(public[number]))
        for number, known in versions.items()
        if known
    }


def _one(
    kind: str,
    number: int,
    known: list[Version],
    words: Mapping[int, Text],
    now: Snapshot,
    audience: Audience,
) -> Searchable:
    code, name = FIELDS[kind]
    reference = Reference(kind, number)
    current = known_version(reference, now) or known[0]
    wording = int(current.fields[name] or 0)
    others = {int(row.fields[name] or 0) for row in known} - {wording}
    codes = {str(row.fields[code]) for row in known} - {str(current.fields[code])}
    ahead = {day for row in known for day in (row.valid_from, row.valid_until) if day}
    following = min((day for day in ahead if day > now.coordinates.valid), default=None)
    return Searchable(
        names=_said(words.get(wording)),
        audience=audience,
        codes=(str(current.fields[code]),),
        former_names=tuple(_said(words.get(each)) for each in sorted(others)),
        former_codes=tuple(sorted(codes)),
        became=() if now.stands(reference) else is_now(now, reference),
        weight=WEIGHTS[kind],
        stands_until=date.fromordinal(following) if following else None,
        sources=tuple(Reference("wording", each) for each in sorted({wording, *others})),
    )


def people_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """Whoever is or was on a post, by name, as written and transliterated."""
    held = ever_held(today_in_force(), set(ids))
    return {
        number: Searchable(
            names={person.language: person.name},
            audience=Audience.SIGNED_IN,
            former_names=({"en": person.transliteration},) if person.transliteration else (),
            weight=1,
        )
        for number, person in people_by_id(held).items()
    }


def instruments_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By number and title; in them, by what the provisions and the note say."""
    provisions = Prefetch("provisions", Provision.objects.order_by("pk"))
    rows = Instrument.objects.filter(pk__in=ids).prefetch_related(provisions)
    return {
        row.pk: Searchable(
            names=_said(row.title),
            audience=Audience.SIGNED_IN,
            codes=(row.number,) if row.number else (),
            words=_joined([row.note, *(each.gist for each in row.provisions.all())]),
            weight=1,
        )
        for row in rows
    }


def bodies_searched(ids: Collection[int]) -> dict[int, Searchable]:
    return {
        row.pk: Searchable(names=_said(row.name), audience=Audience.SIGNED_IN, codes=(row.code,))
        for row in Body.objects.filter(pk__in=ids)
    }


def descriptions_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By title; in them, by their duties and lines. What no decision adopted, by the few named."""
    rows = models.JobDescription.objects.filter(pk__in=ids).select_related("title")
    said: dict[int, list[Text | None]] = defaultdict(list)
    for table in (models.DescriptionDuty, models.DescriptionLine):
        parts = table.objects.filter(description__in=ids).select_related("wording")
        for part in parts.order_by("description", "pk"):
            said[part.description_id].append(part.wording.said)
    public = dict(rows.values_list("pk", f"post__{_PUBLIC}"))
    adopted = adopted_descriptions(today_in_force())
    return {
        row.pk: Searchable(
            names=_said(row.title.said),
            audience=_audience(public[row.pk]) if row.pk in adopted else Audience.NAMED,
            words=_joined(said[row.pk]),
        )
        for row in rows
    }


def _audience(is_public: bool) -> Audience:
    return Audience.PUBLIC if is_public else Audience.SIGNED_IN


def _wordings(ids: Iterable[int]) -> dict[int, Text]:
    rows = models.Wording.objects.filter(pk__in=set(ids))
    return {row.pk: row.said for row in rows}


def _said(text: Text | None) -> dict[str, str]:
    return {language: words for language, (words, _status) in text.said.items()} if text else {}


def _joined(texts: Iterable[Text | None]) -> dict[str, str]:
    """All that some texts say, language by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for language, words in _said(text).items():
            found[language].append(words)
    return {language: "\n".join(words) for language, words in found.items()}
