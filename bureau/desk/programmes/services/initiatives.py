"""Acts on initiatives."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.core.work import EDITION, INITIATIVE, span_faults, years_outside
from bureau.desk.programmes.models import Initiative
from bureau.desk.programmes.permissions import may_own
from bureau.institution.organisation.queries.owners import organisation_of_post
from bureau.record.journal.services import Act, service
from bureau.record.nouns.services.steps import take_step


def refuse_unless_owned(act: Act, row: Initiative) -> None:
    if not may_own(act.actor, row.organisation_id, row.post_id):
        raise Refused(Reason("not_yours_to_do"))


def initiative_locked(act: Act, initiative: int) -> Initiative:
    """The initiative, locked, where the actor may change it."""
    (row,) = act.lock(Initiative, initiative)
    refuse_unless_owned(act, row)
    return row


@service("programmes.add_initiative", pgettext_lazy("act in the journal", "Add an initiative"))
def add_initiative(
    act: Act,
    *,
    code: str,
    name: Text,
    post: int,
    valid_from: date,
    valid_until: date | None = None,
) -> int:
    """Add an initiative that a post owns; it belongs to the organisation of the post."""
    row = Initiative(
        organisation_id=organisation_of_post(post),
        post_id=post,
        code=code,
        name=name,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    refuse_unless_owned(act, row)
    _refuse_unfit(act, row)
    row.save(force_insert=True)
    act.touch("initiative", row.pk)
    return row.pk


@service(
    "programmes.change_initiative", pgettext_lazy("act in the journal", "Change an initiative")
)
def change_initiative(
    act: Act,
    *,
    initiative: int,
    code: str,
    name: Text,
    post: int,
    valid_from: date,
    valid_until: date | None = None,
) -> None:
    """Change the facts of an initiative; a new owner post is of the same organisation."""
    row = initiative_locked(act, initiative)
    if organisation_of_post(post) != row.organisation_id:
        raise Refused(Reason("owner_elsewhere"))
    if not may_own(act.actor, row.organisation_id, post):
        raise Refused(Reason("owner_not_led"))
    row.code, row.name, row.post_id = code, name, post
    row.valid_from, row.valid_until = valid_from, valid_until
    _refuse_unfit(act, row)
    row.save(update_fields=["code", "name", "post", "valid_from", "valid_until"])
    act.touch("initiative", row.pk)


@service(
    "programmes.delete_initiative", pgettext_lazy("act in the journal", "Delete an initiative")
)
def delete_initiative(act: Act, *, initiative: int) -> None:
    """Delete an initiative that has neither pillars nor editions."""
    row = initiative_locked(act, initiative)
    if row.pillars.exists() or row.editions.exists():
        raise Refused(Reason("initiative_has_parts"))
    act.touch("initiative", row.pk)
    row.delete()


@service(
    "programmes.move_initiative",
    pgettext_lazy("act in the journal", "Change the state of an initiative"),
)
def move_initiative(act: Act, *, initiative: int, step: str) -> None:
    """Go a step of the flow of initiatives: start, close, drop or reopen."""
    row = initiative_locked(act, initiative)
    planned = INITIATIVE.is_end(step) and row.editions.filter(state=EDITION.first).exists()
    take_step(act, row, INITIATIVE, step, [Reason("editions_planned")] if planned else [])
    act.touch("initiative", row.pk)


def _refuse_unfit(act: Act, row: Initiative) -> None:
    others = Initiative.objects.filter(organisation=row.organisation_id).exclude(pk=row.pk)
    faults = list(span_faults(row.valid_from, row.valid_until))
    if row.pk:
        faults += years_outside(row.editions.values_list("year", flat=True), row.span)
    if act.is_taken(row.code, others):
        faults.append(Reason("initiative_code_taken", {"code": row.code}))
    if faults:
        raise Refused(*faults)
