"""A sample paper in each language that has every block, and a poster of its chart."""

from bureau.core.layout.boxes import Change, ChangeMark, ChartBox, ChartWords
from bureau.core.layout.chart import chart
from bureau.core.layout.svg import Direction
from bureau.core.papers.blocks import (
    Annex,
    Block,
    Box,
    Drawing,
    Furniture,
    Heading,
    Item,
    Listing,
    Marker,
    Paper,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
)
from tests.documents.papers.words import WORDS

POST = "ST02/D1/579"
DECISION = "L7/12"
ALL = tuple(WORDS)


def plain(words: str, source: str = "") -> Runs:
    return (Run(words, source),)


def around(words: str, code: str) -> Runs:
    """Words with a code where their braces are."""
    before, _, after = words.partition("{}")
    runs = (Run(before, "purpose"), Run(code, "post", is_code=True), Run(after, "purpose"))
    return tuple(run for run in runs if run.text)


def drawing(language: str, width: int = 600) -> Drawing:
    words = WORDS[language]
    boxes = [
        ChartBox(1, None, "BL", words["bureau"]),
        ChartBox(2, 1, "SHO", words["shores"], changes=[ChangeMark(Change.ADDED, words["post"])]),
        ChartBox(3, 1, "DEP", words["depths"], note=words["clerk"]),
    ]
    way = Direction.RIGHT_TO_LEFT if language == "ar" else Direction.LEFT_TO_RIGHT
    said = ChartWords(words["chart"], words["alt"], language=language)
    drawn = chart(boxes, said, width=width, direction=way, standalone=True)
    rows = [(words["shores"], words["bureau"]), (words["depths"], words["bureau"])]
    beside = Table(
        (plain(words["unit"]), plain(words["reports"])),
        tuple((plain(unit), plain(over)) for unit, over in rows),
    )
    return Drawing(drawn.svg, words["alt"], words["chart"], beside)


def elsewhere(language: str) -> Runs:
    """Words that are not translated, and some that lead to an annex."""
    other = "en" if language != "en" else "ar"
    untranslated = Run(WORDS[other]["more"], "claims.3", language=other)
    return (Run(" "), untranslated, Run(" "), Run(WORDS[language]["annex"], target="annex-a"))


def face(language: str) -> tuple[Block, ...]:
    words = WORDS[language]
    asked = (Paragraph(plain(words["note"]), number=1), Paragraph(plain(words["more"])))
    rows = (
        (plain(words["purpose"]), (Paragraph(plain(words["why"], "purpose")),)),
        (plain(words["asked"]), asked),
    )
    inner = Listing((Item(plain(words["small"])), Item(plain(words["large"]))), Marker.LETTERS)
    outer = Listing((Item(plain(words["measured"])), Item(plain(words["drawn"]), inner)))
    return (
        Box(rows),
        Heading(1, plain(words["background"]), "background"),
        Paragraph(around(words["said"], POST), number=1),
        Paragraph((*plain(words["more"], "claims.2"), *elsewhere(language)), number=2),
        outer,
        Listing((Item(plain(words["small"])), Item(plain(words["large"]))), Marker.NUMBERS),
    )


def table(words: dict[str, str], times: int = 1) -> Table:
    post = (Run(POST, "posts.1", is_code=True),)
    clerk = (Run("ST02/P3/580", "posts.2", is_code=True),)
    rows = (
        (post, plain(words["surveyor"]), plain("250,000")),
        (clerk, plain(words["clerk"]), plain("−8,500")),
    )
    head = (plain(words["post"]), plain(words["holder"]), plain(words["cost"]))
    return Table(head, rows * times, words["posts"], frozenset({2}))


def draft(words: dict[str, str]) -> tuple[Block, ...]:
    formula = (Run(words["considering"], is_emphasised=True),)
    decides = (Run(words["decides"], is_emphasised=True, is_strong=True),)
    return (
        Paragraph(plain(words["body"]), Role.ENACTING),
        Paragraph(formula, Role.PREAMBLE),
        Paragraph(around(words["cited"], DECISION), Role.PREAMBLE),
        Paragraph(decides, Role.ENACTING),
        Paragraph(around(words["approve"], POST), Role.OPERATIVE, number=1),
    )


def sample(language: str, kind: str = "council-paper", rows: int = 1, width: int = 600) -> Paper:
    words = WORDS[language]
    chart_annex = Annex(
        "A", words["annex"], plain(words["chart"]), (drawing(language, width),), "annex-a"
    )
    inside: tuple[Block, ...] = (Heading(1, plain(words["decides"])), *draft(words))
    blocks = (
        *face(language),
        Heading(2, plain(words["posts"])),
        table(words, rows),
        Paragraph(plain(words["mark"]), Role.NOTE),
        chart_annex,
        Annex("B", words["annex"][:-1] + "B", plain(words["title"]), inside, "annex-b"),
    )
    furniture = Furniture(
        issuer=words["issuer"],
        number="L27/15",
        day=words["day"],
        original=words["original"],
        foot=words["foot"],
    )
    value = {"post": POST, "day": "2027-03-03", "purpose": WORDS["en"]["why"]}
    return Paper(kind, language, words["title"], furniture, blocks, value, (words["mark"],))


def poster(language: str, width: int = 1600) -> Paper:
    words = WORDS[language]
    furniture = Furniture(words["issuer"], day=words["day"], foot=words["foot"])
    return Paper("chart-poster", language, words["chart"], furniture, (drawing(language, width),))
