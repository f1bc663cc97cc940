"""The rows of the staffing table as markup; a template would take ten times as long."""

from collections.abc import Iterable, Sequence
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from bureau.core.layout.boxes import PostState
from bureau.institution.organisation.queries.holders import PostLine
from bureau.institution.organisation.views.staffing_columns import Shown
from bureau.web.templatetags.design import mark

SHORT = ("unit", "grade", "state")
"""What is known without its heading; on a narrow screen it stands on one line."""
MARKS = {PostState.VACANT: "wait", PostState.FROZEN: "off"}


def rows(lines: Iterable[PostLine], columns: Sequence[Shown], query: str) -> SafeString:
    """One row a post: its number first, then a cell for each column; `query` ends the addresses."""
    post, unit = (_address(name, query) for name in ("post", "unit"))
    heads = [_head(column) for column in columns]
    written: list[str] = []
    for line in lines:
        written.append(f'<tr><th scope="row">{_link(post, line.post.id, line.post.number)}</th>')
        for head, column in zip(heads, columns, strict=True):
            written += head, _cell(line, column, column.text(line), unit), "</td>"
        written.append("</tr>\n")
    return mark_safe("".join(written))


def _head(column: Shown) -> str:
    look = ' class="short"' if column.name in SHORT else ""
    return f'<td{look} data-l="{escape(column.heading)}">'


def _address(name: str, query: str) -> tuple[str, str]:
    """What stands before and after the number in an address."""
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return escape(before), escape(after + query)


def _link(address: tuple[str, str], number: int, words: str) -> str:
    before, after = address
    return f'<a href="{before}{number}{after}"><bdi>{escape(words)}</bdi></a>'


def _cell(line: PostLine, column: Shown, text: str, unit: tuple[str, str]) -> str:
    if column.name == "unit":
        return _link(unit, line.post.unit, text)
    if column.name == "state" and line.state in MARKS:
        return mark(MARKS[line.state], text)
    return escape(text)
