"""Who may touch structure, posts, reference data and roles, and who sees the names of holders.

`organisation` is that of the thing in question; None is that of the post acted in.
"""

from bureau.core.actors import Actor, Role

MAY_CONFIRM = (Role.HUMAN_RESOURCES, Role.ORGANISATION_OFFICER)
"""The roles that confirm absences which others than the holder said."""


def may_keep_reference_data(actor: Actor, organisation: int | None = None) -> bool:
    """Grades, places, costs, offices, remarks, numbers, templates, staffing tables as adopted, the
    facts of the organisation: its officer, or an administrator."""
    return actor.has_in(organisation, Role.ORGANISATION_OFFICER) or actor.is_administrator()


def may_confirm_for_post(
    actor: Actor, organisation: int, proposed_by: int, post: int | None, administrators: int
) -> bool:
    """That a post bears an office or takes the chair, or no more: another keeper than who proposed,
    who does not act in the `post`; an administrator alone while there is no other."""
    if actor.is_administrator() and administrators < 2:
        return True
    is_other = actor.person != proposed_by and post not in actor.posts
    return is_other and may_keep_reference_data(actor, organisation)


def may_give_roles(actor: Actor) -> bool:
    return actor.is_administrator()


def may_record_absence(actor: Actor, person: int, organisation: int) -> bool:
    """One's own; human resources of the organisation of the post, for whoever cannot."""
    if actor.prepares_for:
        return False
    return actor.person == person or actor.has_in(organisation, Role.HUMAN_RESOURCES)


def may_confirm_stand_in(actor: Actor, person: int, organisation: int) -> bool:
    """The holder; human resources or an officer of the organisation of the post; an administrator,
    as all of these may have proposed it or have a case there."""
    if actor.prepares_for:
        return False
    is_keeper = actor.has_in(organisation, *MAY_CONFIRM) or actor.is_administrator()
    return is_keeper or may_record_absence(actor, person, organisation)


def may_see_delegations(actor: Actor, organisation: int | None = None) -> bool:
    """All of an organisation's: its officers, human resources, auditors; everyone their own."""
    is_keeper = actor.has_in(organisation, Role.ORGANISATION_OFFICER, Role.HUMAN_RESOURCES)
    return is_keeper or actor.is_auditor()


def may_record_opening(actor: Actor, *, has_effects: bool) -> bool:
    """The first administrator alone, while the organisation has no effect."""
    return actor.is_administrator() and not has_effects


def may_see_chart(actor: Actor, is_public: bool, *, is_own: bool) -> bool:
    """Everybody where its owner says so; else those of the organisation who are signed in.

    Auditors and administrators see the charts of all organisations.
    """
    if is_public:
        return True
    is_everywhere = actor.is_administrator() or actor.is_auditor()
    return actor.person is not None and (is_own or is_everywhere)


def may_see_names(actor: Actor) -> bool:
    """Whoever is signed in; the public chart shows posts without people."""
    return actor.person is not None


def may_write_descriptions(actor: Actor, organisation: int | None = None) -> bool:
    """Word posts and duties, and translate them: the officers and human resources."""
    return actor.has_in(organisation, Role.ORGANISATION_OFFICER, Role.HUMAN_RESOURCES)
