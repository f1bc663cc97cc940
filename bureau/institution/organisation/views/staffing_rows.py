"""The rows of the staffing table as markup; a template would take ten times as long."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bureau.core.layout.boxes import PostState
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.holders import PostLine
from bureau.institution.organisation.views.staffing_columns import Column, Places
from bureau.web.templatetags.design import mark

MARKS = {PostState.VACANT: "wait", PostState.FROZEN: "off"}


def rows(
    lines: Iterable[PostLine],
    columns: Sequence[Column],
    now: Snapshot,
    places: Places,
    query: str,
) -> SafeString:
    """One row a post: its number first, then a cell for each column; `query` ends the addresses."""
    post, unit = (_address(name, query) for name in ("post", "unit"))
    heads = [format_html('<td data-l="{}">', column.label) for column in columns]
    written: list[str] = []
    for line in lines:
        written.append('<tr><th scope="row">')
        written.append(_link(post, line.post.id, line.post.number))
        written.append("</th>")
        for head, column in zip(heads, columns, strict=True):
            written += head, _cell(line, column, column.text(line, now, places), unit), "</td>"
        written.append("</tr>\n")
    return mark_safe("".join(written))


def _address(name: str, query: str) -> tuple[str, str]:
    """What stands before and after the number in an address."""
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return before, after + query


def _link(address: tuple[str, str], number: int, words: str) -> SafeString:
    before, after = address
    return format_html('<a href="{}{}{}"><bdi>{}</bdi></a>', before, number, after, words)


def _cell(line: PostLine, column: Column, text: str, unit: tuple[str, str]) -> SafeString:
    if column.name == "unit":
        return _link(unit, line.post.unit, text)
    if column.name == "state" and line.state in MARKS:
        return mark(MARKS[line.state], text)
    return format_html("{}", text)
