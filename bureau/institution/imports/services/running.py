"""Long work goes to the worker: begun by a person, asked again there whether the person may."""

from django.tasks import task
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.reasons import Reason, Refused
from bureau.institution.imports.models import Import, State
from bureau.institution.imports.services.applying import (
    apply_import,
    begin_applying,
    begin_undoing,
    undo_import,
)
from bureau.institution.imports.services.outlooks import OUTLOOK, ask_worker
from bureau.institution.organisation.queries.actors import actor_now
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Act, service


@service("imports.start_applying", pgettext_lazy("act in the journal", "Have an import written"))
def start_applying(act: Act, *, number: int, is_meant: bool = False) -> None:
    """Begin, or go on where it broke off; the worker does the rest."""
    begin_applying(act, number=number, is_meant=is_meant)
    _send_on(act, number)


@service("imports.start_undoing", pgettext_lazy("act in the journal", "Have an import taken back"))
def start_undoing(act: Act, *, number: int) -> None:
    """Begin to take an import back, or go on with it; the worker does the rest."""
    begin_undoing(act, number=number)
    _send_on(act, number)


def _send_on(act: Act, number: int) -> None:
    if act.actor.person is None:
        raise Refused(Reason("not_yours_to_do"))
    go_on.enqueue(number, act.actor.person, act.actor.post or 0)


@task(queue_name="long")
def go_on(number: int, person: int, post: int) -> None:
    """Write or take back what is under way, as the person may today; safe to run twice."""
    state = Import.objects.values_list("state", flat=True).get(pk=number)
    actor = _as_of_today(person, post)
    if state == State.APPLYING:
        apply_import(actor, number)
    elif state == State.UNDOING:
        undo_import(actor, number)
    ask_worker(OUTLOOK, number)


def _as_of_today(person: int, post: int) -> Actor:
    return actor_now(Person.objects.get(pk=person), post or None)
