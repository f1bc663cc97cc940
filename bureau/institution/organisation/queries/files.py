"""Charts and comparisons as files, for pages and for the shell alike."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.structure.views import Unit
from bureau.documents import comparisons as comparison_files
from bureau.documents import linked_data, organigrams
from bureau.documents.tables import Table, csv_lines
from bureau.documents.workbooks import xlsx_bytes
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.called import called
from bureau.institution.organisation.queries.change_rows import changes_table, comparison_of
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.comparisons import compare_words, pictures
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.drawings import (
    standalone_chart,
    standalone_comparison,
    title_of,
)
from bureau.institution.organisation.queries.exports import (
    blocks_table,
    coordinates_in_words,
    holders_table,
    organigram_of,
    organisation_in_words,
    posts_table,
    units_table,
)
from bureau.institution.organisation.queries.history import hidden_kinds

FORMATS = ("svg", "json", "jsonld", "csv", "xlsx")
CHART_FORMATS = (*FORMATS, "ttl")


def chart_file(
    actor: Actor, organisation: Organisation, side: Side, unit: Unit, form: str
) -> bytes:
    """The chart of a unit in one of CHART_FORMATS; KeyError for another."""
    now = side.snapshot()
    lines = _lines_of(organisation, side)
    if form == "svg":
        return "".join(standalone_chart(actor, organisation, now, unit, lines)).encode()
    shown = organigram_of(actor, organisation, now, unit.id, plan=side.plan_name)
    tables: tuple[Table[Any], ...] = units_table(shown, lines), posts_table(shown, lines)
    if any(post.holdings for post in shown.posts):
        tables = (*tables, holders_table(shown, lines))
    if shown.blocks:
        tables = (*tables, blocks_table(shown, lines))
    write = {
        "json": lambda: organigrams.json_text(shown).encode(),
        "jsonld": lambda: linked_data.json_ld_text(shown).encode(),
        "ttl": lambda: linked_data.turtle_text(shown).encode(),
        "csv": lambda: "".join(csv_lines(tables[0])).encode(),
        "xlsx": lambda: xlsx_bytes(*tables),
    }
    return write[form]()


def linked_data_file(
    actor: Actor,
    organisation: Organisation,
    side: Side,
    tops: Iterable[int],
    posts: Collection[int] | None = None,
) -> bytes:
    """Units and all below them as W3C ORG, of their posts only `posts` where they are told."""
    shown = organigram_of(actor, organisation, side.snapshot(), *tops, plan=side.plan_name)
    if posts is not None:
        chosen = [one for one in shown.posts if one.id in posts]
        shown = replace(shown, posts=chosen, blocks=(), engagements=())
    return linked_data.json_ld_text(shown).encode()


def chart_in_pieces(
    actor: Actor, organisation: Organisation, side: Side, unit: Unit
) -> Iterator[str]:
    """The drawing of the chart of a unit, to be sent as it is written."""
    lines = _lines_of(organisation, side)
    return standalone_chart(actor, organisation, side.snapshot(), unit, lines)


def comparison_file(
    actor: Actor,
    organisation: Organisation,
    sides: tuple[Side, Side],
    unit: int,
    form: str,
) -> bytes:
    """A comparison within a unit in one of FORMATS; KeyError for another."""
    compared = Compared(sides[0].snapshot(), sides[1].snapshot(), unit, hidden_kinds(actor))
    said = called(actor, compared, grade_order(organisation.pk))
    lines = lines_of_sides(organisation, sides)
    if form == "svg":
        drawn = pictures(actor, compared, said, said.grades, ("", ""))
        found = compared.after.unit(unit) or compared.before.unit(unit)
        title = _("What changes in {unit}").format(unit=title_of(found) if found else "")
        words = compare_words(title, get_language() or "en", sides, compared)
        return standalone_comparison(drawn, words, [title, *lines]).encode()
    shown = comparison_of(organisation, compared, said, sides)
    write = {
        "json": lambda: comparison_files.json_text(shown).encode(),
        "jsonld": lambda: comparison_files.json_ld_text(shown).encode(),
        "csv": lambda: "".join(csv_lines(changes_table(shown, lines))).encode(),
        "xlsx": lambda: xlsx_bytes(changes_table(shown, lines)),
    }
    return write[form]()


def _lines_of(organisation: Organisation, side: Side) -> list[str]:
    """Whose it is and its coordinates, one line each."""
    told = coordinates_in_words(organisation, side.at, side.plan_name)
    return [organisation_in_words(organisation), *told]


def lines_of_sides(organisation: Organisation, sides: tuple[Side, Side]) -> list[str]:
    """Whose it is and both coordinates, one line each."""
    before, after = (coordinates_in_words(organisation, side.at, side.plan_name) for side in sides)
    return [
        organisation_in_words(organisation),
        _("Before: {coordinates}").format(coordinates=" · ".join(before[:3])),
        _("After: {coordinates}").format(coordinates=" · ".join(after[:3])),
        *after[3:],
    ]
