"""Who may be named to translate a case, and how far it is in each language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Role
from bureau.core.papers.wording import words_in
from bureau.core.texts import LANGUAGES, Status
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.reorganisations import Seen, seen_by_each
from bureau.institution.governance.queries.translations import Translatable
from bureau.institution.organisation.queries.actors import actors_in, roles_on
from bureau.institution.organisation.queries.organisations import all_organisations
from bureau.institution.organisation.queries.structure import in_force_where, present
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_by_id

WRITING = (Role.ORGANISATION_OFFICER, Role.HUMAN_RESOURCES)
REVISED = (Status.ORIGINAL, Status.REVISED, Status.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Progress:
    """Of `total` texts of a case, in one language; `words` are those of the originals that lack
    it, Chinese characters one by one."""

    total: int
    translated: int
    revised: int
    words: int

    @property
    def is_whole(self) -> bool:
        return self.revised == self.total


def progress_of(units: Iterable[Translatable]) -> dict[str, Progress]:
    """By language."""
    listed = list(units)
    counted = {unit.id: _count(unit.original) for unit in listed}
    return {language: _in(language, listed, counted) for language in LANGUAGES}


def _in(language: str, units: list[Translatable], counted: dict[str, int]) -> Progress:
    statuses = [unit.said.said[language][1] for unit in units if unit.said.is_in(language)]
    lacking = [unit for unit in units if not unit.said.is_in(language)]
    return Progress(
        total=len(units),
        translated=len(statuses),
        revised=sum(status in REVISED for status in statuses),
        words=sum(counted[unit.id] for unit in lacking),
    )


def _count(words: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in words_in(words))


def people_to_translate(seen: Seen) -> dict[int, str]:
    """By number whoever may translate the case today, by name."""
    return {row.pk: row.name for row in _able(_writers(seen.row.organisation_id), seen.row.pk)}


def may_be_named(person: int, reorganisation: int) -> bool:
    return bool(_able(list(people_by_id([person]).values()), reorganisation))


def _able(people: Iterable[Person], reorganisation: int) -> list[Person]:
    listed = list(people)
    actors = actors_in(present(all_organisations()), listed)
    seen = seen_by_each(actors.values(), [reorganisation])
    return [
        person
        for person in listed
        if any(may_translate(actors[person.pk], one.row) for one in seen[person.pk].values())
    ]


def _writers(organisation: int) -> list[Person]:
    """Those on posts that word posts and duties; few."""
    (now,) = in_force_where([organisation]).values()
    day = date.fromordinal(now.coordinates.valid)
    rows = roles_on(day).filter(role__in=WRITING, post__organisation=organisation)
    posts = set(rows.values_list("post", flat=True))
    held = {one.person for post in posts for one in now.incumbencies_of(post)}
    return sorted(people_by_id(held).values(), key=lambda one: one.name)
