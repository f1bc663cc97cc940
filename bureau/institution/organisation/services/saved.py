"""Keeping a view under a name, sharing it, and giving it up."""

from collections.abc import Collection

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import SavedView
from bureau.institution.organisation.queries.saved import may_end_sharing
from bureau.institution.organisation.queries.structure import belonging
from bureau.record.journal.models import Content
from bureau.record.journal.services import Act, service
from bureau.web.saved import as_of_today, fixed_at, kept

NAME_MOST = 120
KEPT_MOST, SHARED_MOST = 500, 30
"""How many views one person keeps, and how many of them are shared."""
NAMING = ("organisation.save_view", "organisation.rename_view")


@service("organisation.save_view", pgettext_lazy("act in the journal", "Keep a view"))
def save_view(
    act: Act,
    *,
    address: str,
    name: str,
    fixed: tuple[str, int] | None = None,
    shared: Reference | None = None,
) -> int:
    """Keep the page at an address under a name: as of the day on which it is opened, or `fixed` at
    a day and a record number. The same name again replaces what it was."""
    person = act.actor.person
    found = kept(address)
    if person is None:
        raise Refused(Reason("not_yours_to_do"))
    if found is None:
        raise Refused(Reason("page_not_kept"))
    if shared is not None and not _may_share(act, shared):
        raise Refused(Reason("cannot_be_shared"))
    _refuse_too_many(person, name.strip()[:NAME_MOST], is_shared=shared is not None)
    query = fixed_at(found.query, *fixed) if fixed else as_of_today(found.query)
    row, _made = SavedView.objects.update_or_create(
        person_id=person,
        name=name.strip()[:NAME_MOST],
        defaults={
            "page": found.page,
            "of": dict(found.of),
            "query": query,
            "is_fixed": fixed is not None,
            "shared_kind": shared.kind if shared else "",
            "shared": shared.id if shared else None,
            "at": act.at,
        },
    )
    act.touch("person", person)
    act.details.update(saved_view=row.pk, page=found.page, is_fixed=fixed is not None)
    act.details.update(shared=str(shared) if shared else "")
    return row.pk


@service("organisation.rename_view", pgettext_lazy("act in the journal", "Rename a view"))
def rename_view(act: Act, *, view: int, name: str) -> None:
    """Call a view of one's own otherwise; what it opens and with whom it is shared stay."""
    row = SavedView.objects.filter(pk=view, person=act.actor.person or 0).first()
    if row is None:
        raise Refused(Reason("not_yours_to_do"))
    row.name = name.strip()[:NAME_MOST]
    if SavedView.objects.filter(person=row.person_id, name=row.name).exclude(pk=view).exists():
        raise Refused(Reason("view_name_given"))
    row.save(update_fields=["name"])
    act.touch("person", row.person_id)
    act.details.update(saved_view=view)


@service("organisation.delete_view", pgettext_lazy("act in the journal", "Give up a view"))
def delete_view(act: Act, *, view: int) -> None:
    """Keep a view no longer, oneself and whoever it was shared with. Where it is another's, an
    officer of the organisation ends the sharing: its person keeps it."""
    row = SavedView.objects.filter(pk=view).first()
    is_own = row is not None and row.person_id == act.actor.person
    if row is None or not (is_own or may_end_sharing(act.actor, row)):
        raise Refused(Reason("not_yours_to_do"))
    act.touch("person", row.person_id)
    act.details.update(saved_view=view, page=row.page)
    if is_own:
        row.delete()
    else:
        SavedView.objects.filter(pk=view).update(shared_kind="", shared=None)
        act.details.update(shared="")


@service("organisation.erase_views", pgettext_lazy("act in the journal", "Erase saved views"))
def erase_views(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: the views that these people kept, shared or not, and their names."""
    act.touch("person", *people)
    SavedView.objects.filter(person__in=people).delete()
    made = Content.objects.filter(
        entry__act__in=NAMING, entry__person__in=people, field__startswith="name_"
    )
    made.delete()


def _refuse_too_many(person: int, name: str, *, is_shared: bool) -> None:
    """One of the same name is replaced, and does not count."""
    others = SavedView.objects.filter(person=person).exclude(name=name)
    if others.count() >= KEPT_MOST:
        raise Refused(Reason("views_too_many", {"most": KEPT_MOST}))
    if is_shared and others.filter(shared__isnull=False).count() >= SHARED_MOST:
        raise Refused(Reason("views_shared_too_many", {"most": SHARED_MOST}))


def _may_share(act: Act, shared: Reference) -> bool:
    """With a unit or post of the organisation of the post acted in."""
    organisation = act.actor.organisation
    if organisation is None or shared.kind not in ("post", "unit"):
        return False
    return bool(belonging(shared.kind, [shared.id], organisation))
