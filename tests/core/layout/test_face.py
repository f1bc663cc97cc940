"""A box shows its posts: rows that compare, squares that never leave it."""

from bureau.core.layout.boxes import ChartBox, GradePosts, HeadLine
from bureau.core.layout.face import look_for, measure, share
from tests.core.layout.drawings import SED, WORDS


def test_grades_of_siblings_stand_on_the_same_rows() -> None:
    other = ChartBox(9, 1, "SPD", "Department", posts=(GradePosts("D.2", 1), GradePosts("P.3", 2)))
    look = look_for([SED, other], 400, 400, ("D.2", "D.1", "P.4", "P.3"))
    bands = share([measure(box, 400, WORDS, rows=True) for box in (SED, other)], look)
    assert bands.grades == ("D.2", "D.1", "P.4", "P.3")


def test_grades_keep_the_order_of_their_boxes_where_none_is_given() -> None:
    upper = ChartBox(1, None, "A", "a", posts=(GradePosts("D.2"), GradePosts("P.5")))
    lower = ChartBox(2, None, "B", "b", posts=(GradePosts("P.5"), GradePosts("G.6")))
    assert look_for([lower, upper], 400, 400).grades == ("D.2", "P.5", "G.6")


def test_squares_shrink_until_the_fullest_grade_fits() -> None:
    box = ChartBox(1, None, "A", "a", posts=(GradePosts("P.4", 90),))
    assert 90 * look_for([box], 400, 400).row_pitch <= 400 - 32


def test_counts_that_do_not_fit_beside_the_code_stand_below_the_name() -> None:
    assert measure(SED, 400, WORDS).counts_beside
    assert measure(SED, 150, WORDS).notes[0].startswith("7 posts")


def test_marks_that_do_not_fit_are_still_said_in_words() -> None:
    box = ChartBox(1, None, "A", "a", changes=[*SED.changes] * 4)
    face = measure(box, 200, WORDS)
    assert len(face.tags) + " ".join(face.notes).count("added") == 4


def test_a_long_word_for_one_grade_leaves_the_squares_of_others_as_large() -> None:
    long, short = GradePosts("выборная должность", 1), GradePosts("P.5", 9)
    alone = look_for([ChartBox(1, None, "A", "A", posts=[short])], 188, 188)
    both = [ChartBox(1, None, "A", "A", posts=[long]), ChartBox(2, 1, "B", "B", posts=[short])]
    assert look_for(both, 188, 188).flow_pitch == alone.flow_pitch


def test_the_title_of_a_head_is_whole_in_a_narrow_box() -> None:
    head = HeadLine("Руководитель Департамента исследовательских комиссий", "P.5")
    said = measure(ChartBox(1, None, "A", "A", head=head), 188, WORDS).head
    assert "…" not in "".join(run.text for line in said for run in line if not isinstance(run, str))
