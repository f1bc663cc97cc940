"""`{% csrf_token %}` as each form has it: beside the token, to whom it is shown, in which session.

Whoever is signed out by time has only forms of that session kept for them.
"""

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.template.defaulttags import csrf_token as plain
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bureau.record.accounts.services.sent_late import SHOWN_TO, mark_of

register = template.Library()


class WhoseFormNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token = SafeString(super().render(context))
        request = getattr(context, "request", None)
        user = getattr(request, "user", None)
        if not token or request is None or user is None or not user.is_authenticated:
            return token
        mark = mark_of(user.pk, request.session.row_key)
        field = format_html('<input type="hidden" name="{}" value="{}">', SHOWN_TO, mark)
        return SafeString(token + field)


@register.tag
def csrf_token(parser: template.base.Parser, token: template.base.Token) -> WhoseFormNode:
    plain(parser, token)
    return WhoseFormNode()
