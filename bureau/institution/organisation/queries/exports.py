"""A part of the structure as plain data for files: what is standing there, named as allowed."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.days import last_day
from bureau.core.references import Reference
from bureau.core.spans import Day
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
from bureau.institution.organisation.queries.structure import day_there
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


def organisation_in_words(organisation: Organisation) -> str:
    """Whose it is: what every file of a chart or comparison prints first."""
    name = f"{here(organisation.name)} ({organisation.code})"
    return _("Organisation: {organisation}").format(organisation=name)


def coordinates_in_words(organisation: Organisation, at: Coordinates, plan: str = "") -> list[str]:
    """The three coordinates, days as the organisation counts them, and whether this is a
    demonstration: what every file prints."""
    given = instants_of_records([at.recorded]).get(at.recorded)
    recorded = _("Recorded: number {number}").format(number=at.recorded)
    if given:
        recorded = _("Recorded: number {number}, of {day}").format(
            number=at.recorded, day=day_in_words(day_there(given, organisation))
        )
    lines = [
        _("Valid day: {day}").format(day=day_in_words(at.valid)),
        recorded,
        _("Plan: {plan}").format(plan=plan or _("in force")),
    ]
    if is_demonstration():
        lines.append(_("Demonstration: people, days and figures are invented."))
    return lines


def units_table(shown: Organigram, notes: Sequence[str]) -> Table[ShownUnit]:
    """One row a unit, with its head and its own posts counted."""

    def of_head(name: str) -> Callable[[ShownUnit], Cell]:
        return lambda unit: getattr(unit.head, name) if unit.head else None

    columns: list[Column[ShownUnit]] = [
        Column("code", _("Code"), lambda unit: unit.code),
        Column("name", _("Name"), lambda unit: _in_language(unit.name)),
        Column("kind", _("Kind"), lambda unit: unit.kind),
        Column("parent", _("Under"), lambda unit: shown.codes.get(unit.parent or 0)),
        Column("head_number", _("Head: post number"), of_head("number")),
        Column("head_title", _("Head: title"), of_head("title")),
        Column("head_grade", _("Head: grade"), of_head("grade")),
        Column("head_holder", _("Head: holder"), of_head("holder")),
        Column("posts", _("Posts"), lambda unit: unit.posts),
        Column("vacant", _("Vacant"), lambda unit: unit.vacant),
        Column("frozen", _("Frozen"), lambda unit: unit.frozen),
        *_coordinates(shown),
    ]
    return Table(pgettext("sheet", "Units"), columns, shown.units, notes)


def posts_table(shown: Organigram, notes: Sequence[str]) -> Table[ShownPost]:
    """One row a post; it reports to those to which it has a line of its own."""
    columns: list[Column[ShownPost]] = [
        Column("number", _("Post number"), lambda post: post.number),
        Column("title", _("Title"), lambda post: post.title),
        Column("grade", _("Grade"), lambda post: post.grade),
        Column("unit", _("Unit"), lambda post: shown.codes.get(post.unit)),
        Column("duty_station", _("Duty station"), lambda post: post.duty_station),
        Column("funding", _("Funding source"), lambda post: post.funding),
        Column("category", _("Category"), lambda post: post.category),
        Column("contract", _("Contract"), lambda post: post.contract),
        Column("fte", _("Full-time equivalent"), lambda post: post.fte / 100),
        Column("state", _("State"), lambda post: post.state),
        Column("holder", _("Holder"), lambda post: post.holder),
        _reporting("superior", _("Reports to, by a line of its own"), "line"),
        _reporting("functional_superior", _("Reports to, functionally"), "functional"),
        *_coordinates(shown),
    ]
    return Table(pgettext("sheet", "Posts"), columns, shown.posts, notes)


def _reporting(name: str, heading: str, manner: str) -> Column[ShownPost]:
    return Column(name, heading, lambda post: post.lines.get(manner))


def holders_table(shown: Organigram, notes: Sequence[str]) -> Table[tuple[ShownPost, Holding]]:
    """One row a hold of a post; none where names may not be seen."""
    columns: list[Column[tuple[ShownPost, Holding]]] = [
        Column("number", _("Post number"), lambda of: of[0].number),
        Column("title", _("Title"), lambda of: of[0].title),
        Column("holder", _("Holder"), lambda of: of[1].name),
        Column("share", _("Share"), lambda of: of[1].share / 100),
        Column("manner", _("Manner"), lambda of: of[1].manner),
        Column("since", _("First day"), lambda of: of[1].since),
        Column("last_day", _("Last day"), lambda of: last_day(of[1].until)),
        *_coordinates(shown),
    ]
    held = [(post, one) for post in shown.posts for one in post.holdings]
    return Table(pgettext("sheet", "Holders"), columns, held, notes)


def blocks_table(shown: Organigram, notes: Sequence[str]) -> Table[ShownBlock]:
    """One row a staffing block."""
    columns: list[Column[ShownBlock]] = [
        Column("title", _("Title"), lambda block: block.title),
        Column("grade", _("Grade"), lambda block: block.grade),
        Column("unit", _("Unit"), lambda block: shown.codes.get(block.unit)),
        Column("superior", _("Under post"), lambda block: block.superior),
        Column("fte", _("Full-time equivalent"), lambda block: block.fte / 100),
        *_coordinates(shown),
    ]
    return Table(pgettext("sheet", "Staffing blocks"), columns, shown.blocks, notes)


def _coordinates(shown: Organigram) -> list[Column[object]]:
    """A file that is cut in pieces still says whose and of when it is."""
    return [
        Column("organisation", _("Organisation"), lambda line: shown.organisation),
        Column("valid", _("Valid day"), lambda line: shown.valid),
        Column("recorded", _("Recorded"), lambda line: shown.recorded),
        Column("plan", _("Plan"), lambda line: shown.plan),
    ]


def _in_language(said: Said) -> str:
    tag = tag_of_language(get_language() or "en")
    return said.get(tag) or next(iter(said.values()), "")
