"""What a draft establishes is new: no number of another case, none of what was abolished."""

import pytest

from bureau.core.actors import Role
from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.actions import Drafting
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.organisation.models import PostRole
from bureau.institution.organisation.services import reference
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, draft_engagement, submit
from tests.institution.house import TODAY, House


def establish(house: House, name: str, reference: str, subject: int | None = None) -> int:
    """Put a new unit into a draft; the number of the unit."""
    number = drafts.start_reorganisation(
        house.actor(name),
        organisation=house.organisation,
        reference=reference,
        title=text(en="New"),
    )
    actions.add_action(
        house.actor(name),
        reorganisation=number,
        kind=ActionKind.ESTABLISH_UNIT,
        day=DAY,
        subject=subject,
        values={"code": reference, "kind": "department", "parent": house.units["TSB"]},
        words={"name": text(en=reference)},
        reason="x",
    )
    return DraftAction.objects.get(reorganisation=number).subject


def test_no_draft_establishes_the_unit_of_another_draft(house: House) -> None:
    unit = establish(house, "Olga", "AAA")
    with pytest.raises(Refused, match="identity_in_use"):
        establish(house, "Otto", "BBB", unit)


def test_no_post_comes_back_with_a_role_that_nobody_gave_it(house: House) -> None:
    """The officer's post has a role, the adviser's has none."""
    for post, is_refused in (("OFF", True), ("ADV", False)):
        number = drafts.start_reorganisation(
            house.actor("Otto"),
            organisation=house.organisation,
            reference=post,
            title=text(en="Back"),
        )
        said = Drafting(ActionKind.ESTABLISH_POST, DAY, house.posts[post])
        reasons: list[str] = []
        try:
            actions.add_actions(house.actor("Otto"), reorganisation=number, drafted_actions=[said])
        except Refused as refused:
            reasons = [reason.code for reason in refused.reasons]
        assert ("post_bears_rights" in reasons) is is_refused


def draft_post(house: House) -> tuple[int, int]:
    """A case of the other officer that establishes a post; its number and that of the post."""
    by = house.actor("Otto")
    number = drafts.start_reorganisation(
        by, organisation=house.organisation, reference="POST", title=text(en="A post")
    )
    said = {"unit": house.units["OPD"], "grade": "P.4", "number": "NEW", "duty_station": "GVA"}
    actions.add_action(
        by,
        reorganisation=number,
        kind=ActionKind.ESTABLISH_POST,
        day=DAY,
        values=said,
        words={"title": text(en="Adviser")},
        reason="x",
    )
    return number, DraftAction.objects.get(reorganisation=number).subject


def test_no_post_is_submitted_that_got_a_role_since_it_was_drafted(house: House) -> None:
    number, post = draft_post(house)
    reference.give_role(
        house.administrator,
        post=post,
        role=Role.READER,
        valid_from=TODAY,
        confirmed_by=house.administrators[1].person,
    )
    with pytest.raises(Refused, match="post_bears_rights"):
        submit_reorganisation(house.actor("Otto"), reorganisation=number)


def test_who_is_no_officer_any_more_submits_nothing(house: House) -> None:
    case = draft_engagement(house)
    role = PostRole.objects.get(post=house.posts["OFF"], role=Role.ORGANISATION_OFFICER)
    reference.end_role(house.administrator, post_role=role.pk, valid_until=TODAY)
    with pytest.raises(Refused, match="officer_no_more"):
        submit(case)
