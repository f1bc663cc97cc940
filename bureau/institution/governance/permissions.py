"""Who may draft, read and carry on a reorganisation, appoint, and correct the record."""

from collections.abc import Collection

from bureau.core.actors import Actor, Role
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.governance.models import (
    BudgetProposal,
    Correction,
    Reorganisation,
)
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.permissions import may_write_descriptions


def may_propose_budget(actor: Actor, organisation: int) -> bool:
    """Who keeps its budgets: the budget officer of that organisation, or an administrator."""
    return may_keep_budgets(actor, organisation)


def may_withdraw_budget_proposal(actor: Actor, proposal: BudgetProposal) -> bool:
    """Who began it, while they hold the post in which they did; in none, who may propose it."""
    if actor.person != proposal.person or actor.prepares_for is not None:
        return False
    if proposal.post is None:
        return may_propose_budget(actor, proposal.organisation_id)
    return proposal.post in actor.posts


def may_start_reorganisation(actor: Actor, organisation: int | None = None) -> bool:
    """An organisation officer or who prepares for one, in the organisation of the post acted in
    (None: that one)."""
    is_own = organisation is None or actor.organisation == organisation
    role = Role.ORGANISATION_OFFICER
    return (actor.has(role) or actor.may_prepare(role)) and is_own


def may_edit_reorganisation(actor: Actor, reorganisation: Reorganisation) -> bool:
    """Its author, and who prepares for them, while they hold the post in which it was begun."""
    return may_put_forward(actor, reorganisation) or prepares_it(actor, reorganisation)


def may_put_forward(actor: Actor, reorganisation: Reorganisation) -> bool:
    """Its author alone: whoever prepares puts nothing forward and takes nothing back."""
    is_author = actor.person == reorganisation.author_id and reorganisation.discarded is None
    return is_author and reorganisation.author_post in actor.posts


def is_in_authoring_post(actor: Actor, reorganisation: Reorganisation) -> bool:
    """Its author, while they hold the post in which it was begun; they read it while they prepare
    for somebody else as well. Who left that post reads it as everybody else does."""
    is_author = actor.person is not None and actor.person == reorganisation.author_id
    return is_author and reorganisation.author_post in actor.posts | actor.own


def prepares_it(actor: Actor, reorganisation: Reorganisation) -> bool:
    """Whether the actor prepares now for its author, in the post in which it was begun."""
    if reorganisation.discarded is not None:
        return False
    for_author = (reorganisation.author_id, reorganisation.author_post)
    return (actor.prepares_for, actor.post) == for_author


def may_take_over_reorganisation(
    actor: Actor, reorganisation: Reorganisation, *, is_left: bool
) -> bool:
    """A draft whose author left the post it was begun in: the holder of that post, or an
    organisation officer of the organisation. Nobody takes a draft from an author who is there.
    """
    if not is_left or actor.person is None or actor.post is None:
        return False
    is_of_the_post = reorganisation.author_post in actor.posts
    return is_of_the_post or may_start_reorganisation(actor, reorganisation.organisation_id)


def may_see_reorganisation(
    actor: Actor,
    reorganisation: Reorganisation,
    *,
    readers: Collection[int],
    posts: Collection[int] = (),
    persons: Collection[int] = (),
    is_settled: bool = False,
    is_cleared_by: bool = False,
) -> bool:
    """A draft: its author, whom they named, and who is asked to clear it. Once submitted, whoever
    is on its route as well, and the auditor; once all of it is decided, everyone in the
    organisation.

    `posts` and `persons` are those of the route, empty while it is a draft; `is_cleared_by` says
    that the actor is on the way of a clearance that goes on.
    """
    if actor.person is None or reorganisation.discarded:
        return False
    if is_cleared_by or drafts_along(actor, reorganisation, readers=readers):
        return True
    if not reorganisation.submitted:
        return False
    is_on_route = actor.person in persons or not actor.posts.isdisjoint(posts)
    is_known_to_all = is_settled and actor.organisation == reorganisation.organisation_id
    return is_on_route or is_known_to_all or actor.is_auditor()


def drafts_along(actor: Actor, reorganisation: Reorganisation, *, readers: Collection[int]) -> bool:
    """The author, whom they named, and who prepares for them: they see it at every stage."""
    if actor.person is None or reorganisation.discarded is not None:
        return False
    is_author = is_in_authoring_post(actor, reorganisation)
    return is_author or actor.person in readers or prepares_it(actor, reorganisation)


def may_read_comments(
    actor: Actor, reorganisation: Reorganisation, *, drafts: bool, is_on_route: bool
) -> bool:
    """Who drafts along or clears it, who is on its route, and of what was submitted the auditor."""
    is_auditor = actor.is_auditor() and reorganisation.submitted
    return actor.person is not None and (drafts or is_on_route or is_auditor)


