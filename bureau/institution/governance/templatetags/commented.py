"""The link from a thing of a case to what is said of it, with how much that is."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.institution.governance.queries.comments import Counts

register = template.Library()


@register.simple_tag
def comments_link(
    reorganisation: int, counts: Counts | str, about: str, *more: object
) -> SafeString:
    """`{% comments_link seen.row.pk comments "action" line.action.id %}`; nothing for whoever may
    not read comments."""
    if not isinstance(counts, Counts) or not counts.reads:
        return SafeString("")
    key = ":".join([about, *(str(one) for one in more)])
    count, still = counts.all.get(key, 0), counts.open.get(key, 0)
    if not count and not counts.writes:
        return SafeString("")
    name = "reorganisation-comments" if count else "reorganisation-comment-new"
    address = reverse(name, args=[reorganisation], query={"about": key})
    if not count:
        said = _("Comment on this")
    elif still:
        said = ngettext("{count} comment, {open} open", "{count} comments, {open} open", count)
    else:
        said = ngettext("{count} comment", "{count} comments", count)
    css = "btn low plain flush" if count else "btn low plain flush noprint"
    return format_html(
        '<a class="{}" href="{}">{}</a>', css, address, said.format(count=count, open=still)
    )
