"""Nothing is put forward or withdrawn but what its page showed; and withdrawn in part, if asked."""

import re

from django.test import Client

from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.models import Submission
from bureau.institution.governance.services import actions, steps
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.governance.amending import three_renamed
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    draft_renaming,
)
from tests.institution.governance.test_pages_acts import address
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House
from tests.programs import program

CHANGED = "It has changed since you looked at it. Look again, then act."


def seen_on(client: Client, asked: str) -> str:
    (found,) = re.findall(r'name="seen" value="(\w+)"', page(client, asked))
    return found


def test_what_changed_in_another_window_is_not_put_forward(house: House) -> None:
    case = Engagement(house, draft_renaming(house, "OPS2"), 0)
    author, asked = visitor(house, "Otto"), address(case, "submission")
    seen = seen_on(author, asked)
    actions.change_action(
        house.actor("Otto"), reorganisation=case.number, place=1, day=DAY, values={"code": "OTH"}
    )
    said = {"day": TODAY.isoformat()}
    assert CHANGED in send(author, asked, 422, **said, seen=seen)
    assert not Submission.objects.exists()
    send(author, asked, **said, seen=seen_on(author, asked))
    assert Submission.objects.count() == 1


def test_what_was_done_in_another_window_holds_back_withdrawing(house: House) -> None:
    case = three_renamed(house)
    author, asked = visitor(house, "Olga"), address(case, "withdrawal")
    seen = seen_on(author, asked)
    steps.approve(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        parts=frozenset({1}),
    )
    said = {"day": TODAY.isoformat(), "parts": [2, 3], "note": "Not now", "confirm": "yes"}
    assert CHANGED in send(author, asked, 422, **said, seen=seen)
    assert not ProcedureAct.objects.filter(kind=ActKind.WITHDRAW).exists()


def test_the_author_withdraws_some_actions(house: House) -> None:
    case = three_renamed(house)
    author, asked = visitor(house, "Olga"), address(case, "withdrawal")
    said = {"day": TODAY.isoformat(), "parts": [2], "note": "Not now"}
    review = send(author, asked, **said, seen=seen_on(author, asked))
    assert "The act is on 1 action." in review and "Not now" in review
    ends, goes_on = review.partition("These end with it:")[2].split("These stay to be decided:")
    assert "TWO" in ends and "ONE" not in ends and "THREE" not in ends
    assert "ONE" in goes_on and "THREE" in goes_on
    assert not ProcedureAct.objects.filter(kind=ActKind.WITHDRAW).exists()
    said |= {"confirm": "yes"}
    assert "It is withdrawn." in send(author, asked, **said, seen=seen_on(author, asked))
    (act,) = ProcedureAct.objects.filter(kind=ActKind.WITHDRAW)
    assert act.parts == [2]
    assert case.case().route.pursued == {1, 3}


def test_a_program_withdraws_some_actions(house: House) -> None:
    case, by = three_renamed(house), program(house, "Olga")
    address = f"reorganisations/{case.number}/withdrawal"
    by.send(address, {"day": TODAY.isoformat(), "note": "Not now", "parts": [2]}, 201)
    assert case.case().route.pursued == {1, 3}
