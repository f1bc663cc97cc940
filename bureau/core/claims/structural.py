"""Claims on units, posts and who is in them, each one small function."""

from collections.abc import Iterator, Mapping
from typing import Any

from bureau.core.claims.facts import Plain
from bureau.core.claims.kinds import Claim
from bureau.core.claims.reading import Found, Reading, all_of
from bureau.core.claims.verdicts import Evidence, Side, Source, Verdict
from bureau.core.references import Reference
from bureau.core.spans import Day

TRUE, FALSE, UNKNOWN = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN
MOST = 12
"""How many differences are told one by one."""


def unit_unchanged(claim: Claim, read: Reading) -> Found:
    """Nothing of the unit, or of the units, posts and blocks in it, is other than before."""
    unit, whole = claim.reference("unit"), dict[str, Any]()
    differing: list[Evidence] = []
    for day, before, after in read.pairs(Source.INSIDE, unit, Side.SINCE):
        if before is None and after is None:
            return UNKNOWN, [Evidence("not_there", unit, {"day": day})]
        whole = whole or {**(before or {}), **(after or {})}
        if not differing:
            differing = list(_differences(day, before or {}, after or {}))
    if differing:
        more = len(differing) - MOST
        told = [Evidence("more_differs", unit, {"count": more})] if more > 0 else []
        return FALSE, [*differing[:MOST], *told]
    count = {kind: sum(key.startswith(f"{kind}:") for key in whole) for kind in ("unit", "post")}
    return TRUE, [Evidence("inside_same", unit, {"units": count["unit"], "posts": count["post"]})]


def _differences(
    day: Day, before: Mapping[str, Plain], after: Mapping[str, Plain]
) -> Iterator[Evidence]:
    for key in sorted(before.keys() | after.keys(), key=Reference.parse):
        was, now = before.get(key), after.get(key)
        about = Reference.parse(key)
        if was == now:
            continue
        if was is None or now is None:
            yield Evidence("came" if was is None else "went", about, {"day": day})
            continue
        for name in was:
            if was[name] != now[name]:
                facts = {"field": name, "before": was[name], "after": now[name], "day": day}
                yield Evidence("differs", about, facts)


def duties_unchanged(claim: Claim, read: Reading) -> Found:
    """Each of the posts has the same duties, in the same words."""
    found = [_duties_of(post, read) for post in claim.things()]
    return all_of([verdict for verdict, _ in found]), [one for _, one in found]


def _duties_of(post: Reference, read: Reading) -> tuple[Verdict, Evidence]:
    duties: Mapping[str, Plain] = {}
    for day, before, after in read.pairs(Source.DUTIES, post, Side.SINCE):
        if before is None:
            return UNKNOWN, Evidence("no_description", post, {"day": day})
        duties = before
        if after != before:
            now = after or {}
            facts = {
                "day": day,
                "added": len(now.keys() - before.keys()),
                "dropped": len(before.keys() - now.keys()),
                "reworded": sum(before[key] != now[key] for key in before.keys() & now.keys()),
            }
            return FALSE, Evidence("duties_differ", post, facts)
    return TRUE, Evidence("duties_same", post, {"duties": len(duties)})


def unit_established(claim: Claim, read: Reading) -> Found:
    """The unit did not stand, and stands under the one above it."""
    unit, parent = claim.reference("unit"), claim.reference("parent")
    before, after = read.first(Source.UNIT, unit), read.last(Source.UNIT, unit)
    if before is not None:
        return FALSE, [Evidence("stood_before", unit)]
    return _stands_with(unit, after, "parent", parent.id)


def unit_merged(claim: Claim, read: Reading) -> Found:
    """The unit stood, stands no more, and what it became is the other."""
    unit, into = claim.reference("unit"), claim.reference("into")
    if read.first(Source.UNIT, unit) is None:
        return UNKNOWN, [Evidence("not_there_before", unit)]
    became = read.last(Source.SUCCESSION, unit)
    if read.last(Source.UNIT, unit) is None and [into.id, "merged"] in became:
        return TRUE, [Evidence("merged", unit, {"into": into.id})]
    return FALSE, [Evidence("not_merged", unit, {"into": into.id})]


def unit_moved(claim: Claim, read: Reading) -> Found:
    """The unit stood elsewhere, and stands under the one named."""
    return _becomes(claim, read, "parent", claim.number("parent"))


def unit_renamed(claim: Claim, read: Reading) -> Found:
    """The unit was called otherwise, and is called so."""
    return _becomes(claim, read, "code", claim.named["code"])


def _becomes(claim: Claim, read: Reading, name: str, wanted: Plain) -> Found:
    unit = claim.reference("unit")
    before, after = read.first(Source.UNIT, unit), read.last(Source.UNIT, unit)
    if before is None:
        return UNKNOWN, [Evidence("not_there_before", unit)]
    if before[name] == wanted:
        return FALSE, [Evidence("so_before", unit, {"field": name, "value": wanted})]
    verdict, evidence = _stands_with(unit, after, name, wanted)
    if verdict is TRUE:
        facts = {"field": name, "before": before[name], "after": wanted}
        return TRUE, [Evidence("became", unit, facts)]
    return verdict, evidence


def head_is(claim: Claim, read: Reading) -> Found:
    """The unit stands with that post at its head."""
    unit = claim.reference("unit")
    return _stands_with(unit, read.last(Source.UNIT, unit), "head", claim.number("post"))


def post_in(claim: Claim, read: Reading) -> Found:
    """The post stands in the unit."""
    post = claim.reference("post")
    return _stands_with(post, read.last(Source.POST, post), "unit", claim.number("unit"))


def post_graded(claim: Claim, read: Reading) -> Found:
    """The post stands and is of the grade."""
    post = claim.reference("post")
    return _stands_with(post, read.last(Source.POST, post), "grade", claim.named["grade"])


def _stands_with(thing: Reference, after: Plain, name: str, wanted: Plain) -> Found:
    if after is None:
        return FALSE, [Evidence("not_there_after", thing)]
    is_so = after[name] == wanted
    facts = {"field": name, "value": after[name]}
    return (TRUE if is_so else FALSE), [Evidence("is_so", thing, facts)]


def nobody_without_post(claim: Claim, read: Reading) -> Found:
    """Whoever had a post of their own has one afterwards."""
    lost = read.now(Source.HOLDS, read.whole())
    if not lost:
        return TRUE, [Evidence("nobody_loses")]
    return FALSE, [
        Evidence("loses_post", Reference("person", person), {"day": day}) for person, day in lost
    ]


def nothing_without_owner(claim: Claim, read: Reading) -> Found:
    """Nothing hangs on what ends, and no unit is without a head that had one or is new."""
    left, headless = read.now(Source.LEFT, read.whole()), read.now(Source.HEADS, read.whole())
    found = [Evidence("left_hanging", Reference.parse(what), {"on": on}) for what, on in left]
    found += [Evidence("headless", Reference("unit", unit), {"day": day}) for unit, day in headless]
    return (FALSE, found) if found else (TRUE, [Evidence("nothing_left")])
