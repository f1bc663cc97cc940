"""Committing to rows that stand already: once on an upgrade, and where columns are others."""

from bureau.core.actors import NOBODY
from bureau.core.reasons import Reason, Refused
from bureau.record.journal.queries.rows import shapes_committed
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service
from bureau.record.journal.store import committed, salted, shapes


@service
def commit_rows(act: Act) -> None:
    """Commit to every row of each table whose columns entries have not committed to as they are.

    By nobody, as the last step of an upgrade. What was edited before it is committed to as edited.
    """
    if act.actor != NOBODY:
        raise Refused(Reason("nobody_only"))
    before, now = shapes_committed() or {}, shapes()
    for table, model in committed().items():
        if before.get(table) != now[table]:
            act.commit_to_rows(model, *model._base_manager.values_list("pk", flat=True))
            for row in model._base_manager.order_by("pk") if salted(model) else ():
                act.commit_to_values(row, is_new=True)
    act.details.update(shapes=now)
