"""Beginning a draft, saying what it is for, letting others read it; discarding, taking over."""

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.permissions import (
    may_edit_reorganisation,
    may_start_reorganisation,
    may_take_over_reorganisation,
)
from bureau.institution.governance.queries.clearing import KIND as CLEARANCE
from bureau.institution.governance.queries.left import is_left
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.models import Outcome, Round
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.cases import end_round
from bureau.record.journal.services import Act, service


@service("governance.start_reorganisation", pgettext_lazy("act in the journal", "Begin a draft"))
def start_reorganisation(
    act: Act,
    *,
    organisation: int,
    reference: str,
    title: Text,
    purpose: Text | None = None,
    background: Text | None = None,
) -> int:
    """Begin a draft that nobody else knows of; by an organisation officer, in a post.

    Begun by an assistant, it is the officer's, who alone can put it forward.
    """
    post, person = act.actor.post, act.actor.prepares_for or act.actor.person
    is_allowed = may_start_reorganisation(act.actor, organisation)
    if not is_allowed or post is None or person is None:
        raise Refused(Reason("not_yours_to_do"))
    _refuse_taken(act, organisation, reference)
    row = models.Reorganisation.objects.create(
        organisation_id=organisation,
        reference=reference,
        title=title,
        purpose=purpose,
        background=background,
        author_id=person,
        author_post=post,
        created_at=act.at,
    )
    _note_hand(act, row)
    act.touch(KIND, row.pk)
    return row.pk


@service(
    "governance.describe_reorganisation",
    pgettext_lazy("act in the journal", "Change a draft's title, purpose or background"),
)
def describe_reorganisation(
    act: Act,
    *,
    reorganisation: int,
    reference: str,
    title: Text,
    purpose: Text | None,
    background: Text | None,
) -> None:
    """Change what a draft is called and for, and why; once put forward its reference stays."""
    row = drafted(act, reorganisation)
    if reference != row.reference:
        if row.submitted:
            raise Refused(Reason("reference_stays"))
        _refuse_taken(act, row.organisation_id, reference)
    models.Reorganisation.objects.filter(pk=row.pk).update(
        reference=reference, title=title, purpose=purpose, background=background
    )


@service("governance.name_reader", pgettext_lazy("act in the journal", "Name a reader of a draft"))
def name_reader(act: Act, *, reorganisation: int, person: int) -> None:
    """Let a person read the draft."""
    act.name_anew(person)
    row = _own(act, reorganisation)
    models.NamedReader.objects.get_or_create(reorganisation=row, person_id=person)
    act.details.update(reader=person)


@service(
    "governance.remove_reader", pgettext_lazy("act in the journal", "Remove a reader of a draft")
)
def remove_reader(act: Act, *, reorganisation: int, person: int) -> None:
    """Let a person read the draft no more, from the next request on."""
    act.need("person", person)
    row = _own(act, reorganisation)
    models.NamedReader.objects.filter(reorganisation=row, person=person).delete()
    act.details.update(reader=person)


@service(
    "governance.discard_reorganisation", pgettext_lazy("act in the journal", "Discard a draft")
)
def discard_reorganisation(act: Act, *, reorganisation: int) -> None:
    """Give up a draft that was never put forward: nobody sees it any more, its entries stay.

    What was put forward is withdrawn instead.
    """
    row = _own(act, reorganisation)
    if row.submitted:
        raise Refused(Reason("withdrawn_not_discarded"))
    models.Reorganisation.objects.filter(pk=row.pk).update(discarded=act.at)


@service(
    "governance.take_over_reorganisation", pgettext_lazy("act in the journal", "Take over a draft")
)
def take_over_reorganisation(act: Act, *, reorganisation: int) -> None:
    """Go on with a draft whose author left; the entry names both, and both stay its authors."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    person, post = act.actor.person, act.actor.post
    left = row.discarded is None and is_left(row)
    is_allowed = may_take_over_reorganisation(act.actor, row, is_left=left)
    if not is_allowed or person is None or post is None:
        raise Refused(Reason("not_yours_to_do"))
    models.Handover.objects.create(
        reorganisation=row,
        author_before_id=row.author_id,
        post_before=row.author_post,
        author_id=person,
        at=act.at,
    )
    same = row.author_post in act.actor.posts
    models.Reorganisation.objects.filter(pk=row.pk).update(
        author=person, author_post=row.author_post if same else post
    )
    act.touch(KIND, row.pk)
    act.touch("person", row.author_id, person)
    act.details.update(author_before=row.author_id, author=person)


def drafted(act: Act, reorganisation: int) -> models.Reorganisation:
    """The reorganisation, locked, where the actor may edit it and it is not on its route."""
    row = _own(act, reorganisation)
    if row.submitted and not Seen(row, case_on_record(Reference(KIND, row.pk))).is_draft:
        raise Refused(Reason("already_submitted"))
    end_clearances(act, row)
    return row


def end_clearances(act: Act, row: models.Reorganisation) -> int:
    """Whoever goes on with a draft takes it back from where it is being cleared: nobody is asked
    to clear what is not there any more. Returns how many there were."""
    mine = models.Clearance.objects.filter(reorganisation=row).values("pk")
    rounds = Round.objects.filter(kind=CLEARANCE, subject__in=mine, ended__isnull=True)
    still = list(rounds)
    for one in still:
        end_round(act, one, today(row.organisation), Outcome.SUPERSEDED)
        act.touch(CLEARANCE, one.subject)
    return len(still)


def _own(act: Act, reorganisation: int) -> models.Reorganisation:
    (row,) = act.lock(models.Reorganisation, reorganisation)
    if not may_edit_reorganisation(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    _note_hand(act, row)
    act.touch(KIND, row.pk)
    return row


def _note_hand(act: Act, row: models.Reorganisation) -> None:
    if act.actor.prepares_for is not None:
        models.Preparer.objects.get_or_create(reorganisation=row, person_id=act.actor.person or 0)


def is_reference_taken(act: Act, organisation: int, reference: str, own: int = 0) -> bool:
    """Whether what was put forward there has the reference, or one that a reader takes for it."""
    others = models.Reorganisation.objects.filter(organisation=organisation, submitted=True)
    return act.is_taken(reference, others.exclude(pk=own), "reference")


def _refuse_taken(act: Act, organisation: int, reference: str) -> None:
    """Only what was put forward may be named as the reason: a draft is not to be told of."""
    if is_reference_taken(act, organisation, reference):
        raise Refused(Reason("reference_taken", {"reference": reference}))
