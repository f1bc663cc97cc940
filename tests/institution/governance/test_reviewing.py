"""Reviewers from outside: a link opens one case for some days, shows no name, takes comments."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bureau.core.actors import NOBODY
from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import (
    CarriedThread,
    Comment,
    CommentWords,
    Invitation,
)
from bureau.institution.governance.queries.comments import threads_of
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import actions, answers, drafts, reviewing, steps
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.record.accounts.queries import secret_hash
from tests.institution.governance.engagement import DAY, Engagement, draft_engagement
from tests.institution.governance.test_comments import said
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import POSTS, TODAY, House

SECRET = "rv_secret"


def invited(house: House, days: int = 9) -> Engagement:
    case = draft_engagement(house)
    invite(case, days)
    return case


def invite(case: Engagement, days: int = 9, name: str = "Rita Review") -> int:
    return reviewing.invite_reviewer(
        case.officer,
        reorganisation=case.number,
        name=name,
        email="rita@example.org",
        valid_until=TODAY + timedelta(days=days),
        digest=secret_hash(SECRET),
    )


def review(secret: str = SECRET) -> str:
    return reverse("review", args=[secret])


def test_the_author_invites_and_the_link_is_shown_once_and_kept_as_a_hash(house: House) -> None:
    case, author = draft_engagement(house), visitor(house, "Olga")
    form = reverse("reorganisation-invitations", args=[case.number])
    text = send(author, form, 201, name="Rita", email="rita@example.org", last_day="2024-06-20")
    secret = text.split("/review/")[1].split("/")[0]
    assert secret not in page(author, form)
    assert Invitation.objects.get().digest == secret_hash(secret)
    assert "Strategic Engagement" in page(visitor(house, None), review(secret))


def test_the_page_shows_the_set_and_the_name_of_nobody(house: House) -> None:
    case = invited(house)
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.ENGAGE,
        subject=house.units["OPD"],
        day=DAY,
        values={"person": house.people["Stray"], "manner": "intern"},
    )
    text = page(visitor(house, None), review())
    assert "Stray" not in text and "A person, intern, in OPD" in text
    assert "A department of engagement" in text and "Rita Review" in text
    assert "<svg" in text and "Standards Policy" in text
    names = {holder for *_, holder in POSTS.values() if holder}
    assert "/units/" not in text and "plan=" not in text
    assert [name for name in names if f">{name}<" in text or f" {name} " in text] == []


@pytest.mark.thorough
def test_looking_is_no_act_and_saying_something_is(house: House) -> None:
    case = invited(house)
    text = send(visitor(house, None), review(), about="action:2", kind="comment", said="Too soon")
    assert "It is said, under your name." in text and "Too soon" in text
    (thread,) = threads_of(case.officer, seen_by(case.officer, [case.number])[case.number])
    assert thread.first.is_from_outside and thread.first.by == "Rita Review"
    assert Comment.objects.get().person is None


def test_they_read_their_own_words_and_nobody_elses(house: House) -> None:
    case = invited(house)
    said(case, "Olga", "Between us")
    send(visitor(house, None), review(), about="case", kind="question", said="Who pays?")
    text = page(visitor(house, None), review())
    assert "Who pays?" in text and "Between us" not in text


@pytest.mark.parametrize("name", [" ", "\u200b"])
def test_a_reviewer_has_a_name_that_can_be_seen(house: House, name: str) -> None:
    with pytest.raises(Refused, match="reviewer_unnamed"):
        invite(draft_engagement(house), name=name)


@pytest.mark.parametrize("secret", ["rv_other", "x", "rv_"])
def test_another_link_opens_nothing(house: House, secret: str) -> None:
    invited(house)
    page(visitor(house, None), review(secret), 404)


def test_revoked_over_or_discarded_it_opens_nothing(house: House) -> None:
    case = invited(house)
    reviewing.revoke_invitation(case.officer, invitation=Invitation.objects.get().pk)
    page(visitor(house, None), review(), 404)
    with pytest.raises(Refused, match="invitation_over"):
        reviewing.comment_from_outside(
            NOBODY, digest=secret_hash(SECRET), about="case", said="Still here"
        )
    Invitation.objects.update(revoked_at=None, valid_until=TODAY)
    page(visitor(house, None), review(), 404)
    Invitation.objects.update(valid_until=TODAY + timedelta(days=1))
    drafts.discard_reorganisation(case.officer, reorganisation=case.number)
    page(visitor(house, None), review(), 404)


@pytest.mark.thorough
def test_who_is_forgotten_leaves_no_word(house: House) -> None:
    case = invited(house)
    send(visitor(house, None), review(), about="case", kind="comment", said="Remember me")
    number = Invitation.objects.get().pk
    reviewing.revoke_invitation(case.officer, invitation=number, forget=True)
    row = Invitation.objects.get()
    assert (row.name, row.email) == ("", "")
    (thread,) = threads_of(case.officer, seen_by(case.officer, [case.number])[case.number])
    assert thread.first.words == ""


def test_nobody_forgets_words_that_were_submitted_while_the_case_is_open(house: House) -> None:
    """Those who decide read the objection as the reviewer wrote it."""
    case = invited(house)
    send(visitor(house, None), review(), about="case", kind="comment", said="I object")
    answers.answer_finding(
        case.officer,
        reorganisation=case.number,
        code="head_of_ended_unit",
        subject=Reference("post", house.posts["CHIEF"]),
        reason="The paper does not say",
    )
    thread = Comment.objects.get().pk
    submit_reorganisation(case.officer, reorganisation=case.number, carried=(thread,))
    assert CarriedThread.objects.exists()
    number = Invitation.objects.get().pk
    reviewing.revoke_invitation(case.officer, invitation=number)
    with pytest.raises(Refused, match="words_on_record"):
        reviewing.revoke_invitation(case.officer, invitation=number, forget=True)
    assert CommentWords.objects.get().said == "I object"
    steps.withdraw_reorganisation(
        case.officer, reorganisation=case.number, day=TODAY, note="Not now"
    )
    reviewing.revoke_invitation(case.officer, invitation=number, forget=True)
    assert CommentWords.objects.get().said == ""


@pytest.mark.parametrize(("days", "reason"), [(0, "days_wrong"), (91, "days_wrong")])
def test_an_invitation_lasts_some_days(house: House, days: int, reason: str) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused, match=reason):
        invite(case, days)


@pytest.mark.thorough
def test_only_the_author_invites_and_of_the_case_only_what_is_open_is_commented_on(
    house: House,
) -> None:
    case = invited(house)
    with pytest.raises(Refused, match="not_yours_to_do"):
        reviewing.revoke_invitation(house.actor("Otto"), invitation=Invitation.objects.get().pk)
    for about in ("claim:1", f"person:{house.people['Chia']}", "action:77"):
        with pytest.raises(Refused, match="about_nothing"):
            reviewing.comment_from_outside(
                NOBODY, digest=secret_hash(SECRET), about=about, said="Well"
            )
    page(visitor(house, "Otto"), reverse("reorganisation-invitations", args=[case.number]), 404)
