"""What may be set, in sections; pages of higher apps join them as tabs of an organisation."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.actors import Actor
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.organisation.permissions import may_give_roles, may_keep_reference_data
from bureau.institution.papers.permissions import may_keep_phrases
from bureau.record.accounts.permissions import may_grant, may_manage_people
from bureau.record.erasure.permissions import may_hold, may_request_erasure
from bureau.web.answers import Tab

type May = Callable[[Actor], bool]

SECTIONS = {
    "institution": pgettext_lazy("section of settings", "The institution"),
    "people": pgettext_lazy("section of settings", "People and rights"),
    "structure": pgettext_lazy("section of settings", "Structure and posts"),
    "money": pgettext_lazy("section of settings", "Money"),
    "bodies": pgettext_lazy("section of settings", "Bodies and instruments"),
    "procedure": pgettext_lazy("section of settings", "Procedure"),
}
"""Names of sections, in their order; those that `Tab.section` may say."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of settings: the name of its address, who may keep it, its title, what it is for."""

    section: str
    name: str
    may: May
    title: Promise
    says: Promise


def _is_administrator(actor: Actor) -> bool:
    return actor.is_administrator()


PAGES = (
    Page(
        "institution",
        "settings-facts",
        may_keep_reference_data,
        gettext_lazy("Organisation"),
        gettext_lazy("Its name, zone, currency, and whether its chart is public."),
    ),
    Page(
        "institution",
        "settings-organisations",
        _is_administrator,
        gettext_lazy("Organisations"),
        gettext_lazy("Begin another one, and choose which one to work on."),
    ),
    Page(
        "institution",
        "settings-grades",
        may_keep_reference_data,
        gettext_lazy("Grades"),
        gettext_lazy("Classes and order."),
    ),
    Page(
        "institution",
        "settings-places",
        may_keep_reference_data,
        gettext_lazy("Places"),
        gettext_lazy("Duty stations."),
    ),
    Page(
        "institution",
        "settings-offices",
        may_keep_reference_data,
        gettext_lazy("Offices"),
        gettext_lazy("Which post bears an office that rules name."),
    ),
    Page(
        "people",
        "settings-people",
        may_manage_people,
        gettext_lazy("People"),
        gettext_lazy("Who is enrolled, and who signs in."),
    ),
    Page(
        "people",
        "enrol-people",
        may_manage_people,
        gettext_lazy("A list of people"),
        gettext_lazy("Enrol many at once from a table, and invite each by mail."),
    ),
    Page(
        "people",
        "settings-roles",
        may_give_roles,
        gettext_lazy("Roles of posts"),
        gettext_lazy("What posts may do; two administrators give and take."),
    ),
    Page(
        "people",
        "settings-grants",
        may_grant,
        gettext_lazy("Direct grants"),
        gettext_lazy("Auditors and administrators, until an end day."),
    ),
    Page(
        "people",
        "settings-erasures",
        may_request_erasure,
        gettext_lazy("Erasure of people"),
        gettext_lazy("What is held of a person, and erasing it by two persons."),
    ),
    Page(
        "people",
        "settings-holds",
        may_hold,
        gettext_lazy("Legal holds"),
        gettext_lazy("Whose data may not be erased, and by which order."),
    ),
    Page(
        "structure",
        "settings-number-patterns",
        may_keep_reference_data,
        gettext_lazy("Patterns of post numbers"),
        gettext_lazy("How numbers are written and counted, dated."),
    ),
    Page(
        "structure",
        "settings-numbers",
        may_keep_reference_data,
        gettext_lazy("Reserved numbers"),
        gettext_lazy("Kept for posts to come, with reason and end."),
    ),
    Page(
        "structure",
        "settings-templates",
        may_keep_reference_data,
        gettext_lazy("Templates of units"),
        gettext_lazy("Units with their posts, to be made again in drafts."),
    ),
    Page(
        "structure",
        "settings-adopted-tables",
        may_keep_reference_data,
        gettext_lazy("Staffing tables as adopted"),
        gettext_lazy("Under their instrument, for their period."),
    ),
    Page(
        "money",
        "settings-costs",
        may_keep_reference_data,
        gettext_lazy("Standard costs"),
        gettext_lazy("By grade and place, dated, with their source."),
    ),
    Page(
        "bodies",
        "settings-bodies",
        may_keep_register,
        gettext_lazy("Bodies"),
        gettext_lazy("Councils and committees."),
    ),
    Page(
        "bodies",
        "settings-meetings",
        may_keep_register,
        gettext_lazy("Meetings"),
        gettext_lazy("Sessions of bodies, by their days."),
    ),
    Page(
        "bodies",
        "instruments",
        may_keep_register,
        gettext_lazy("Register of instruments"),
        gettext_lazy("What decides, its provisions, and what they ask for."),
    ),
    Page(
        "bodies",
        "strategic-plans",
        may_keep_register,
        gettext_lazy("Strategic plans"),
        gettext_lazy("Goals, objectives and enablers, by version as adopted."),
    ),
    Page(
        "bodies",
        "settings-phrases",
        may_keep_phrases,
        gettext_lazy("Phrases"),
        gettext_lazy("What papers say in fixed words, in six languages."),
    ),
)


BEFORE_ANY = frozenset(
    {
        *("settings-organisations", "settings-people", "enrol-people", "settings-grants"),
        *("settings-erasures", "settings-holds"),
    }
)
"""The pages that work while no organisation is begun."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as one reader sees it; one that is not theirs to keep is named without a way in."""

    title: str | Promise
    says: str | Promise
    address: str
    is_mine: bool


def sections_for(
    actor: Actor, tabs: Sequence[Tab], empty: str, *, is_begun: bool
) -> list[tuple[Promise, list[Shown]]]:
    """Every section with its pages, the reader's own first; `empty` is said of an empty page.

    Without an organisation that is begun, only the pages that work before any is.
    """
    found: dict[str, list[Shown]] = {section: [] for section in SECTIONS}
    for page in PAGES:
        if not is_begun and page.name not in BEFORE_ANY:
            continue
        one = Shown(page.title, page.says, reverse(page.name), page.may(actor))
        found[page.section].append(one)
    for tab in tabs:
        found[tab.section].append(Shown(tab.name, tab.note or empty, tab.address, True))
    return [
        (SECTIONS[section], sorted(pages, key=lambda one: not one.is_mine))
        for section, pages in found.items()
        if pages
    ]


def named_pages() -> Iterator[tuple[str, Page]]:
    """Each page under the name by which the first steps of an organisation know it."""
    for page in PAGES:
        yield page.name.removeprefix("settings-"), page
