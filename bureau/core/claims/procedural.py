"""Claims on who did what about the set, and on what its actions reach."""

from collections.abc import Collection

from bureau.core.claims.kinds import Claim
from bureau.core.claims.reading import Found, Reading
from bureau.core.claims.verdicts import Evidence, Source, Verdict
from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference

TRUE, FALSE, UNKNOWN = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN
CONTRARY = (ActKind.REJECT,)


def recommended(claim: Claim, read: Reading) -> Found:
    """The body recommended it: all that it is asked to, or the one action named."""
    return _acted(claim, read, claim.reference("body"), (ActKind.RECOMMEND,))


def approved(claim: Claim, read: Reading) -> Found:
    """The office approved it, or the body decided it."""
    name = "office" if "office" in claim.named else "body"
    return _acted(claim, read, claim.reference(name), (ActKind.APPROVE, ActKind.DECIDE))


def noted(claim: Claim, read: Reading) -> Found:
    """The body took note of it."""
    return _acted(claim, read, claim.reference("body"), (ActKind.TAKE_NOTE,))


def _acted(claim: Claim, read: Reading, who: Reference, kinds: Collection[ActKind]) -> Found:
    said, action = read.now(Source.STEPS, who), claim.number("action")
    asked = [
        step
        for step in said["steps"]
        if step["act"] in kinds and (not action or action in step["actions"])
    ]
    acts = [*dict.fromkeys(tuple(act) for step in asked for act in step["acts"])]
    told = [_recorded(who, act) for act in acts if act[0] not in CONTRARY]
    if any(act[0] in CONTRARY for act in acts):
        return FALSE, [_recorded(who, act) for act in acts]
    if not asked and said["is_way_open"]:
        return UNKNOWN, [Evidence("way_not_known", who)]
    if not asked:
        return FALSE, [Evidence("not_asked", who, {"action": action})]
    if all(step["is_done"] for step in asked):
        return TRUE, told
    code = "act_awaited" if said["is_put_forward"] else "not_put_forward"
    return UNKNOWN, [*told, Evidence(code, who)]


def _recorded(who: Reference, act: tuple[object, ...]) -> Evidence:
    kind, number, day = act
    return Evidence("act_recorded", who, {"act": kind, "number": number, "day": day})


def _acted_on(on: int | str | None) -> Reference | None:
    """A post by its number, anything else by its kind too."""
    return Reference.parse(on) if isinstance(on, str) else Reference("post", on) if on else None


def no_post_above(claim: Claim, read: Reading) -> Found:
    """No action of the set is on a post of a higher grade, counted posts among them."""
    grade = str(claim.named["grade"])
    most = read.now(Source.GRADE, read.whole(), by=grade)
    if most is None:
        return UNKNOWN, [Evidence("no_such_grade", None, {"grade": grade})]
    above, unknown = list[Evidence](), list[Evidence]()
    for place, of, on in read.now(Source.ACTIONS, read.whole()):
        if of is None:
            continue
        order = read.now(Source.GRADE, read.whole(), by=of)
        about = _acted_on(on)
        if order is None:
            unknown.append(Evidence("no_such_grade", about, {"grade": of}))
        elif order > most:
            above.append(Evidence("post_above", about, {"grade": of, "action": place}))
    if above:
        return FALSE, above
    return (
        (UNKNOWN, unknown) if unknown else (TRUE, [Evidence("none_above", None, {"grade": grade})])
    )
