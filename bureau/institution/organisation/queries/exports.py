"""A part of the structure as plain data for files: what is standing there, named as allowed."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.days import last_day
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import REPORTING_MANNERS
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Incumbency, Post, Unit
from bureau.core.texts import Text
from bureau.documents.organigrams import (
    Became,
    Holding,
    Organigram,
    Said,
    ShownBlock,
    ShownEngagement,
    ShownPost,
    ShownUnit,
)
from bureau.documents.tables import Cell, Column, Table
from bureau.institution.organisation.models import Organisation, Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.charts import state_of
from bureau.institution.organisation.queries.codes import last_code
from bureau.institution.organisation.queries.engagements import engaged_in, engaged_lines
from bureau.institution.organisation.queries.lineage import known_versions
from bureau.institution.organisation.queries.lines import lines_of
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.models import Installation
from bureau.record.journal.queries import instants_of_records, is_demonstration
from bureau.web.formats import as_date, day_in_words, tag_of_language
from bureau.web.multilingual import here

type Words = dict[int, Wording]


def organigram_of(
    actor: Actor, organisation: Organisation, now: Snapshot, *tops: int, plan: str = ""
) -> Organigram:
    """The units `tops` and all below them; `plan` is the name of the plan looked through."""
    units = [found for top in tops for id in now.subtree(top) if (found := now.unit(id))]
    posts = [post for top in tops for post in now.posts_under(top)]
    blocks = [block for top in tops for block in now.blocks_under(top)]
    named = list(_named(now, units, posts))
    titles = [*(post.title for post in named), *(one.title for one in blocks)]
    words = Wording.objects.in_bulk({*(each.name for each in units), *titles})
    people = _people(actor, now, posts)
    lines = lines_of(now, [post.id for post in named])
    shown = {post.id: _shown_post(now, post, words, people, lines[post.id]) for post in named}
    events = list(_events(now, units))
    return Organigram(
        identity=identity(),
        organisation=organisation.code,
        organisation_name=by_language(organisation.name),
        valid=as_date(now.coordinates.valid),
        recorded=now.coordinates.recorded,
        plan=plan or None,
        units=[_shown_unit(now, each, words, shown) for each in units],
        posts=[shown[post.id] for post in posts],
        blocks=[_shown_block(now, block, words) for block in blocks],
        engagements=_shown_engagements(actor, now, [each.id for each in units]),
        codes=_codes(now, [*(each for top in tops for each in now.path(top)), *units], events),
        events=events,
    )


def identity() -> str:
    """What this installation is called in files; another one has another name."""
    return str(Installation.objects.values_list("identity", flat=True).get(pk=1))


def _named(now: Snapshot, units: Sequence[Unit], posts: Sequence[Post]) -> Iterator[Post]:
    """The posts of the chart, and heads that stand elsewhere."""
    yield from posts
    listed = {post.id for post in posts}
    for unit in units:
        if unit.head and unit.head not in listed and (head := now.post(unit.head)):
            listed.add(head.id)
            yield head


def _people(actor: Actor, now: Snapshot, posts: Iterable[Post]) -> dict[int, str]:
    """Names by person, none where the reader may not see them."""
    if not may_see_names(actor):
        return {}
    held = [each.person for post in posts for each in now.incumbencies_of(post.id)]
    return {number: person.name for number, person in people_by_id(held).items()}


def _shown_post(
    now: Snapshot, post: Post, words: Words, people: dict[int, str], lines: dict[str, str]
) -> ShownPost:
    wording = words.get(post.title)
    superior = now.superior(post.id)
    return ShownPost(
        id=post.id,
        number=post.number,
        title=here(wording.said) if wording else post.number,
        titles=_said(wording),
        grade=post.grade,
        unit=post.unit,
        duty_station=post.duty_station,
        funding=post.funding,
        category=post.category,
        fte=post.fte,
        contract=post.contract,
        state=str(state_of(now, post)),
        reports_to=superior.id if superior else None,
        holdings=[
            _holding(now, each, people[each.person])
            for each in now.incumbencies_of(post.id)
            if each.person in people
        ],
        lines=lines,
    )


def _shown_block(now: Snapshot, block: Block, words: Words) -> ShownBlock:
    wording = words.get(block.title)
    superior = now.post(block.superior) if block.superior else None
    return ShownBlock(
        id=block.id,
        title=here(wording.said) if wording else block.grade,
        titles=_said(wording),
        grade=block.grade,
        unit=block.unit,
        superior=superior.number if superior else None,
        superior_id=superior.id if superior else None,
        fte=block.fte,
    )


def _shown_engagements(actor: Actor, now: Snapshot, units: Sequence[int]) -> list[ShownEngagement]:
    """None where the reader may not see names."""
    lines = engaged_lines(now, engaged_in(actor, now, units))
    return [
        ShownEngagement(
            id=line.engagement.id,
            person=line.engagement.person,
            name=line.person,
            unit=line.engagement.unit,
            manner=line.engagement.manner,
            sender=line.engagement.sender,
            supervisor=line.supervisor.short if line.supervisor else None,
            supervisor_id=line.engagement.supervisor,
            since=as_date(line.begun),
            until=as_date(line.until) if line.until else None,
        )
        for line in lines
    ]


def _holding(now: Snapshot, incumbency: Incumbency, name: str) -> Holding:
    since, until = _span_on_post(now, incumbency)
    return Holding(
        incumbency.id,
        incumbency.person,
        name,
        incumbency.share,
        incumbency.manner,
        as_date(since),
        as_date(until) if until else None,
    )


def _span_on_post(now: Snapshot, held: Incumbency) -> tuple[Day, Day | None]:
    """From the first day of the person on the post to the end, whatever else changed meanwhile."""
    rows = [
        row
        for row in known_versions(Reference("incumbency", held.id), now)
        if (row.fields["post"], row.fields["person"]) == (held.post, held.person)
    ]
    since, until = held.valid_from, held.valid_until
    for row in sorted(rows, key=lambda row: -row.valid_from):
        since = row.valid_from if row.valid_until == since else since
    for row in sorted(rows, key=lambda row: row.valid_from):
        until = row.valid_until if row.valid_from == until else until
    return since, until


def _shown_unit(now: Snapshot, unit: Unit, words: Words, posts: dict[int, ShownPost]) -> ShownUnit:
    own = now.roll_up_all()[unit.id].own
    return ShownUnit(
        id=unit.id,
        code=unit.code,
        name=_said(words.get(unit.name)),
        kind=unit.kind,
        parent=unit.parent,
        head=posts.get(unit.head) if unit.head else None,
        posts=own.posts,
        vacant=own.vacant,
        frozen=own.frozen,
    )


def _said(wording: Wording | None) -> dict[str, str]:
    return by_language(wording.said) if wording else {}


def by_language(text: Text) -> dict[str, str]:
    """The words by the tags that files name languages with."""
    return {tag_of_language(language): words for language, (words, _) in text.said.items()}


def _events(now: Snapshot, units: Sequence[Unit]) -> Iterator[Became]:
    """What the units of the chart were made of, as far back as successions lead in one step."""
    for unit in units:
        for step in now.predecessors(unit.reference):
            yield Became(
                as_date(step.valid_from), step.manner, (step.predecessor,), (step.successor,)
            )


def _codes(now: Snapshot, units: Sequence[Unit], events: Sequence[Became]) -> dict[int, str]:
    """The codes of all units spoken of; of one that ended, the last it had."""
    codes = {each.id: each.code for each in units}
    former = {unit for event in events for unit in event.original} - codes.keys()
    for unit in former:
        codes[unit] = last_code(now, unit)
    return codes


def coordinates_in_words(at: Coordinates, plan: str = "") -> list[str]:
    """The three coordinates, and whether this is a demonstration: what every file prints."""
    given = instants_of_records([at.recorded]).get(at.recorded)
    recorded = _("Recorded: number {number}").format(number=at.recorded)
    if given:
        recorded = _("Recorded: number {number}, of {day}").format(
            number=at.recorded, day=day_in_words(given.date())
        )
    lines = [
        _("Valid day: {day}").format(day=day_in_words(at.valid)),
        recorded,
        _("Plan: {plan}").format(plan=plan or _("in force")),
    ]
    if is_demonstration():
        lines.append(_("Demonstration: people, days and figures are invented."))
    return lines


def units_table(shown: Organigram, notes: Sequence[str]) -> Table:
    """One row a unit, with its head and its own posts counted."""
    columns = [
        Column("code", _("Code")),
        Column("name", _("Name")),
        Column("kind", _("Kind")),
        Column("parent", _("Under")),
        Column("head_number", _("Head: post number")),
        Column("head_title", _("Head: title")),
        Column("head_grade", _("Head: grade")),
        Column("head_holder", _("Head: holder")),
        Column("posts", _("Posts")),
        Column("vacant", _("Vacant")),
        Column("frozen", _("Frozen")),
        *coordinate_columns(),
    ]
    rows = [[*_unit_cells(shown, unit), *_coordinate_cells(shown)] for unit in shown.units]
    return Table(pgettext("sheet", "Units"), columns, rows, notes)


def _unit_cells(shown: Organigram, unit: ShownUnit) -> list[Cell]:
    head = unit.head
    return [
        unit.code,
        _in_language(unit.name),
        unit.kind,
        shown.codes.get(unit.parent) if unit.parent else None,
        *((head.number, head.title, head.grade, head.holder) if head else (None,) * 4),
        unit.posts,
        unit.vacant,
        unit.frozen,
    ]


def posts_table(shown: Organigram, notes: Sequence[str]) -> Table:
    """One row a post; it reports to those to which it has a line of its own."""
    columns = [
        Column("number", _("Post number")),
        Column("title", _("Title")),
        Column("grade", _("Grade")),
        Column("unit", _("Unit")),
        Column("duty_station", _("Duty station")),
        Column("funding", _("Funding source")),
        Column("category", _("Category")),
        Column("contract", _("Contract")),
        Column("fte", _("Full-time equivalent")),
        Column("state", _("State")),
        Column("holder", _("Holder")),
        Column("superior", _("Reports to, by a line of its own")),
        Column("functional_superior", _("Reports to, functionally")),
        *coordinate_columns(),
    ]
    rows = [[*_post_cells(shown, post), *_coordinate_cells(shown)] for post in shown.posts]
    return Table(pgettext("sheet", "Posts"), columns, rows, notes)


def _post_cells(shown: Organigram, post: ShownPost) -> list[Cell]:
    return [
        post.number,
        post.title,
        post.grade,
        shown.codes.get(post.unit),
        post.duty_station,
        post.funding,
        post.category,
        post.contract,
        post.fte / 100,
        post.state,
        post.holder,
        *(post.lines.get(manner) for manner in REPORTING_MANNERS),
    ]


def holders_table(shown: Organigram, notes: Sequence[str]) -> Table:
    """One row a hold of a post; none where names may not be seen."""
    columns = [
        Column("number", _("Post number")),
        Column("title", _("Title")),
        Column("holder", _("Holder")),
        Column("share", _("Share")),
        Column("manner", _("Manner")),
        Column("since", _("First day")),
        Column("last_day", _("Last day")),
        *coordinate_columns(),
    ]
    rows: list[list[Cell]] = [
        [
            *(post.number, post.title, held.name, held.share / 100, held.manner),
            *(held.since, last_day(held.until)),
            *_coordinate_cells(shown),
        ]
        for post in shown.posts
        for held in post.holdings
    ]
    return Table(pgettext("sheet", "Holders"), columns, rows, notes)


def blocks_table(shown: Organigram, notes: Sequence[str]) -> Table:
    """One row a staffing block."""
    columns = [
        Column("title", _("Title")),
        Column("grade", _("Grade")),
        Column("unit", _("Unit")),
        Column("superior", _("Under post")),
        Column("fte", _("Full-time equivalent")),
        *coordinate_columns(),
    ]
    rows: list[list[Cell]] = [
        [
            *(block.title, block.grade, shown.codes.get(block.unit), block.superior),
            block.fte / 100,
            *_coordinate_cells(shown),
        ]
        for block in shown.blocks
    ]
    return Table(pgettext("sheet", "Staffing blocks"), columns, rows, notes)


def coordinate_columns() -> list[Column]:
    """A file that is cut in pieces still says of when it is."""
    return [
        Column("valid", _("Valid day")),
        Column("recorded", _("Recorded")),
        Column("plan", _("Plan")),
    ]


def _coordinate_cells(shown: Organigram) -> list[Cell]:
    return [shown.valid, shown.recorded, shown.plan]


def _in_language(said: Said) -> str:
    tag = tag_of_language(get_language() or "en")
    return said.get(tag) or next(iter(said.values()), "")
