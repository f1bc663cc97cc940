"""The register of rules and drafts of them: read by day, written by form, tried, put in force."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from bureau.core.procedures.kinds import ActKind, Amended, Capacity, Gate, WhoKind
from bureau.core.procedures.rules import AmountRange, Who
from bureau.core.procedures.rules import Rule as CoreRule
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.governance.texts.rule_drafts import grades_from_to
from bureau.institution.instruments.services import add_provision
from bureau.institution.organisation.services.reference import create_organisation
from bureau.institution.procedures.models import Rule, RuleDraft, RuleTrial
from bureau.institution.procedures.queries.rules import rule_name
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.store import Terms, rule_of_line
from bureau.record.accounts.models import User
from bureau.record.notices.models import Notice
from bureau.record.notices.services.telling import keep_notices
from bureau.web.formats import number_in_words
from bureau.web.multilingual import text as text_in
from tests.institution.governance.engagement import approve, submit_renaming
from tests.institution.governance.test_clearance import rule_of_clearance
from tests.institution.governance.test_delegated import P4, lay_down, new_post
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, House
from tests.institution.procedures.drafting import begun, deciding, major, ready, written

ADDRESS = "/settings/rules/"
DRAFTS = f"{ADDRESS}drafts/"


def filled(house: House, **said: Any) -> dict[str, Any]:
    """A rule of two steps, as somebody would fill it in."""
    typed: dict[str, Any] = {"code": "freezing", "subject": "reorganisation", "rank": "2"}
    typed |= {"name_original": "en", "name_en": "Freezing posts", "name_fr": "Gel des postes"}
    typed |= {"actions": ["freeze_post", "unfreeze_post"]}
    typed |= {"grades": ["P.4"], "answer": "no", "source": str(house.paper)}
    typed |= {"who_1": f"body:{house.bodies['COCO']}", "act_1": "recommend", "gates_1": "next"}
    typed |= {"who_2": "post", "post_2": "hr", "act_2": "approve", "order_2": "2"}
    typed |= {"gates_2": "entry_into_force", "days_2": "5", "note_original": "en"}
    typed |= {"stand_ins_2": ["acting"], "amended_2": "closes"}
    return {**typed, **said}


def titled(title: str, **more: str) -> dict[str, str]:
    return {"title_original": "en", "title_en": title, **more}


def line_of(draft: int, key: str = "freezing") -> CoreRule:
    row = RuleDraft.objects.get(pk=draft)
    return rule_of_line(row.lines.get(key=key), row.organisation_id, row.valid_from)


def drafting(house: House) -> tuple[Client, int, str]:
    draft = begun(house)
    return visitor(house, "Olga"), draft, f"{DRAFTS}{draft}/lines/new/"


@pytest.mark.parametrize("path", ["", "drafts/new/", "drafts/{}/", "drafts/{}/trial/"])
def test_rules_are_kept_by_the_officer_and_administrators(house: House, path: str) -> None:
    address = ADDRESS + path.format(begun(house))
    for name, status in ((None, 404), ("Adam", 403), ("Hana", 403), ("Olga", 200), ("Ada", 200)):
        assert visitor(house, name).get(address).status_code == status


def test_each_rule_is_told_with_its_route_and_source(house: House) -> None:
    text = page(visitor(house, "Olga"), ADDRESS)
    assert "Coordination Committee recommends. The next step waits for it." in text
    assert "Secretary-General answers: no." in text and "Adopt job description" in text
    assert "A practice stated in:" in text and "Paper C24" in text
    assert "human resources appoints" in text and "10 days allowed" in text


def test_the_register_is_filtered_by_day_kind_state_and_words(house: House) -> None:
    client = visitor(house, "Olga")
    ids = {key: f'id="rule-{pk}"' for key, pk in house.rules.items()}
    about = page(client, f"{ADDRESS}?about=personnel_action")
    assert ids["personnel"] in about and ids["structure"] not in about
    assert ids["description"] in page(client, f"{ADDRESS}?text=job+description")
    assert "Nothing matches" in page(client, f"{ADDRESS}?text=zebra")
    before = page(client, f"{ADDRESS}?on=2019-12-31&state=to_come")
    assert ids["structure"] in before and "to come" in before
    assert ids["structure"] not in page(client, f"{ADDRESS}?on=2019-12-31&state=in_force")
    for wrong in ("on=someday", "about=zebras", "state=odd"):
        assert client.get(f"{ADDRESS}?{wrong}").status_code == 404


def test_the_register_is_a_file_too(house: House) -> None:
    answer = visitor(house, "Olga").get(f"{ADDRESS}?format=csv&about=personnel_action")
    said = answer.getvalue().decode()
    assert "personnel" in said and "1. human resources appoints" in said
    assert "Adopt job description" not in said


def test_a_draft_begins_with_a_title_and_a_day(house: House) -> None:
    client = visitor(house, "Olga")
    said = titled("Major changes", title_fr="Changements majeurs", reason_original="fr")
    said |= {"reason_fr": "Personne ne décide."}
    text = send(client, f"{DRAFTS}new/", valid_from=FORCE.isoformat(), **said)
    assert "Major changes" in text and "No rule is in the draft" in text
    assert "From 1 July 2024 no rule says who decides this: Reorganisations, Move unit." in text
    assert "Is this a major change? yes" in text and "Rules that cover it otherwise:" in text
    assert "choose another day" in send(
        client, f"{DRAFTS}new/", 422, valid_from="2024-01-01", **titled("Late")
    )


def test_an_overlap_says_what_each_rule_demands_and_how_it_is_mended(house: House) -> None:
    draft, _seen = ready(house)
    minor = {"asks": major(house).asks, "presupposes": False}
    alone = {"actions": frozenset({"establish_post"}), "grades": frozenset({"P.4"})}
    written(house, draft, "other", Terms((deciding(house),), **minor), called=text_in(en="Other"))
    told = page(visitor(house, "Olga"), f"{DRAFTS}{draft}/")
    assert "two rules demand different things: Reorganisations," in told
    assert "Other: Council decides" in told
    assert "Make one of them narrower, give one a higher rank, or let one end." in told
    narrow = Terms((deciding(house),), **minor, **alone)
    written(house, draft, "other", narrow, called=text_in(en="Other"))
    told = page(visitor(house, "Olga"), f"{DRAFTS}{draft}/")
    assert "two rules demand different things" not in told
    assert "As the narrower rule “Other” goes before “" in told
    assert "Secretary-General approves; Council takes note" in told


@pytest.mark.exhaustive
def test_title_and_reason_are_read_in_ones_own_language(house: House) -> None:
    client = visitor(house, "Olga")
    said = titled("Major changes", title_fr="Changements majeurs", reason_original="fr")
    said |= {"reason_fr": "Personne ne décide.", "valid_from": FORCE.isoformat()}
    send(client, f"{DRAFTS}new/", **said)
    draft = RuleDraft.objects.get().pk
    french = Client(headers={"accept-language": "fr"})
    french.force_login(User.objects.get(person=house.people["Olga"]))
    for path in ("", "entry-into-force/", "trial/"):
        text = page(french, f"{DRAFTS}{draft}/{path}")
        assert "Changements majeurs" in text
        assert ("Personne ne décide." in text) == (path != "trial/")
    assert "Changements majeurs" in page(french, ADDRESS)
    assert "Major changes" in page(client, f"{DRAFTS}{draft}/")
    wrong = titled("", title_fr="Sans original", valid_from=FORCE.isoformat())
    assert "Write the words in the original" in send(client, f"{DRAFTS}new/", 422, **wrong)


def test_a_rule_is_written_as_it_was_typed(house: House) -> None:
    client, draft, address = drafting(house)
    text = send(client, address, **filled(house, note_en="As told", is_practice="on"))
    assert "Freezing posts" in text and "HR approves" in text
    assert "Adopting as amended: ends the route there." in text and "acting in it" in text
    rule = line_of(draft)
    assert rule.actions == frozenset({"freeze_post", "unfreeze_post"})
    assert rule.grades == frozenset({"P.4"})
    assert [step.act for step in rule.steps] == [ActKind.RECOMMEND, ActKind.APPROVE]
    assert rule.steps[1].who == Who(WhoKind.POST, (house.posts["HR"],))
    assert (rule.steps[1].gates, rule.steps[1].days) == (Gate.ENTRY_INTO_FORCE, 5)
    assert rule.steps[1].stand_ins == {Capacity.ACTING}
    assert rule.steps[1].amended is Amended.CLOSES
    assert rule.rank == 2 and rule.source.is_practice


def test_a_rule_is_called_in_the_language_of_the_reader(house: House) -> None:
    client, draft, address = drafting(house)
    send(client, address, **filled(house))
    row = RuleDraft.objects.get(pk=draft).lines.get()
    with override("fr"):
        assert rule_name(row) == "Gel des postes"
    assert rule_name(Rule.objects.get(pk=house.rules["personnel"])) == "personnel"


def test_a_question_is_asked_of_an_office_within_days(house: House) -> None:
    client, draft, address = drafting(house)
    asked = {"asks": "major", "answer": "yes", "asked_of": str(house.offices["SG"])}
    send(client, address, **filled(house, **asked, asked_days="9"))
    rule = line_of(draft)
    assert rule.asks and rule.asks.key == "major" and rule.presupposes and rule.asks.days == 9
    assert rule.asks.who == Who(WhoKind.OFFICE, (house.offices["SG"],))


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"gates_2": "nothing"}, "The rule decides nothing"),
        ({"gates_2": "entry_into_force", "order_2": "1"}, "would hold back what is decided"),
        ({"act_1": ""}, "A step needs this."),
        ({"post_2": "nowhere"}, "No post has this number today."),
        ({"asks": "major"}, "Say which office answers the question."),
        ({"is_practice": "on"}, "A stated practice needs a note"),
        ({"source": ""}, "This field is required."),
        ({"code": "personnel"}, "is about something else"),
        ({"subject": "personnel_action"}, "does not occur in what the rule is about"),
    ],
)
def test_what_is_wrong_comes_back_with_all_that_was_typed(
    house: House, said: dict[str, str], why: str
) -> None:
    client, draft, address = drafting(house)
    text = send(client, address, 422, **filled(house, **said))
    assert why in text and 'value="Freezing posts"' in text
    assert not RuleDraft.objects.get(pk=draft).lines.exists()


@pytest.mark.thorough
def test_every_fault_is_told_at_once(house: House) -> None:
    client, _draft, address = drafting(house)
    said = filled(house, gates_1="release", gates_2="entry_into_force", order_2="1")
    said |= {"who_3": "role:head", "act_3": "approve", "gates_3": "next", "order_3": "4"}
    text = send(client, address, 422, **said)
    assert "mixes entry into force with release" in text
    assert "would hold back what is decided" in text


def test_the_next_version_begins_as_the_one_on_record(house: House) -> None:
    client, _draft, address = drafting(house)
    text = page(client, f"{address}?rule={house.rules['description']}")
    assert 'value="description"' in text
    assert re.search(r'value="adopt_description"[^>]*checked', text)
    assert not re.search(r'value="freeze_post"[^>]*checked', text)
    assert "says more than this form can" not in text
    assert client.get(f"{address}?rule=999999").status_code == 404


def test_from_the_register_a_draft_begins_with_a_rule(house: House) -> None:
    rule = house.rules["description"]
    client = visitor(house, "Olga")
    assert f"drafts/new/?rule={rule}" in page(client, ADDRESS)
    text = send(client, f"{DRAFTS}new/?rule={rule}", valid_from=FORCE.isoformat(), **titled("New"))
    assert "The next version of description" in text


@pytest.mark.thorough
def test_a_line_is_changed_and_taken_out(house: House) -> None:
    client, draft, address = drafting(house)
    send(client, address, **filled(house))
    line = RuleDraft.objects.get(pk=draft).lines.get().pk
    own = f"{DRAFTS}{draft}/lines/{line}/"
    assert 'value="Freezing posts"' in page(client, own)
    send(client, own, **filled(house, code="frozen", days_2="7"))
    (row,) = RuleDraft.objects.get(pk=draft).lines.all()
    assert row.key == "frozen" and line_of(draft, "frozen").steps[1].days == 7
    text = send(client, f"{DRAFTS}{draft}/lines/{row.pk}/removal/")
    assert "The line is taken out" in text and "No rule is in the draft" in text


def test_the_end_of_a_rule_opens_a_gap(house: House) -> None:
    client, draft, _address = drafting(house)
    text = send(client, f"{DRAFTS}{draft}/lines/end/", rule="personnel")
    assert "Nothing is in its place" in text
    assert "no rule says who decides this: Personnel actions, Appoint; in these grades:" in text
    assert Rule.objects.get(key="personnel").valid_until is None


def test_a_draft_is_tried_and_put_in_force_by_a_second_person(house: House) -> None:
    client, draft, address = drafting(house)
    written(house, draft)
    kept = send(client, f"{DRAFTS}{draft}/trial/")
    assert "No past case would have gone another way" in kept and "The trial is on record" in kept
    force, seen = f"{DRAFTS}{draft}/entry-into-force/", RuleTrial.objects.get().drafted
    shown = page(client, force)
    assert "You had a hand in this draft." in shown and seen in shown
    assert "two persons are needed" in send(client, force, 422, seen=seen)
    done = send(visitor(house, "Otto"), force, seen=seen)
    assert "The rules are on record" in done and "Major changes" in done
    assert Rule.objects.get(key="major").valid_from == FORCE
    assert client.get(address).status_code == 404


def test_who_puts_a_draft_in_force_sees_the_provision_it_rests_on_and_its_orders(
    house: House,
) -> None:
    provision = add_provision(
        house.administrator, instrument=house.paper, label="70", gist=text_in(en="Major changes.")
    )
    draft = begun(house)
    written(house, draft, provision=provision)
    shown = page(visitor(house, "Otto"), f"{DRAFTS}{draft}/entry-into-force/")
    assert "70</bdi>" in shown and "Major changes." in shown
    assert "order 3</span> Council decides" in shown and "3. Council" not in shown


@pytest.mark.exhaustive
def test_a_whole_draft_waits_on_the_home_page_of_a_second_person(house: House) -> None:
    ready(house)
    told = "A draft of rules was tried and waits for a second person."
    assert told in page(visitor(house, "Otto"), "/")
    assert told not in page(visitor(house, "Olga"), "/")
    assert told not in page(visitor(house, "Adam"), "/")


def test_a_second_person_is_told_of_a_whole_draft_until_it_is_withdrawn(house: House) -> None:
    draft, _tried = ready(house)
    keep_notices("rule_draft", None)
    notices = Notice.objects.filter(kind="rule_draft", until=None)
    assert [one.person_id for one in notices] == [house.people["Otto"]]
    told = "A draft of rules was tried and waits for a second person."
    assert told in page(visitor(house, "Otto"), "/waiting/")
    rule_drafts.withdraw_rule_draft(house.actor("Olga"), draft=draft)
    keep_notices("rule_draft", {draft})
    assert not notices.all().exists()


def test_what_bars_is_said_where_it_is_put_in_force(house: House) -> None:
    draft = begun(house)
    written(house, draft, "freezing")
    force = f"{DRAFTS}{draft}/entry-into-force/"
    client = visitor(house, "Otto")
    assert "It has not been tried as it stands." in page(client, force)
    said = send(client, force, 422, seen="")
    assert "has not been tried on past cases yet" in said


@pytest.mark.exhaustive
def test_a_past_case_is_told_with_what_would_be_other_to_who_may_see_it(house: House) -> None:
    submit_renaming(house, "NEW")
    draft = begun(house)
    written(house, draft, "structure", Terms((deciding(house),)))
    text = page(visitor(house, "Otto"), f"{DRAFTS}{draft}/trial/")
    assert "Tried on 1 past case. 1 would have gone another way." in text
    assert "OPD-NEW" in text and "Falls away: Secretary-General determines." in text
    hidden = page(visitor(house, "Ada"), f"{DRAFTS}{draft}/trial/")
    assert "a case that you may not see" in hidden and "OPD-NEW" not in hidden


def cleared_by_deputy(house: House, **said: Any) -> dict[str, Any]:
    """A rule of clearance, as somebody would fill it in."""
    step = {"who_1": "post", "post_1": "dep", "act_1": "approve", "gates_1": "release"}
    nothing = {f"{name}_2": "" for name in ("who", "post", "act", "gates", "days")}
    about = {"code": "clearing", "subject": "clearance", "actions": ["establish_post"]}
    return filled(house, **{**step, **nothing, **about, "grades": [], **said})


@pytest.mark.thorough
def test_a_rule_for_amounts_and_audiences_is_written_as_it_was_typed(house: House) -> None:
    client, draft, address = drafting(house)
    limits = {"currency": "chf", "amount_above": "1000", "amount_up_to": "2500.50"}
    said = cleared_by_deputy(house, **limits, audiences=["media", "youth"])
    text = send(client, address, **said)
    assert (
        "Costs more in a full year" in text
        and f"above CHF {number_in_words(1_000)}, up to CHF" in text
    )
    assert "media, youth" in text
    rule = line_of(draft, "clearing")
    assert rule.amounts == AmountRange("CHF", 100_000, 250_050)
    assert rule.audiences == frozenset({"media", "youth"}) and not rule.demanded
    line = RuleDraft.objects.get(pk=draft).lines.get().pk
    shown = page(client, f"{DRAFTS}{draft}/lines/{line}/")
    assert 'value="1000"' in shown and 'value="2500.5"' in shown and 'value="CHF"' in shown
    demanded = cleared_by_deputy(house, demanded="on")
    assert "before it goes forward" in send(client, f"{DRAFTS}{draft}/lines/{line}/", **demanded)
    rule = line_of(draft, "clearing")
    assert rule.demanded and rule.amounts is None and rule.audiences is None


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"amount_above": "5"}, "Say in which currency."),
        ({"currency": "CHF"}, "Say above which amount, or up to which."),
        ({"currency": "CHF", "amount_above": "5", "amount_up_to": "5"}, "not more than the first"),
        ({"audiences": ["media"], "demanded": "on"}, "demanded for every audience"),
        ({"audiences": ["zebras"]}, "zebras"),
        ({"subject": "reorganisation", "demanded": "on"}, "let release wait|Let entry into force"),
    ],
)
def test_what_does_not_go_together_is_said(house: House, typed: dict[str, Any], told: str) -> None:
    client, draft, address = drafting(house)
    text = send(client, address, 422, **cleared_by_deputy(house, **typed))
    assert re.search(told, text) and not RuleDraft.objects.get(pk=draft).lines.exists()


def test_the_register_tells_amounts_and_audiences(house: House) -> None:
    client, draft, address = drafting(house)
    send(client, address, **cleared_by_deputy(house, currency="CHF", amount_up_to="100"))
    rule_drafts.withdraw_rule_draft(house.actor("Olga"), draft=draft)
    assert "up to CHF 100" in page(client, f"{DRAFTS}{draft}/")
    rule_of_clearance(house, demanded=True)
    text = page(client, f"{ADDRESS}?about=clearance")
    assert "before it goes forward" in text
    said = client.get(f"{ADDRESS}?about=clearance&format=csv").getvalue().decode()
    assert "demanded" in said.splitlines()[0] and "Deputy" not in said


def test_a_gap_by_amount_is_shown_by_an_example(house: House) -> None:
    client, draft, address = drafting(house)
    written(house, draft)
    rule_drafts.write_rule_end(house.actor("Olga"), draft=draft, key="structure")
    terms = Terms((deciding(house),), asks=major(house).asks, presupposes=False)
    written(house, draft, "cheap", replace(terms, amounts=AmountRange("CHF", up_to=10_000)))
    text = page(client, f"{DRAFTS}{draft}/")
    assert "Establish post; G.6; it costs CHF 100.01 more in a full year" in text


@pytest.mark.exhaustive
def test_what_went_forward_is_told_as_what_would_be_cleared(house: House) -> None:
    submit_renaming(house, "NEW")
    client, draft, address = drafting(house)
    send(client, address, **cleared_by_deputy(house, actions=[]))
    text = page(visitor(house, "Otto"), f"{DRAFTS}{draft}/trial/")
    assert "Is added: DEP approves." in text and "Clearances" in text and "OPD-NEW" in text


@pytest.mark.exhaustive
def test_a_delegation_without_its_rule_is_told_and_its_uses_counted(house: House) -> None:
    lay_down(house, cap=2 * P4)
    approve(new_post(house, "A1"))
    draft = begun(house)
    written(house, draft)
    client = visitor(house, "Otto")
    trial = f"{DRAFTS}{draft}/trial/"
    assert "Would go another way" in page(client, trial)
    assert "no rule would use this delegation" not in page(client, f"{DRAFTS}{draft}/")
    rule_drafts.write_rule_end(house.actor("Olga"), draft=draft, key="posts")
    told = "From 1 July 2024 no rule would use this delegation, whose ceiling goes on: posts."
    assert told in page(client, f"{DRAFTS}{draft}/")
    assert told in page(client, f"{DRAFTS}{draft}/entry-into-force/")
    assert page(client, trial).count(f"1 · CHF {number_in_words(P4 // 100)}") == 2


@pytest.mark.exhaustive
def test_the_simulated_year_is_a_table_and_a_file(house: House) -> None:
    draft, _seen = ready(house)
    client = visitor(house, "Olga")
    assert f"They are drawn with seed {draft}:" in page(client, f"{DRAFTS}{draft}/trial/")
    answer = client.get(f"{DRAFTS}{draft}/trial/?format=csv&part=year")
    said = answer.getvalue().decode()
    assert "department" in said and "Council decides" in said
    assert client.get(f"{DRAFTS}{draft}/trial/?format=xlsx").status_code == 200


@pytest.mark.exhaustive
def test_a_draft_is_withdrawn_and_stays_readable(house: House) -> None:
    draft, _seen = ready(house)
    client = visitor(house, "Olga")
    text = send(client, f"{DRAFTS}{draft}/withdrawal/")
    assert "The draft is withdrawn." in text
    shown = page(client, f"{DRAFTS}{draft}/")
    assert "withdrawn" in shown and "Add a rule" not in shown
    assert client.get(f"{DRAFTS}{draft}/withdrawal/").status_code == 404


def test_title_and_day_are_said_anew(house: House) -> None:
    draft = begun(house)
    client = visitor(house, "Otto")
    send(client, f"{DRAFTS}{draft}/details/", valid_from="2024-09-01", **titled("Other"))
    row = RuleDraft.objects.get(pk=draft)
    assert (row.title.said["en"][0], row.valid_from) == ("Other", date(2024, 9, 1))
    assert row.authors == [house.people["Olga"], house.people["Otto"]]


def test_a_draft_of_another_organisation_does_not_exist(house: House) -> None:
    draft, client = begun(house), visitor(house, "Ada")
    made = create_organisation(house.administrator, code="MIN", name=text_in(en="Ministry"))
    client.post(f"/settings/organisations/{made}/work/")
    assert "No rule is in force" in page(client, ADDRESS)
    assert client.get(f"{DRAFTS}{draft}/").status_code == 404


@pytest.mark.exhaustive
def test_more_rules_need_no_more_reads(house: House) -> None:
    client, draft, address = drafting(house)
    counts = []
    for more in (1, 8):
        for place in range(more):
            send(client, address, **filled(house, code=f"r{more}-{place}"))
        for where in (ADDRESS, f"{DRAFTS}{draft}/", f"{DRAFTS}{draft}/trial/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(where)
            counts.append(len(captured))
    assert counts[:3] == counts[3:]


def test_grades_are_told_as_from_one_to_another_where_none_between_is_left_out() -> None:
    names = Nameable({}, {}, {}, {}, ("P.5", "P.4", "P.3", "P.2", "G.6"), ())
    assert grades_from_to(("G.6",), names) == "G.6"
    assert grades_from_to(("P.2", "P.3", "P.5"), names) == "P.2–P.3, P.5"
    assert grades_from_to((None,), names) == ""


def test_one_english_word_of_two_meanings_is_two_words_in_russian(house: House) -> None:
    draft, _seen = ready(house)
    client = visitor(house, "Olga")
    client.cookies["django_language"] = "ru"
    assert ">На день</label>" in page(client, "/settings/rules/")
    text = page(client, f"{DRAFTS}{draft}/")
    assert f"{DRAFTS}{draft}/lines/" in text and ">Изменение</a>" not in text
