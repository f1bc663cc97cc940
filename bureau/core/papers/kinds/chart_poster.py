"""The chart of a unit as a poster: one drawing on one large sheet, and the table after it."""

from dataclasses import dataclass

from bureau.core.papers.blocks import Paper
from bureau.core.papers.kinds.charts import chart_title, set_chart
from bureau.core.papers.kinds.fitting import Sheet
from bureau.core.papers.kinds.parts import Chart
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.texts import Text

SHEETS = {
    "a3": Sheet((960, 1480, 2000, 2700, 3300), 0.66),
    "a1": Sheet((960, 1480, 2000, 2700, 3300, 4400, 5600, 6800), 0.68),
}
"""Of a sheet that lies across."""


@dataclass(frozen=True, slots=True)
class ChartPoster:
    """`size` is "a3" or "a1"."""

    chart: Chart
    issuer: Text
    original: str
    size: str = "a3"
    is_demonstration: bool = False


def set_chart_poster(value: ChartPoster, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases)
    by.warn(demonstration=value.is_demonstration)
    title = chart_title(by, value.chart, "chart.one")
    drawing = set_chart(by, value.chart, "chart.one", "chart", SHEETS[value.size])
    furniture = by.furniture(value.issuer, value.original, "", value.chart.day)
    return by.paper("chart-poster", title, furniture, [drawing], value, value.size)