def may_comment(
    actor: Actor, *, drafts: bool, is_on_route: bool, is_draft: bool, is_over: bool
) -> bool:
    """While it is drafted who drafts along or clears it, on its way whoever is on it as well; on
    what is over nobody."""
    if actor.person is None or is_over:
        return False
    return drafts or (is_on_route and not is_draft)


def may_see_readings(actor: Actor, reorganisation: Reorganisation) -> bool:
    """What each reader saw is told to the author; of what was submitted to the auditor too."""
    is_author = is_in_authoring_post(actor, reorganisation)
    return is_author or (actor.is_auditor() and reorganisation.submitted)


def may_take_evidence(actor: Actor, reorganisation: Reorganisation, *, is_on_route: bool) -> bool:
    """Of what was put forward: the auditor, its author, and whoever is on its route."""
    if actor.person is None or not reorganisation.submitted:
        return False
    return actor.is_auditor() or is_in_authoring_post(actor, reorganisation) or is_on_route


def may_take_evidence_of(actor: Actor, *, acted: bool) -> bool:
    """Of an instrument that an act made outside a case: the auditor, and whoever acted in it."""
    return actor.person is not None and (actor.is_auditor() or acted)


def may_correct_record(actor: Actor, organisation: int | None = None) -> bool:
    """Proposing a correction, of the organisation of the post acted in (None: that one)."""
    return actor.has_in(organisation, Role.ORGANISATION_OFFICER)


def may_confirm_correction(actor: Actor, organisation: int | None = None) -> bool:
    """Officers, and an administrator: what changes the posts of all officers needs another."""
    return may_correct_record(actor, organisation) or actor.is_administrator()


def may_withdraw_correction(actor: Actor, correction: Correction) -> bool:
    """Who proposed it, while they may correct the record."""
    is_own = actor.person == correction.person
    return is_own and may_correct_record(actor, correction.organisation_id)


def may_ask_for_rights(actor: Actor) -> bool:
    """Who could do what on a day is for those who look after it."""
    is_keeper = actor.has(Role.ORGANISATION_OFFICER) or actor.is_administrator()
    return is_keeper or actor.is_auditor()


def may_report_for(actor: Actor, body: Body) -> bool:
    """What a body owes, its secretary reports."""
    return actor.prepares_for is None and actor.serves(body.pk, body.organisation)


def may_confirm_people(
    actor: Actor, reorganisation: Reorganisation, authors: Collection[int]
) -> bool:
    """Human resources of the organisation go through the list of people affected; never one of the
    authors of what affects them: who had it before and who prepared it are authors too."""
    is_own = actor.has_in(reorganisation.organisation_id, Role.HUMAN_RESOURCES)
    return is_own and actor.person not in authors and not prepares_it(actor, reorganisation)


def may_see_people(actor: Actor, reorganisation: Reorganisation, *, is_on_route: bool) -> bool:
    """The list of people affected, once it was put forward: its author, human resources of the
    organisation, and whoever is on its route. Nobody else, and each their own line."""
    if actor.person is None or not reorganisation.submitted or reorganisation.discarded:
        return False
    is_author = is_in_authoring_post(actor, reorganisation)
    is_own = actor.has_in(reorganisation.organisation_id, Role.HUMAN_RESOURCES)
    return is_author or is_on_route or is_own


def may_follow_up(actor: Actor, reorganisation: Reorganisation) -> bool:
    """What follows from a decision is confirmed, added to and dropped by the organisation officer
    of its organisation, and by its author in the post in which it was begun."""
    is_author = may_put_forward(actor, reorganisation)
    return is_author or may_start_reorganisation_in_person(actor, reorganisation.organisation_id)


def may_start_reorganisation_in_person(actor: Actor, organisation: int) -> bool:
    """An organisation officer of it, not who only prepares for one."""
    return actor.has_in(organisation, Role.ORGANISATION_OFFICER)


def may_close_assignment(actor: Actor, reorganisation: Reorganisation, *, answers: bool) -> bool:
    """Whoever `answers` for the post that owns it, and whoever may confirm it."""
    return answers or may_follow_up(actor, reorganisation)


def may_translate(actor: Actor, reorganisation: Reorganisation) -> bool:
    """Whoever sees a case and words posts and duties in its organisation: its officers and human
    resources, at every stage; a translation changes nothing that is decided."""
    return may_write_descriptions(actor, reorganisation.organisation_id)


def may_release(actor: Actor, reorganisation: Reorganisation) -> bool:
    """Of what was put forward, whoever sees it and is an organisation officer of its organisation,
    or the secretary of a body; whether they kept it themselves is asked of each paper."""
    who = (Role.ORGANISATION_OFFICER, Role.BODY_SECRETARY)
    return reorganisation.submitted and actor.has_in(reorganisation.organisation_id, *who)
