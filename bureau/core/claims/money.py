"""Claims on money: what lines of a budget pay for, and whether it is enough."""

from collections.abc import Collection, Iterator, Mapping

from bureau.core.claims.facts import Plain
from bureau.core.claims.kinds import Claim
from bureau.core.claims.reading import Found, Reading, all_of
from bureau.core.claims.verdicts import Evidence, Source, Verdict
from bureau.core.references import Reference

TRUE, FALSE, UNKNOWN = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN


def post_funded(claim: Claim, read: Reading) -> Found:
    """The line pays for the post on all its days in the budget's years, and has enough for that."""
    post, line = claim.reference("post"), claim.reference("line")
    said = read.now(Source.LINE, line)
    if said is None:
        return UNKNOWN, [Evidence("no_line", line)]
    years = read.now(Source.PAID, post, by=str(line.id))
    found = [
        judged
        for year, portions in years.items()
        for judged in _portions(post, line, int(year), portions, said["currency"])
    ]
    if not found:
        return UNKNOWN, [Evidence("not_there", post)]
    whole = [
        *found,
        *_within(line, read, said["currency"], [year for year in years if years[year]]),
    ]
    return all_of([verdict for verdict, _ in whole]), [one for _, one in whole]


def _portions(
    post: Reference, line: Reference, year: int, portions: Plain, currency: str
) -> Iterator[tuple[Verdict, Evidence]]:
    for one in portions:
        facts = {"year": year, "days": one["days"], "minor": one["minor"], "currency": currency}
        if one["line"] == line.id:
            lacks = [_missing(why) for why in one["missing"]]
            paid = (TRUE, Evidence("line_pays", post, {**facts, "line": line.id}))
            yield from ([(UNKNOWN, lack) for lack in lacks] or [paid])
        else:
            code = "nobody_pays" if one["line"] is None else "other_line_pays"
            yield FALSE, Evidence(code, post, {**facts, "line": one["line"]})


def cost_within(claim: Claim, read: Reading) -> Found:
    """The line bears all that the set costs more, in years of its budget, and what the posts on it
    cost is no more than was voted, in each year."""
    line = claim.reference("line")
    said = read.now(Source.LINE, line)
    if said is None:
        return UNKNOWN, [Evidence("no_line", line)]
    if not said["pays_posts"]:
        return UNKNOWN, [Evidence("pays_no_posts", line)]
    budget = Reference("budget", said["budget"])
    found = [
        *_borne(budget, read, said["currency"], {line.id}, FALSE),
        *_within(line, read, said["currency"]),
    ]
    return all_of([verdict for verdict, _ in found]), [one for _, one in found]


def _borne(
    budget: Reference, read: Reading, currency: str, lines: Collection[int], otherwise: Verdict
) -> Iterator[tuple[Verdict, Evidence]]:
    """What speaks against these lines bearing what the set costs more: `otherwise` where others
    do, or none. Of what falls outside the years of the budget nobody can tell."""
    for day, is_within, several in read.now(Source.ADDED, budget):
        if not is_within:
            yield UNKNOWN, Evidence("outside_years", budget, {"day": day})
            continue
        for one in several:
            if one["line"] in lines:
                continue
            yield from ((UNKNOWN, _missing(why)) for why in one["missing"])
            if (one["minor"] or 0) > 0:
                facts = {"day": day, "line": one["line"], "minor": one["minor"]}
                code = "nobody_bears" if one["line"] is None else "other_line_bears"
                yield otherwise, Evidence(code, budget, {**facts, "currency": currency})


def _within(
    line: Reference, read: Reading, currency: str, years: list[str] | None = None
) -> Iterator[tuple[Verdict, Evidence]]:
    for year, one in read.now(Source.SPENT, line).items():
        if years is None or year in years:
            yield from _enough(line, int(year), one, currency)


def _enough(
    about: Reference, year: int, one: Mapping[str, Plain], currency: str
) -> Iterator[tuple[Verdict, Evidence]]:
    voted, posts = one["voted"], one["posts"]
    if posts is None:
        yield from ((UNKNOWN, _missing(why)) for why in one["missing"])
        return
    facts = {"year": year, "voted": voted, "posts": posts, "left": voted - posts}
    verdict, code = (TRUE, "enough") if posts <= voted else (FALSE, "too_little")
    yield verdict, Evidence(code, about, {**facts, "currency": currency})


def credits_kept(claim: Claim, read: Reading) -> Found:
    """Of all lines together that pay posts, which bear all that the set costs more, in years of the
    budget: what these cost is no more than was voted."""
    budget = claim.reference("budget")
    lines = read.now(Source.LINES, budget)
    if not lines:
        code = "no_budget" if lines is None else "pays_no_posts"
        return UNKNOWN, [Evidence(code, budget)]
    each = [read.now(Source.SPENT, Reference("budget_line", line)) for line in lines]
    currency = read.now(Source.LINE, Reference("budget_line", lines[0]))["currency"]
    found = [*_borne(budget, read, currency, lines, UNKNOWN)]
    found += [
        judged
        for year in each[0]
        for judged in _enough(budget, int(year), _summed([one[year] for one in each]), currency)
    ]
    return all_of([verdict for verdict, _ in found]), [one for _, one in found]


def _summed(years: list[Mapping[str, Plain]]) -> Mapping[str, Plain]:
    costs = [one["posts"] for one in years]
    missing: list[Plain] = []
    for why in (why for one in years for why in one["missing"]):
        if why not in missing:
            missing.append(why)
    return {
        "voted": sum(one["voted"] for one in years),
        "posts": None if None in costs else sum(costs),
        "missing": missing,
    }


def _missing(why: Mapping[str, Plain]) -> Evidence:
    """Why an amount is not known: a standard cost or an exchange rate that is not there."""
    facts = {name: value for name, value in why.items() if name != "code"}
    return Evidence(str(why["code"]), None, facts)
