"""What is kept of how people who are erased signed in: all of it goes, the numbers stay. Their
direct grants end."""

from collections.abc import Collection

from django.db.models import F
from django.utils.translation import pgettext_lazy

from bureau.record.accounts.models import DirectGrant, NameProposal, SignInLink, User
from bureau.record.accounts.services.sittings import close_sessions
from bureau.record.journal.services import Act, service


@service(
    "accounts.erase_links", pgettext_lazy("act in the journal", "Erase links to choose a password")
)
def erase_links(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: none of their links opens any more, and no secret can be made anew."""
    mine = SignInLink.objects.filter(person__in=people)
    act.touch("sign_in_link", *mine.values_list("pk", flat=True))
    mine.filter(used_at=None).update(used_at=act.at)
    mine.update(nonce="", hash="")


@service("accounts.erase_names", pgettext_lazy("act in the journal", "Erase proposed names"))
def erase_names(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: what they were to be called."""
    mine = NameProposal.objects.filter(person__in=people)
    act.touch("person", *mine.values_list("person", flat=True))
    mine.delete()


def erase_sign_in(act: Act, people: Collection[int]) -> None:
    """Sessions with all they hold, factors, identities elsewhere, password and login."""
    for person in people:
        close_sessions(act, person)
    User.objects.filter(person__in=people).delete()


def end_grants(act: Act, people: Collection[int]) -> None:
    """From this instant on; what had not begun never does."""
    day = act.at.date()
    rows = DirectGrant.objects.filter(person__in=people, valid_until__gt=day)
    rows.filter(valid_from__gt=day).update(valid_until=F("valid_from"), ended_at=act.at)
    rows.filter(valid_from__lte=day).update(valid_until=day, ended_at=act.at)
