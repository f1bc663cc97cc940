"""Leaving a draft: discarded by its author, or taken over when the author has left."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.journal import journal_of
from bureau.institution.governance.queries.left import drafts_left
from bureau.institution.governance.queries.reorganisations import Seen, all_seen_by
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.organisation.models import Organisation
from bureau.institution.procedures.models import Round
from bureau.record.journal.queries import entries_about
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    draft_renaming,
    recommend,
    submitted,
)
from tests.institution.governance.test_pages_gone import NOTHING_CHANGED
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, House


def gone(house: House) -> Actor:
    """Somebody who began in Otto's post and does not hold it any more."""
    return replace(house.actor("Otto"), person=house.people["Stray"])


def left_behind(house: House) -> int:
    number = drafts.start_reorganisation(
        house.actor("Otto"),
        organisation=house.organisation,
        reference="LEFT-1",
        title=text(en="Left behind"),
    )
    Reorganisation.objects.filter(pk=number).update(author=house.people["Stray"])
    return number


def test_a_draft_that_is_discarded_is_seen_by_nobody_and_stays_in_the_journal(
    house: House,
) -> None:
    number = draft_renaming(house, "OPX")
    client = visitor(house, "Otto")
    drafts.name_reader(house.actor("Otto"), reorganisation=number, person=house.people["Adam"])
    address = reverse("reorganisation-discarding", args=[number])
    assert "Nobody sees the draft any more" in page(client, address)
    assert "The draft is discarded." in send(client, address)
    assert not all_seen_by(house.actor("Otto")) and not all_seen_by(house.actor("Adam"))
    acts = [entry.act for entry in entries_about(Reference("reorganisation", number))]
    assert acts[0] == "governance.discard_reorganisation" and len(acts) >= 4
    assert Reorganisation.objects.get().actions.exists()


def test_what_was_put_forward_is_withdrawn_and_not_discarded(house: House) -> None:
    case = submitted(house)
    with pytest.raises(Refused, match="withdrawn_not_discarded"):
        drafts.discard_reorganisation(case.officer, reorganisation=case.number)
    client = visitor(house, "Olga")
    assert NOTHING_CHANGED in page(client, reverse("reorganisation-discarding", args=[case.number]))


def test_who_holds_the_post_or_keeps_the_organisation_takes_over_what_was_left(
    house: House,
) -> None:
    number = left_behind(house)
    for who in ("Otto", "Olga"):
        assert [left.reorganisation for left in drafts_left(house.actor(who))] == [number]
    for who in ("Adam", "Sana"):
        assert drafts_left(house.actor(who)) == []
    client = visitor(house, "Otto")
    assert "Drafts whose author has left" in page(client, reverse("reorganisations"))
    assert "The draft is yours" in send(client, reverse("reorganisation-takeover", args=[number]))
    assert "It was taken over from Stray." in page(
        client, reverse("reorganisation-journal", args=[number])
    )
    entry = entries_about(Reference("reorganisation", number))[0]
    both = {"author_before": house.people["Stray"], "author": house.people["Otto"]}
    assert both.items() <= entry.details.items()


def test_nobody_takes_a_draft_from_an_author_who_is_there(house: House) -> None:
    number = draft_renaming(house, "OPX")
    assert drafts_left(house.actor("Olga")) == []
    with pytest.raises(Refused, match="not_yours_to_do"):
        drafts.take_over_reorganisation(house.actor("Olga"), reorganisation=number)


def test_who_drafted_before_stays_an_author_and_may_not_act(house: House) -> None:
    number = draft_renaming(house, "OPX")
    Reorganisation.objects.filter(pk=number).update(author=house.people["Stray"])
    drafts.take_over_reorganisation(house.actor("Otto"), reorganisation=number)
    submit_reorganisation(house.actor("Otto"), reorganisation=number)
    assert set(Round.objects.get().authors) == {house.people["Stray"], house.people["Otto"]}


def test_the_journal_names_a_post_as_on_the_day_where_the_organisation_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before midnight in UTC it is the day from which it has another number."""
    Organisation.objects.update(zone="Europe/Zurich")
    case = submit_renumbering(house, "OFF2", "NEW2")
    for act in (determine, recommend, approve):
        act(case)
    number = draft_renaming(house, "OPX")
    late = datetime.combine(FORCE - timedelta(days=1), time(22, 30), UTC)
    for name, hours in (("Opal", 2), ("Dina", 0)):
        monkeypatch.setattr(timezone, "now", lambda at=late - timedelta(hours=hours): at)
        reader = house.people[name]
        drafts.name_reader(house.actor("Otto"), reorganisation=number, person=reader)
    last, before = journal_of(Seen(Reorganisation.objects.get(pk=number), None))[:2]
    assert (last.post[:4], before.post[:4]) == ("NEW2", "OFF2")


def submit_renumbering(house: House, post: str, number: str) -> Engagement:
    made = drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference=number,
        title=text(en=number),
    )
    actions.add_action(
        house.actor("Olga"),
        reorganisation=made,
        kind=ActionKind.RENUMBER_POST,
        day=DAY,
        subject=house.posts[post],
        values={"number": number},
    )
    submit_reorganisation(house.actor("Olga"), reorganisation=made)
    return Engagement(house, made, 0)
