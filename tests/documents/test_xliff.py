"""Texts go out to translators as XLIFF 2.1 and come back as they were, or are refused by id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bureau.core.reasons import Refused
from bureau.core.texts import LANGUAGES, Status
from bureau.documents.xliff import (
    MATCHES,
    NAMESPACE,
    Exchange,
    Match,
    Unit,
    read_xliff,
    write_xliff,
)

IN = f"{{{NAMESPACE}}}"
HEAD = f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="en" trgLang="fr"><file id="f1">'
TAIL = "</file></xliff>"
PAIRS = st.lists(st.sampled_from(LANGUAGES), min_size=2, max_size=2, unique=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
TRANSLATED = st.tuples(
    WORDS.filter(lambda words: bool(words.strip())),
    st.sampled_from([Status.DRAFT, Status.REVISED, Status.OFFICIAL]),
)


def unit(words: str, own: str = "u1") -> bytes:
    return f'{HEAD}<unit id="{own}">{words}</unit>{TAIL}'.encode()


def codes(content: bytes) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        read_xliff(content)
    return [(reason.code, reason.facts.get("unit")) for reason in refused.value.reasons]


CANDIDATES = st.lists(st.builds(Match, WORDS, WORDS, st.integers(0, 100)), max_size=2).map(tuple)


@pytest.mark.thorough
@given(
    PAIRS, st.lists(st.tuples(WORDS, st.none() | TRANSLATED, CANDIDATES), min_size=1, max_size=4)
)
def test_what_is_written_is_read_as_it_was(
    pair: list[str], said: list[tuple[str, tuple[str, Status] | None, tuple[Match, ...]]]
) -> None:
    units = tuple(
        Unit(f"part.{place}", source, *(target or (None, None)), matches=matches)
        for place, (source, target, matches) in enumerate(said)
    )
    exchange = Exchange(*pair, units, "reorganisation:1")
    content = write_xliff(exchange)
    assert read_xliff(content) == exchange
    assert write_xliff(exchange) == content


def test_a_file_says_its_version_languages_and_directions() -> None:
    units = (Unit("title", "Purpose", "الغرض", Status.REVISED, "front box"), Unit("body", "Text"))
    root = etree.fromstring(write_xliff(Exchange("en", "ar", units)))
    file = root[0]
    assert root.tag == f"{IN}xliff" and root.get("version") == "2.1"
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "ar")
    assert (file.get("srcDir"), file.get("trgDir")) == ("ltr", "rtl")
    assert [each.get("state") for each in root.iter(f"{IN}segment")] == ["reviewed", "initial"]
    assert [each.text for each in root.iter(f"{IN}note")] == ["front box"]


def test_chinese_is_named_as_translators_tools_name_it() -> None:
    content = write_xliff(Exchange("en", "zh-hans", (Unit("a", "A"),)))
    assert b'trgLang="zh-Hans"' in content
    for tag in (b"zh-CN", b"zh", b"ZH-hans"):
        assert read_xliff(content.replace(b"zh-Hans", tag)).target == "zh-hans"
    with pytest.raises(Refused):
        read_xliff(content.replace(b"zh-Hans", b"zh-TW"))


def test_what_was_split_into_segments_is_one_text_again() -> None:
    words = (
        "<segment state='final'><source>One.</source><target>Un.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment state='translated'><source>Two.</source><target>Deux.</target></segment>"
    )
    (found,) = read_xliff(unit(words)).units
    assert found == Unit("u1", "One. Two.", "Un. Deux.", Status.DRAFT)


def test_targets_stand_in_the_order_that_the_file_asks_for() -> None:
    words = (
        "<segment><source>A</source><target order='2'>a</target></segment>"
        "<segment><source>B</source><target order='1'>b</target></segment>"
    )
    assert read_xliff(unit(words)).units[0].target == "ba"


def test_a_remark_on_words_is_left_out_and_the_words_stay() -> None:
    words = "<segment><source>a<mrk id='m1' type='term'>b</mrk>c</source></segment>"
    assert read_xliff(unit(words)).units[0].source == "abc"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("<segment><target>x</target></segment>", "unit_without_source"),
        ("", "unit_without_source"),
        ("<segment><source>a<ph id='1'/></source></segment>", "unit_has_codes"),
        ("<segment><source>a<pc id='1'>b</pc></source></segment>", "unit_has_codes"),
        (
            "<segment><source>a</source><target>b</target></segment>"
            "<segment><source>c</source></segment>",
            "unit_half_translated",
        ),
    ],
)
def test_what_a_unit_lacks_is_told_by_its_id(words: str, code: str) -> None:
    assert codes(unit(words, "duties.3")) == [(code, "duties.3")]


def test_every_reason_is_told_at_once() -> None:
    twice = "<segment><source>a</source></segment></unit><unit id='u1'><segment/>"
    assert codes(unit(twice)) == [("unit_without_source", "u1")]
    same = "<segment><source>a</source></segment></unit><unit id='u1'><segment><source>b</source>"
    assert codes(unit(f"{same}</segment>")) == [("unit_twice", "u1")]
    assert codes(unit("<segment/>").replace(b'"fr"', b'"xx"'))[0] == ("language_unknown", None)
    assert codes(unit("<segment><source>a</source></segment>").replace(b'"fr"', b'"en-GB"')) == [
        ("languages_equal", None)
    ]
    assert codes(f"{HEAD}{TAIL}".encode()) == [("file_without_units", None)]


def test_another_version_and_another_document_are_refused() -> None:
    content = unit("<segment><source>a</source></segment>")
    assert codes(content.replace(b'"2.1"', b'"1.2"')) == [("not_xliff", None)]
    assert codes(b"<html/>") == [("not_xliff", None)]


def test_ids_that_could_not_be_told_apart_are_not_written() -> None:
    for ids in (["a", "a"], ["two words"], [""]):
        with pytest.raises(ValueError):
            write_xliff(Exchange("en", "fr", tuple(Unit(each, "x") for each in ids)))


def test_candidates_stand_before_the_notes_each_on_the_segment_and_the_exact_one_marked() -> None:
    """As the module for them asks: `ref` names a span of the same unit, `similarity` a percentage,
    `subType` goes with a `type`."""
    matches = (Match("Chief", "Chef", 100, "Bureau"), Match("Chiefs", "Chefs", 89))
    root = etree.fromstring(
        write_xliff(Exchange("en", "fr", (Unit("a", "Chief", note="n", matches=matches),)))
    )
    row = next(root.iter(f"{IN}unit"))
    assert [etree.QName(each).localname for each in row] == ["matches", "notes", "segment"]
    assert all(etree.QName(each).namespace == MATCHES for each in row[0].iter(f"{{{MATCHES}}}*"))
    assert {each.get("ref") for each in row[0]} == {f"#{row[2].get('id')}"}
    assert [(each.get("similarity"), each.get("type"), each.get("subType")) for each in row[0]] == [
        ("100.0", "tm", "bureau:exact"),
        ("89.0", "tm", "bureau:near"),
    ]
    assert [each.get("origin") for each in row[0]] == ["Bureau", None]
    assert [[etree.QName(one).localname for one in each] for each in row[0]] == [
        ["source", "target"],
        ["source", "target"],
    ]


def test_a_file_without_candidates_names_no_module() -> None:
    content = write_xliff(Exchange("en", "fr", (Unit("a", "A"),)))
    assert MATCHES.encode() not in content and b"<segment state" in content


def test_candidates_of_other_tools_are_read_as_far_as_they_say_how_near_they_are() -> None:
    pair = "<source>a</source><target>b</target>"
    said = "".join(
        f"<m:match ref='#s1' {similarity}>{pair}</m:match>"
        for similarity in ("similarity='99.9'", "", "similarity='101'", "similarity='much'")
    )
    words = f"<m:matches xmlns:m='{MATCHES}'>{said}<m:match similarity='1'/></m:matches>"
    (found,) = read_xliff(unit(f"{words}<segment><source>A</source></segment>")).units
    assert found == Unit("u1", "A", matches=(Match("a", "b", 99),))
