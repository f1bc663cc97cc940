"""Frames per second of a chart of 100,000 boxes, in a real browser on this machine.

Chromium runs without a window and without a graphics card (software drawing on the same cores that
serve the data): what a reader's machine has is better. A script moves the chart in every frame, as
a hand would, and notes when frames come: zooming in and out, dragging close by, dragging at the
scale that shows the most boxes. The way is gone once to fetch what it shows, then again, measured.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.ground import place, served

FRAME = 1000 / 60
MEDIAN_MOST, SLOW_MOST = FRAME * 1.02, FRAME * 1.25
LAYOUT_MOST_SECONDS = 0.3
WEIGHT_MOST, REQUESTS_MOST = 150_000, 6
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
DRIVE = (Path(__file__).parent / "chart_drive.js").read_text()
LEGS = ("drag the whole", "zoom in", "drag afar", "drag close by", "zoom out")


def line(what: str, figure: str, target: str, is_met: bool) -> bool:
    print(f"{what:42} {figure:>28}   target {target:14} {'met' if is_met else 'NOT MET'}")
    return is_met


def in_milliseconds(times: Sequence[float]) -> str:
    return f"{median(times):.1f}/{quantiles(times, n=20)[-1]:.1f} ms"


def measure_layout(boxes: int) -> bool:
    from time import perf_counter

    import numpy as np

    from bench.organisations import organisation
    from bureau.core.layout.large import spread
    from bureau.core.structure.tree import Tree

    units = organisation(boxes * 10).states["unit"]
    above = np.maximum(units.fields["parent"][units.days == 0] - 1, -1)
    tree = Tree(above, np.arange(len(above)))
    parents = tree.parents[tree.order]
    placed = np.where(parents < 0, -1, tree.place[parents])
    times = []
    for _ in range(5):
        start = perf_counter()
        spread(placed)
        times.append(perf_counter() - start)
    took = median(times)
    return line(f"layout of {boxes} boxes", f"{took:.3f} s", "0.3 s", took <= LAYOUT_MOST_SECONDS)


def measure_frames(address: str) -> list[bool]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        asked: list[Any] = []
        page.on("requestfinished", lambda request: asked.append(request))
        page.goto(address, wait_until="networkidle")
        sizes = [each.sizes() for each in asked]
        weight = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
        requests = len(asked)
        met = [
            line("first load", f"{weight / 1000:.0f} kB", "150 kB", weight <= WEIGHT_MOST),
            line("requests on first load", str(requests), "6", requests <= REQUESTS_MOST),
        ]
        page.evaluate(DRIVE)
        page.evaluate("legs()")
        page.wait_for_timeout(3000)
        trace: dict[str, Any] = page.evaluate("legs()")
        met += told(trace)
        browser.close()
    return met


def told(trace: dict[str, Any]) -> list[bool]:
    met = []
    for leg in LEGS:
        times: list[float] = trace["frames"][leg]
        is_met = median(times) <= MEDIAN_MOST and quantiles(times, n=20)[-1] <= SLOW_MOST
        target = f"{MEDIAN_MOST:.1f}/{SLOW_MOST:.1f} ms"
        met.append(line(f"frame, {leg} (median/p95)", in_milliseconds(times), target, is_met))
    every = [each for leg in LEGS for each in trace["frames"][leg]]
    rate = 1000 * len(every) / sum(every)
    met.append(line("frames a second, whole way", f"{rate:.1f}", "59", rate >= 59))
    print(f"  (script in a frame, median/p95: {in_milliseconds(trace['script'])};", end=" ")
    print(f"memory of scripts {trace['memory'] / 1e6:.0f} MB; {trace['boxes']} boxes fetched)")
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boxes", type=int, default=100_000)
    parser.add_argument("--kept", default="", help="a home that was filled before, and stays")
    options = parser.parse_args()
    with place(kept=options.kept) as at:
        at.prepare() if options.kept else at.fill(options.boxes * 12 // 10, options.boxes, users=1)
        met = [measure_layout(options.boxes)]
        with served(at, workers=1) as (port, _pids):
            met += measure_frames(f"http://127.0.0.1:{port}/chart/1/")
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
