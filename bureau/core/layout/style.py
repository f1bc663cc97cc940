"""The classes that drawings use, each once: taken over by the pages' style sheet, and embedded
with light colours where a drawing stands alone."""

import re

RULES = """\
.viz{overflow:visible}.viz text{fill:var(--ink);font:400 13px var(--sans)}
.viz :is(.t2,.t-ink2){fill:var(--ink-2)}.viz .t3{fill:var(--ink-3)}.viz .t2{font-size:12px}
.viz .t-paper{fill:var(--paper)}.viz .t-good{fill:var(--good)}.viz .t-bad{fill:var(--bad)}
.viz .t-warn{fill:var(--warn)}.viz .t-move{fill:var(--move)}.viz .t-class{fill:var(--class)}
.viz .b{font-weight:650}.viz .s{font-size:12px}.viz .g{font-size:11px;fill:var(--ink-2)}
.viz .ac{font:700 16px var(--sans)}.viz .nm{font:400 18px var(--serif)}
.viz .nm.lo{font-size:16px}.viz .gl{font:700 12px var(--sans);text-anchor:middle}
.viz .mid{text-anchor:middle}.viz .end{text-anchor:end}
.viz .strike{text-decoration:line-through}.viz .iso{unicode-bidi:isolate}
.viz .f-ink{fill:var(--ink)}.viz .f-ink2{fill:var(--ink-2)}.viz .f-paper{fill:var(--paper)}
.viz .f-sheet{fill:var(--sheet)}.viz .f-tint{fill:var(--tint)}.viz .f-good{fill:var(--good)}
.viz .f-warn{fill:var(--warn)}.viz .f-move{fill:var(--move)}.viz .f-class{fill:var(--class)}
.viz .f-cap{fill:color-mix(in srgb,var(--tint) 60%,var(--sheet))}.viz .f-accent{fill:var(--accent)}
.viz .s-ink2{stroke:var(--ink-2)}.viz .s-bad{stroke:var(--bad);stroke-width:2}
.viz .s-line2{stroke:var(--line-2)}.viz .dash{stroke-dasharray:4 3}
.viz a{text-decoration:none}.viz .hit{fill:none;pointer-events:all}
.viz a:hover .lk,.viz a:focus-visible .lk{text-decoration:underline}
.viz .bx{fill:var(--sheet);stroke:var(--line-2)}.viz a:hover .bx{stroke-width:2}
.viz .bx.gone{fill:var(--paper);stroke:var(--bad);stroke-width:2;stroke-dasharray:7 4}
.viz .bx.ren{stroke:var(--warn)}.viz .bx.mov{stroke:var(--move)}.viz .bx.rec{stroke:var(--class)}
.viz .bx.add{fill:var(--good-tint);stroke:var(--good);stroke-width:2}.viz .bx.dim{fill:var(--paper)}
.viz :is(.top,.top2,.rail,.thin,.hair,.brk,.struck,.ring,.side,.step){fill:none}
.viz .top{stroke:var(--ink);stroke-width:3}.viz .top.g{stroke:var(--good);stroke-width:5}
.viz .top.d{stroke:var(--line);stroke-width:5}.viz .top2{stroke:var(--warn);stroke-width:2}
.viz .side{stroke:var(--move);stroke-width:6}.viz .ring{stroke:var(--class)}
.viz .rail{stroke:var(--ink-2)}.viz .thin{stroke:var(--line-2)}.viz .hair{stroke:var(--line)}
.viz .brk{stroke:var(--ink-2);stroke-width:1.5}.viz .struck{stroke:var(--ink-2);stroke-width:2}
.viz .tag{stroke:var(--line-2);fill:var(--sheet)}
.viz .strand{fill:none;stroke-width:9}
.viz .strand.st{stroke:color-mix(in srgb,var(--ink-3) 75%,var(--tint));stroke-width:4}
.viz .strand.mv{stroke:color-mix(in srgb,var(--move) 78%,var(--tint))}
.viz .strand.nw{stroke:var(--good)}.viz .strand.gn{stroke:var(--bad);stroke-dasharray:9 5}
.viz .strand.hollow{stroke:var(--tint);stroke-width:5.5}
.viz.compare-upright .strand{stroke-width:4.8}.viz.compare-upright .strand.st{stroke-width:2.2}
.viz.compare-upright .strand.hollow{stroke-width:2}.viz .strand.hollow.st{stroke-width:1.6}
.viz .strand.hollow.gn{stroke-dasharray:none}
.viz.fine .strand{stroke-width:4}.viz.fine .strand.st{stroke-width:2}
.viz.fine .strand.hollow{stroke-width:1.6}
.viz.fine .strand.hollow.st{stroke-width:.8}
.viz .pill rect{fill:var(--sheet);stroke:var(--line-2)}.viz .pill.mv rect{stroke:var(--move)}
.viz .pill.nw rect{stroke:var(--good)}.viz .pill.gn rect{stroke:var(--bad);stroke-dasharray:4 3}
.viz .step{stroke:var(--ink-2);stroke-width:2.5}
.viz .step.l0{stroke:var(--ink-2)}.viz .step.l1{stroke:var(--accent);stroke-dasharray:12 3}
.viz .step.l2{stroke:var(--move);stroke-dasharray:5 3}
.viz .step.l3{stroke:var(--class);stroke-dasharray:2 3}
.viz .asked{stroke:var(--accent);stroke-width:3}
"""

PLACING = """\
.viz.chart{inline-size:auto;max-inline-size:100%;margin-inline:auto}
.viz.at-narrow{inline-size:100%;max-inline-size:26rem}
.viz.at-wide,.viz.at-middle{display:none}
.viz.compare-upright{inline-size:100%;max-inline-size:26rem;margin-inline:auto}
.viz.plot{inline-size:auto;max-inline-size:100%}
.viz.plot.narrow{display:none}
@media (max-width:39.99rem){.viz.plot.narrow{display:block}.viz.plot.broad{display:none}}
@media (max-width:47.99rem){.viz .spare{display:none}}
.viz.compare{display:none}
@container (min-width:54rem){.viz.compare{display:block}.viz.compare-upright{display:none}}
@container (min-width:38rem){.viz.at-middle{display:block}.viz.at-narrow{display:none}}
@container (min-width:68rem){.viz.at-wide{display:block}.viz.at-middle{display:none}}
"""

_LIGHT = """\
svg{--paper:#fcfcf9;--sheet:#fff;--tint:#f2f4ef;--ink:#182023;--ink-2:#465156;--ink-3:#5f6a6e;
--line:#d8dcd5;--line-2:#7b8587;--accent:#0d5965;--good:#1c6636;--good-tint:#e5f1e7;--bad:#a0281b;
--warn:#765100;--move:#2c4ba2;--class:#762b7a;
--sans:"Noto Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans Arabic","Noto Sans SC",
"Noto Sans CJK SC","Microsoft YaHei",sans-serif;
--serif:"Noto Serif",Georgia,"Noto Naskh Arabic","Noto Serif SC","Noto Serif CJK SC",SimSun,serif}
"""

STANDALONE = _LIGHT + RULES

CLASSES = frozenset(re.findall(r"\.([a-z][a-z0-9-]*)", RULES + PLACING))
