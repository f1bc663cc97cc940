"""The register as its keepers write it: identity, parts, links, translations, and who may."""

from datetime import date

import pytest
from django.utils.translation import override

from bureau.core.instruments.amendments import AmendmentKind, Standing
from bureau.core.nesting import LEVELS_MOST
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.institution.instruments import services
from bureau.institution.instruments.models import Amendment, Instrument, Provision
from bureau.institution.instruments.queries.amendments import standing_of, standings_of_wholes
from bureau.institution.instruments.queries.provisions import cited, tree_of
from bureau.institution.instruments.services.amendments import (
    record_amendment,
    withdraw_amendment,
)
from bureau.institution.instruments.services.provisions import (
    change_provision,
    move_provision,
    translate_instrument,
)
from bureau.record.journal.models import Subject
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House
from tests.institution.organisation.registered import register

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
NEXT_YEAR = date(2025, 1, 1)


def refused(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def resolution(house: House, number: str = "1108", session: str = "COUNCIL") -> int:
    return services.register_instrument(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="resolution",
        title=text(en=f"Resolution {number}"),
        number=number,
        body=house.bodies["COUNCIL"],
        meeting=house.meetings[session] if session else None,
    )


def part(house: House, instrument: int, label: str, under: int | None = None) -> int:
    return services.add_provision(
        house.actor("Olga"), instrument=instrument, label=label, gist=text(en=label), under=under
    )


def test_an_instrument_is_known_by_body_kind_number_and_session(house: House) -> None:
    resolution(house)
    with pytest.raises(Refused) as twice:
        resolution(house, "1108")
    resolution(house, session="")
    with pytest.raises(Refused) as elsewhere:
        resolution(house, "1109", session="COCO")
    assert refused(twice) == ["already_there"]
    assert refused(elsewhere) == ["meeting_of_another_body"]


def test_only_what_was_registered_by_hand_is_said_anew(house: House) -> None:
    number = resolution(house)
    olga = house.actor("Olga")
    services.change_instrument(
        olga, instrument=number, kind="decision", title=text(en="Decision"), number="7"
    )
    row = Instrument.objects.get(pk=number)
    assert (row.kind, row.number, row.body_id) == ("decision", "7", None)
    made = services.make_instrument(
        olga, organisation=house.organisation, kind="decision", title=text(en="Decided")
    )
    with pytest.raises(Refused) as by_act:
        services.change_instrument(olga, instrument=made, kind="paper", title=text(en="Paper"))
    assert refused(by_act) == ["made_by_an_act"]


def test_parts_stand_in_a_tree_and_are_cited_by_all_their_labels(house: House) -> None:
    number = resolution(house)
    annex = part(house, number, "Annex 1")
    second, first = part(house, number, "section 2", annex), part(house, number, "resolves")
    move_provision(house.actor("Olga"), provision=first, by=-1)
    assert [node.path for node in tree_of(number)] == ["resolves", "Annex 1", "Annex 1, section 2"]
    assert cited([second])[second].name == "Resolution 1108, Annex 1, section 2"
    with pytest.raises(Refused) as circle:
        change_provision(
            house.actor("Olga"), provision=annex, label="A", gist=text(en="A"), under=second
        )
    with pytest.raises(Refused) as again:
        part(house, number, "section 2", annex)
    assert (refused(circle), refused(again)) == (["part_of_itself"], ["already_there"])


def test_how_it_stands_follows_from_links_as_of_any_day(house: House) -> None:
    old, new = resolution(house), resolution(house, "1399")
    one = part(house, old, "1")
    olga = house.actor("Olga")
    by = Reference("instrument", new)
    record_amendment(
        olga,
        kind=AmendmentKind.MODIFIES,
        by=by,
        on=Reference("provision", one),
        day=date(2024, 1, 1),
    )
    link = record_amendment(
        olga,
        kind=AmendmentKind.SUPERSEDES,
        by=by,
        on=Reference("instrument", old),
        day=NEXT_YEAR,
    )
    before = standing_of([old], TODAY)
    assert before[Reference("instrument", old)].amended_by[0].by == by
    assert standing_of([old], NEXT_YEAR)[Reference("provision", one)].through is not None
    assert standings_of_wholes(house.organisation, NEXT_YEAR)[old] is Standing.SUPERSEDED
    withdraw_amendment(olga, amendment=link)
    assert standings_of_wholes(house.organisation, NEXT_YEAR)[old] is Standing.IN_FORCE
    assert Amendment.objects.get(pk=link).withdrawn


def test_a_link_that_cannot_be_is_refused(house: House) -> None:
    numbers = register(house)
    whole, own = (
        Reference("instrument", int(numbers["the resolution"])),
        Reference("provision", int(numbers["part"])),
    )
    later = services.register_instrument(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="decision",
        title=text(en="Later"),
        day=NEXT_YEAR,
    )
    for by, on, day, code in (
        (whole, whole, TODAY, "amends_itself"),
        (whole, own, TODAY, "amends_itself"),
        (Reference("instrument", later), whole, TODAY, "amends_before_it_stands"),
        (Reference("unit", 1), whole, TODAY, "no_such_provision"),
    ):
        with pytest.raises(Refused) as caught:
            record_amendment(house.actor("Olga"), kind=AmendmentKind.ADDS, by=by, on=on, day=day)
        assert refused(caught) == [code]


def link(house: House, kind: AmendmentKind, by: int, on: int, day: date) -> int:
    ends = {"by": Reference("instrument", by), "on": Reference("instrument", on)}
    return record_amendment(house.actor("Olga"), kind=kind, day=day, **ends)


def test_what_is_in_force_no_more_amends_nothing_and_nothing_goes_in_a_circle(
    house: House,
) -> None:
    one, other, third = (resolution(house, str(number)) for number in (1, 2, 3))
    link(house, AmendmentKind.SUPPRESSES, one, other, NEXT_YEAR)
    later = NEXT_YEAR.replace(month=6)
    for kind, by, on, day, code in (
        (AmendmentKind.SUPERSEDES, other, third, NEXT_YEAR, "amends_no_more"),
        (AmendmentKind.MODIFIES, other, one, later, "amends_no_more"),
        (AmendmentKind.SUPERSEDES, other, one, TODAY, "amends_others_still"),
        (AmendmentKind.SUPPRESSES, third, one, NEXT_YEAR, "amends_others_still"),
    ):
        with pytest.raises(Refused) as caught:
            link(house, kind, by, on, day)
        assert refused(caught) == [code]
    link(house, AmendmentKind.MODIFIES, other, third, TODAY)
    link(house, AmendmentKind.SUPPRESSES, third, one, later)


def test_translations_keep_their_status_when_the_rest_is_said_anew(house: House) -> None:
    number = resolution(house)
    one = part(house, number, "1")
    olga = house.actor("Olga")
    said = {"title": ("Résolution 1108", "official"), f"gist.{one}": ("un", "draft")}
    translate_instrument(olga, instrument=number, language="fr", said=said)
    written = Instrument.objects.get(pk=number).title
    assert written.said["fr"] == ("Résolution 1108", Status.OFFICIAL)
    typed = Text("en", {**text(en="1", fr="un").said, "es": ("uno", Status.REVISED)})
    change_provision(olga, provision=one, label="1", gist=typed)
    found = Provision.objects.get(pk=one).gist.said
    assert (found["fr"][1], found["es"][1]) == (Status.DRAFT, Status.REVISED)
    for language in ("fr", "en"):
        with pytest.raises(Refused) as nothing:
            translate_instrument(olga, instrument=number, language=language, said=said)
        assert refused(nothing) == ["nothing_changes"]


def test_a_label_in_words_has_a_name_in_each_language(house: House) -> None:
    number, olga = resolution(house), house.actor("Olga")
    name = text(en="yearly report", fr="rapport annuel")
    one = services.add_provision(
        olga, instrument=number, label="yearly report", gist=text(en="Reports."), name=name
    )
    below = part(house, number, "2", one)
    with override("fr"):
        assert cited([below])[below].path == "rapport annuel, 2"
        assert [node.path for node in tree_of(number)] == ["rapport annuel", "rapport annuel, 2"]
        assert cited([below])[below].path_in("en") == "yearly report, 2"
    assert cited([below])[below].labels == ("yearly report", "2")
    said = {f"name.{one}": ("informe anual", "official")}
    translate_instrument(olga, instrument=number, language="es", said=said)
    change_provision(olga, provision=one, label="yearly report", gist=text(en="R."), name=name)
    kept = Provision.objects.get(pk=one).name
    assert kept and "es" not in kept.said, "what is not said anew is not kept"
    change_provision(olga, provision=one, label="yearly report", gist=text(en="R."))
    assert Provision.objects.get(pk=one).called == "yearly report"


def test_the_register_is_kept_by_few_and_each_change_names_what_it_touched(house: House) -> None:
    number = resolution(house)
    for name in ("Adam", "Hana"):
        with pytest.raises(Refused) as caught:
            services.add_provision(
                house.actor(name), instrument=number, label="1", gist=text(en="1")
            )
        assert refused(caught) == ["not_yours_to_do"]
    one = part(house, number, "1")
    touched = Subject.objects.filter(kind="provision", number=one).get().entry
    assert touched.act == "instruments.add_provision"
    assert ("instrument", number) in touched.subjects.values_list("kind", "number")


def test_parts_nest_only_so_deep(house: House) -> None:
    number = resolution(house)
    above = None
    for level in range(LEVELS_MOST):
        above = part(house, number, f"level {level}", above)
    with pytest.raises(Refused, match="parts_too_deep"):
        part(house, number, "below", above)
