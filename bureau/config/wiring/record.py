"""Signing in, programs, mails and calendars."""

from django.utils.translation import gettext_lazy as _

from bureau.core.scopes import Scope
from bureau.web.wired import row as kind

NOTICES = "bureau.record.notices.queries.outbox"
CALENDARS = "bureau.record.notices.queries.calendars"
CHOICES = "bureau.record.notices.queries.choices"
ACCOUNTS = "bureau.record.accounts.texts"
PROGRAMS = "bureau.record.programs"

RECORD = (
    kind("grant_proposal", _("Proposed grants"), scope=Scope.JOURNAL),
    kind(
        "name_proposal",
        _("Proposed names of people"),
        scope=Scope.JOURNAL,
        waiting=f"{ACCOUNTS}.names_waiting",
        personal=f"{ACCOUNTS}.names_personal",
        erases="bureau.record.accounts.services.erasing.erase_names",
    ),
    kind(
        "sign_in_link",
        _("Links to choose a password"),
        scope=Scope.JOURNAL,
        describe=f"{ACCOUNTS}.links_described",
        visible=f"{ACCOUNTS}.links_visible",
        tells=f"{ACCOUNTS}.links_told",
        sentence=f"{ACCOUNTS}.link_sentence",
        opens=f"{ACCOUNTS}.link_opened",
        personal=f"{ACCOUNTS}.links_personal",
        erases="bureau.record.accounts.services.erasing.erase_links",
    ),
    kind(
        "sign_in_change",
        _("Changes of how people sign in"),
        scope=Scope.JOURNAL,
        describe=f"{ACCOUNTS}.changes_described",
        visible=f"{ACCOUNTS}.changes_visible",
        tells=f"{ACCOUNTS}.changes_to_tell",
        sentence=f"{ACCOUNTS}.change_sentence",
        waits=False,
    ),
    kind(
        "token",
        _("Tokens of programs"),
        scope=Scope.JOURNAL,
        describe=f"{PROGRAMS}.texts.tokens_described",
        visible=f"{PROGRAMS}.queries.wiring.tokens_visible",
        personal=f"{PROGRAMS}.texts.tokens_personal",
        erases=f"{PROGRAMS}.services.erasing.erase_tokens",
    ),
    kind(
        "webhook",
        _("Webhooks"),
        scope=Scope.WEBHOOKS,
        describe=f"{PROGRAMS}.texts.webhooks_described",
        visible=f"{PROGRAMS}.queries.wiring.webhooks_visible",
        personal=f"{PROGRAMS}.texts.webhooks_personal",
        erases=f"{PROGRAMS}.services.erasing.erase_webhooks",
    ),
    kind(
        "mail",
        _("Mails"),
        scope=Scope.JOURNAL,
        describe=f"{NOTICES}.mails_described",
        visible=f"{NOTICES}.mails_visible",
        personal=f"{NOTICES}.mails_personal",
        erases="bureau.record.notices.services.erasing.erase_mails",
    ),
    kind(
        "calendar_feed",
        _("Addresses of calendars"),
        scope=Scope.WEBHOOKS,
        describe=f"{CALENDARS}.feeds_described",
        visible=f"{CALENDARS}.feeds_visible",
        personal=(f"{CALENDARS}.feeds_personal", f"{CHOICES}.choices_personal"),
        erases="bureau.record.notices.services.erasing.erase_feeds",
    ),
)
