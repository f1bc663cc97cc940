"""Keeping what changed how somebody signs in, within the act that changed it: they are told of it.

A stranger who gets in and puts a factor of their own is then seen by the one whose login it is.
"""

from bureau.record.accounts.models import SignInChange
from bureau.record.journal.services import Act


def tell_of(act: Act, person: int, *whats: str) -> None:
    for what in whats:
        row = SignInChange.objects.create(person_id=person, what=what, at=act.at)
        act.touch("sign_in_change", row.pk)
