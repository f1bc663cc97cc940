"""Who may take files into the record."""

from collections.abc import Collection

from bureau.core.actors import Actor, Role


def may_stage(actor: Actor) -> bool:
    """Read files and look at what would come of them: an organisation officer, administrators."""
    return actor.has(Role.ORGANISATION_OFFICER) or actor.is_administrator()


def may_stage_in(actor: Actor, person: int | None) -> bool:
    """Put more files into an import: who began it, while they may read files at all."""
    return may_stage(actor) and person == actor.person


def may_import_into(actor: Actor, organisation: int | None) -> bool:
    """Write what files say: the officer into the own organisation; administrators into any, and
    they alone into one that is not there yet (None)."""
    if actor.is_administrator():
        return True
    return organisation is not None and actor.has_in(organisation, Role.ORGANISATION_OFFICER)


def may_write_import(actor: Actor, organisations: frozenset[int | None]) -> bool:
    """Write, or take back, all that an import is of."""
    return may_stage(actor) and all(may_import_into(actor, each) for each in organisations)


def may_write_alone(actor: Actor, *, is_decided: bool) -> bool:
    """Write without a second person: an administrator, while nothing was decided there."""
    return actor.is_administrator() and not is_decided


def may_confirm_import(actor: Actor, makers: Collection[int | None]) -> bool:
    """Write what somebody proposed: who neither read the files nor proposed it."""
    return actor.person is not None and actor.person not in makers


def may_settle_rename(
    actor: Actor, organisation: int | None, people: Collection[int | None]
) -> bool:
    """Who may write what the department's files say; where it is no organisation yet, also the
    `people` who took in its files."""
    if organisation is None and actor.person in people:
        return may_stage(actor)
    return may_import_into(actor, organisation)


def may_see_import(
    actor: Actor,
    person: int | None,
    organisations: frozenset[int | None],
    *,
    is_draft_seen: bool | None = None,
) -> bool:
    """Who took it in. Of what becomes a draft, who may see the draft too (`is_draft_seen`); of
    others (None), whoever may write all of it, and the auditor."""
    if person is not None and person == actor.person:
        return True
    if is_draft_seen is not None:
        return is_draft_seen
    return actor.is_auditor() or may_write_import(actor, organisations)
