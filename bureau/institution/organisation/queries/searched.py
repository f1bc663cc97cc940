"""What each kind of this app is found by: codes, numbers and names, today's and former ones.

The audience is the widest that may ever see the thing; who may see it is asked when it is found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from bureau.core.references import Reference
from bureau.core.structure.effects import Version
from bureau.core.structure.lineage import is_now
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Instrument
from bureau.institution.organisation.models import (
    DescriptionDuty,
    JobDescription,
    Organisation,
    Post,
    Unit,
    Wording,
)
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.lineage import known_version, known_versions
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.record.accounts.models import Person
from bureau.web.answers import Audience, Searchable

WEIGHTS = {"unit": 2, "post": 1}
CODES = {"unit": "code", "post": "number"}
NAMES = {"unit": "name", "post": "title"}
ANY_LANGUAGE = ""
"""Under which words stand that belong to no language: names of people, grades, codes."""

type ByLanguage = Mapping[str, str]


def units_searched(ids: Collection[int]) -> dict[int, Searchable]:
    rows = Unit.objects.filter(pk__in=ids).values_list("pk", "organisation")
    return _structure("unit", dict(rows))


def posts_searched(ids: Collection[int]) -> dict[int, Searchable]:
    rows = Post.objects.filter(pk__in=ids).values_list("pk", "organisation")
    return _structure("post", dict(rows))


def descriptions_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By the title, and by the words of every duty. What no decision adopted, by the few named."""
    rows = JobDescription.objects.filter(pk__in=ids).select_related("title", "post")
    duties: dict[int, list[Wording]] = defaultdict(list)
    for duty in DescriptionDuty.objects.filter(description__in=ids).select_related("wording"):
        duties[duty.description_id].append(duty.wording)
    audiences = audiences_of({row.post.organisation_id for row in rows})
    adopted = adopted_descriptions(today_in_force())
    return {
        row.pk: Searchable(
            names=words_of(row.title.said),
            audience=audiences[row.post.organisation_id] if row.pk in adopted else Audience.NAMED,
            words=joined([words_of(wording.said) for wording in duties[row.pk]]),
            sources=sources_of(row.post.organisation_id, [row.title, *duties[row.pk]]),
        )
        for row in rows
    }


def people_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By name as it is written and as it is transliterated; who was merged into another, not."""
    rows = Person.objects.filter(pk__in=ids, merged_into=None)
    return {
        row.pk: Searchable(
            names={ANY_LANGUAGE: row.name},
            audience=Audience.SIGNED_IN,
            words={ANY_LANGUAGE: row.transliteration},
        )
        for row in rows
    }


def instruments_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By number and title, and by what the note says; provisions are found by themselves."""
    rows = list(Instrument.objects.filter(pk__in=ids))
    audiences = audiences_of({row.organisation for row in rows})
    return {
        row.pk: Searchable(
            names=words_of(row.title),
            audience=audiences[row.organisation],
            codes=(row.number,) if row.number else (),
            words=words_of(row.note) if row.note else {},
            sources=sources_of(row.organisation, []),
        )
        for row in rows
    }


def bodies_searched(ids: Collection[int]) -> dict[int, Searchable]:
    rows = list(Body.objects.filter(pk__in=ids))
    audiences = audiences_of({row.organisation for row in rows})
    return {
        row.pk: Searchable(
            names=words_of(row.name),
            audience=audiences[row.organisation],
            codes=(row.code,),
            sources=sources_of(row.organisation, []),
        )
        for row in rows
    }


def _structure(kind: str, organisations: dict[int, int]) -> dict[int, Searchable]:
    now = today_in_force()
    known = {each: known_versions(Reference(kind, each), now) for each in organisations}
    wordings = Wording.objects.in_bulk(
        {int(row.fields[NAMES[kind]] or 0) for rows in known.values() for row in rows}
    )
    audiences = audiences_of(set(organisations.values()))
    return {
        each: _thing(
            now,
            Reference(kind, each),
            rows,
            wordings,
            organisation=organisations[each],
            audience=audiences[organisations[each]],
        )
        for each, rows in known.items()
        if rows
    }


def _thing(
    now: Snapshot,
    reference: Reference,
    rows: list[Version],
    wordings: Mapping[int, Wording],
    *,
    organisation: int,
    audience: Audience,
) -> Searchable:
    """One unit or post: what it is called today, was called before, and will be."""
    today = known_version(reference, now) or rows[0]
    code, name = CODES[reference.kind], NAMES[reference.kind]
    before = [row for row in rows if row.valid_from < today.valid_from]
    after = [row for row in rows if row.valid_from > today.valid_from]
    named = {
        row.valid_from: wordings[number]
        for row in rows
        if (number := int(row.fields[name] or 0)) in wordings
    }
    current = named.get(today.valid_from)
    return Searchable(
        names=words_of(current.said) if current else {},
        audience=audience,
        codes=(str(today.fields[code]),),
        former_names=tuple(
            words_of(said.said)
            for said in {named[row.valid_from] for row in before if row.valid_from in named}
            if said != current
        ),
        former_codes=_codes(before, code, str(today.fields[code])),
        words=_planned(after, code, named) | _ranked(today),
        became=() if now.stands(reference) else is_now(now, reference),
        weight=WEIGHTS[reference.kind],
        stands_until=_next_day(rows, now),
        sources=sources_of(organisation, named.values()),
    )


def _codes(rows: Iterable[Version], field: str, today: str) -> tuple[str, ...]:
    found = dict.fromkeys(str(row.fields[field]) for row in rows)
    return tuple(code for code in found if code != today)


def _planned(rows: list[Version], field: str, named: Mapping[int, Wording]) -> dict[str, str]:
    """What is decided for later days: found, though not yet its name."""
    said = [words_of(named[row.valid_from].said) for row in rows if row.valid_from in named]
    return joined([*said, *({ANY_LANGUAGE: str(row.fields[field])} for row in rows)])


def _ranked(row: Version) -> dict[str, str]:
    """Grade and duty station of a post, which are of no language."""
    words = " ".join(str(row.fields.get(name) or "") for name in ("grade", "duty_station")).strip()
    return {ANY_LANGUAGE: words} if words else {}


def _next_day(rows: Iterable[Version], now: Snapshot) -> date | None:
    """The next day on which another answer would be given, though nothing is recorded then."""
    today = now.coordinates.valid
    days = [day for row in rows for day in (row.valid_from, row.valid_until) if day and day > today]
    return date.fromordinal(min(days)) if days else None


def audiences_of(organisations: Collection[int]) -> dict[int, Audience]:
    rows = Organisation.objects.filter(pk__in=organisations)
    return {
        number: Audience.PUBLIC if is_public else Audience.SIGNED_IN
        for number, is_public in rows.values_list("pk", "chart_is_public")
    }


def sources_of(organisation: int, wordings: Iterable[Wording]) -> tuple[Reference, ...]:
    """Read anew when the organisation opens its chart, or a translation comes."""
    return (
        Reference("organisation", organisation),
        *(Reference("wording", each) for each in sorted({row.pk for row in wordings})),
    )


def words_of(said: Text) -> dict[str, str]:
    return {language: words for language, (words, _status) in said.said.items()}


def joined(texts: Iterable[ByLanguage]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for language, words in text.items():
            found[language].append(words)
    return {language: "\n".join(words) for language, words in found.items()}
