"""Two structures side by side: every post a strand, every group a label and a row."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from bureau.core.layout.boxes import Change, ChangeMark, ChartBox, Footnote
from bureau.core.layout.compare import CompareWords, Comparison, compare
from bureau.core.layout.compare_upright import compare_upright
from bureau.core.layout.strands import Fate, Strand, StrandGroup
from bureau.core.layout.style import CLASSES
from bureau.core.layout.svg import Direction
from tests.core.layout.drawings import (
    WORDS,
    box_spans,
    classes,
    elements,
    parsed,
    small,
    strands,
    texts,
)
from tests.core.layout.measured import MEASURED


def label(group: StrandGroup) -> str:
    return f"{group.posts} {group.fate}"


LABELS = CompareWords(WORDS, "In force", "Draft", label)


def before() -> list[ChartBox]:
    return [box for box in small() if box.id != 3]


def compared(direction: Direction = Direction.LEFT_TO_RIGHT) -> Comparison:
    return compare(before(), small(), strands(), LABELS, direction=direction)


def test_groups_are_the_rows_of_the_table() -> None:
    rows = [(group.before, group.after, group.fate, group.posts) for group in compared().groups]
    assert rows == [
        (2, 2, Fate.STAYS, 3),
        (2, 3, Fate.MOVES, 2),
        (4, 4, Fate.STAYS, 1),
        (4, None, Fate.GONE, 1),
        (None, 3, Fate.NEW, 1),
    ]


def test_each_post_is_one_stroke_of_its_kind() -> None:
    paths = {e.get("class"): e.get("d", "") for e in elements(compared().drawing.svg, "path")}
    drawn = {name: paths[f"strand {name}"].count("M") for name in ("st", "mv", "nw", "gn")}
    assert drawn == {"st": 4, "mv": 2, "nw": 1, "gn": 1}
    assert paths["strand hollow nw"].count("M") == 1


def test_labels_carry_the_numbers_of_the_list_and_do_not_cover_each_other() -> None:
    svg = compared().drawing.svg
    assert {"3 stays", "2 moves", "1 new", "1 gone"} <= set(texts(svg))
    pills = [g for g in elements(svg, "g") if g.get("class", "").startswith("pill")]
    tops = {float(rect.get("y", "")) for g in pills for rect in g if rect.tag == "rect"}
    assert len(tops) == len(pills)


def test_right_to_left_mirrors_both_columns() -> None:
    left, right = compared().drawing, compared(Direction.RIGHT_TO_LEFT).drawing
    mirrored = [(left.width - end, left.width - start) for start, end in box_spans(left.svg)]
    assert box_spans(right.svg) == mirrored


def test_a_unit_that_is_the_same_without_posts_is_joined_by_a_line() -> None:
    assert "thin" not in classes(compared().drawing.svg)
    same = [replace(small()[0], changes=(replace(small()[2].changes[0], change=Change.SAME),))]
    assert "thin" in classes(compare(same, same, (), LABELS).drawing.svg)


def test_strands_of_units_that_are_not_drawn_are_left_out() -> None:
    assert compare(before(), small(), [Strand(77, 78, "P.1")], LABELS).groups == ()


@pytest.mark.parametrize("direction", Direction)
def test_the_upright_form_has_every_post_too(direction: Direction) -> None:
    drawing = compare_upright(before(), small(), strands(), LABELS, direction=direction)
    assert drawing is not None
    paths = [e for e in elements(drawing.svg, "path") if "hollow" not in e.get("class", "")]
    assert sum(e.get("d", "").count("M") for e in paths if "strand" in e.get("class", "")) == 8


def test_too_many_posts_for_a_narrow_screen_are_left_to_the_table() -> None:
    assert compare_upright(before(), small(), [Strand(2, 2, "P.1")] * 400, LABELS) is None


def test_both_forms_are_well_formed_and_use_declared_classes() -> None:
    upright = compare_upright(before(), small(), strands(), LABELS)
    assert upright is not None
    for svg in (compared().drawing.svg, upright.svg):
        assert parsed(svg)[0].text == WORDS.title
        assert classes(svg) <= CLASSES


def said_in(language: str) -> str:
    """The comparison with the signs, labels and grades of a language, as its readers see it."""
    tags, labels, grades = MEASURED[language]
    marks = [ChangeMark(change, word) for change, word in zip(Change, tags, strict=False)]
    old = ChangeMark(Change.RENAMED, list(tags)[-1])
    left = [replace(box, changes=(old,)) for box in before()]
    right = [replace(box, changes=(mark,), name="") for mark in marks for box in [small()[1]]]
    right = [replace(box, id=20 + place) for place, box in enumerate(right)] + small()
    moved = [strand._replace(grade=next(iter(grades))) for strand in strands()]
    words = replace(LABELS, label=lambda group: list(labels)[group.posts % len(labels)])
    direction = Direction.RIGHT_TO_LEFT if language == "ar" else Direction.LEFT_TO_RIGHT
    return compare(left, right, moved, words, direction=direction).drawing.svg


def placed(element: Element) -> tuple[float, float]:
    x = float(element.get("x", "0"))
    return x, x + float(element.get("width", "0"))


def set_words(svg: str, measured: dict[str, float]) -> Iterator[tuple[Element, float, float]]:
    """The ground before each of these words, and from where to where they reach."""
    ground = parsed(svg)
    way = -1 if 'direction="rtl"' in svg else 1
    for element in parsed(svg).iter():
        if element.tag == "rect" and element.get("class", "") in ("", "f-tint"):
            ground = element
        width = measured.get("".join(element.itertext())) if element.tag == "text" else None
        if width is not None:
            start = float(element.get("x", "0"))
            ends_there = "end" in element.get("class", "").split()
            reach = start + way * width * (-1 if ends_there else 1)
            yield ground, min(start, reach), max(start, reach)


@pytest.mark.parametrize("language", MEASURED)
def test_signs_and_labels_keep_within_their_ground_in_each_language(language: str) -> None:
    svg = said_in(language)
    for measured in MEASURED[language][:2]:
        found = list(set_words(svg, measured))
        assert len(found) >= 3
        for ground, left, right in found:
            start, end = placed(ground)
            assert start + 2 <= left and right <= end - 2


@pytest.mark.parametrize("language", MEASURED)
def test_grades_beside_strands_keep_clear_of_the_boxes(language: str) -> None:
    svg = said_in(language)
    spans = box_spans(svg)
    found = [(left, right) for _, left, right in set_words(svg, MEASURED[language][2])]
    assert found
    assert not any(left < end and start < right for left, right in found for start, end in spans)


def test_a_label_stays_off_the_strands_of_others_where_there_is_room() -> None:
    lone = [Strand(1, 3, "D.1", number=4), *[Strand(2, 2, "P.4")] * 12]
    tall = [replace(small()[0], counts="1 post", note="as it was"), *small()[1:]]
    svg = compare(tall[:2] + tall[3:], tall, lone, LABELS).drawing.svg
    label = next(g for g in elements(svg, "g") if g.get("class") == "pill mv")
    top = next(float(rect.get("y", "")) for rect in label if rect.tag == "rect")
    boxes = [rect for rect in elements(svg, "rect") if "bx" in rect.get("class", "")]
    studied = sorted(float(rect.get("y", "")) for rect in boxes)[2]
    assert top + 26 < studied


def test_the_upright_form_names_every_unit_and_numbers_every_change() -> None:
    lone = [*[Strand(2, 2, "P.4")] * 24, Strand(2, 3, "D.1", number=4)]
    first = [replace(box, footnotes=(Footnote(7),)) if box.id == 2 else box for box in before()]
    upright = compare_upright(first, small(), lone, LABELS)
    assert upright is not None
    assert {"SPD", "SED", "1", "4", "7"} <= set(texts(upright.svg))
    assert all(0 <= start and end <= 328 for start, end in box_spans(upright.svg))


def test_units_that_cannot_be_named_on_a_narrow_screen_are_left_to_the_table() -> None:
    many = [replace(small()[0], id=unit, code=f"DEPARTMENT{unit}") for unit in range(1, 6)]
    lone = [Strand(unit, unit, "P.1") for unit in range(1, 6)]
    assert compare_upright(many, many, lone, LABELS) is None
