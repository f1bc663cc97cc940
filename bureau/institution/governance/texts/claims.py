"""Claims as sentences, one for each kind of the core; the menu of kinds; words of verdicts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop, pgettext_lazy
from django.utils.translation import gettext as _

from bureau.core.claims import CLAIMS, Claim, ClaimKind, Sort, Verdict
from bureau.institution.governance.queries.claims_named import ClaimNames
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import isolated, labelled, parted

VERDICTS: Mapping[Verdict, tuple[str, Promise]] = {
    Verdict.TRUE: ("ok", pgettext_lazy("verdict", "true")),
    Verdict.FALSE: ("no", pgettext_lazy("verdict", "false")),
    Verdict.UNKNOWN: ("ask", pgettext_lazy("verdict", "cannot tell")),
}
"""The mark of each verdict and its word."""

GROUPS: tuple[tuple[Promise, tuple[ClaimKind, ...]], ...] = (
    (
        gettext_lazy("What stays as it is"),
        (ClaimKind.UNIT_UNCHANGED, ClaimKind.DUTIES_UNCHANGED),
    ),
    (
        gettext_lazy("What comes of it"),
        (
            ClaimKind.UNIT_ESTABLISHED,
            ClaimKind.UNIT_MERGED,
            ClaimKind.UNIT_MOVED,
            ClaimKind.UNIT_RENAMED,
            ClaimKind.HEAD_IS,
            ClaimKind.POST_IN,
            ClaimKind.POST_GRADED,
        ),
    ),
    (
        gettext_lazy("What it spares"),
        (
            ClaimKind.NOBODY_WITHOUT_POST,
            ClaimKind.NOTHING_WITHOUT_OWNER,
            ClaimKind.NO_POST_ABOVE,
        ),
    ),
    (
        gettext_lazy("Money"),
        (ClaimKind.POST_FUNDED, ClaimKind.COST_WITHIN, ClaimKind.CREDITS_KEPT),
    ),
    (
        gettext_lazy("Who did what"),
        (ClaimKind.RECOMMENDED, ClaimKind.APPROVED, ClaimKind.NOTED),
    ),
)
"""Kinds of claim in the order in which a menu offers them."""

KINDS: Mapping[ClaimKind, Promise] = {
    ClaimKind.UNIT_UNCHANGED: gettext_lazy("A unit is unchanged"),
    ClaimKind.DUTIES_UNCHANGED: gettext_lazy("The duties of posts are unchanged"),
    ClaimKind.UNIT_ESTABLISHED: gettext_lazy("A unit is established"),
    ClaimKind.UNIT_MERGED: gettext_lazy("A unit is merged into another"),
    ClaimKind.UNIT_MOVED: gettext_lazy("A unit is moved"),
    ClaimKind.UNIT_RENAMED: gettext_lazy("A unit is renamed"),
    ClaimKind.HEAD_IS: gettext_lazy("A post heads a unit"),
    ClaimKind.POST_IN: gettext_lazy("A post is in a unit"),
    ClaimKind.POST_GRADED: gettext_lazy("A post is of a grade"),
    ClaimKind.NOBODY_WITHOUT_POST: gettext_lazy("Nobody is left without a post"),
    ClaimKind.NOTHING_WITHOUT_OWNER: gettext_lazy("Nothing is left without an owner"),
    ClaimKind.NO_POST_ABOVE: gettext_lazy("It touches no post above a grade"),
    ClaimKind.POST_FUNDED: gettext_lazy("The cost of a post is in the budget"),
    ClaimKind.COST_WITHIN: gettext_lazy("The cost is within a budget line"),
    ClaimKind.CREDITS_KEPT: gettext_lazy("The staff credits are not exceeded"),
    ClaimKind.RECOMMENDED: gettext_lazy("A body recommends it"),
    ClaimKind.APPROVED: gettext_lazy("An office or a body approves it"),
    ClaimKind.NOTED: gettext_lazy("A body takes note of it"),
}

SENTENCES: Mapping[ClaimKind, str] = {
    ClaimKind.UNIT_UNCHANGED: gettext_noop("{unit} is unchanged, with everything in it."),
    ClaimKind.DUTIES_UNCHANGED: gettext_noop(
        "The duties and main functions of these posts are unchanged: {posts}."
    ),
    ClaimKind.UNIT_ESTABLISHED: gettext_noop("{unit} is established, under {parent}."),
    ClaimKind.UNIT_MERGED: gettext_noop("{unit} is merged into {into}."),
    ClaimKind.UNIT_MOVED: gettext_noop("{unit} is moved, under {parent}."),
    ClaimKind.UNIT_RENAMED: gettext_noop("{unit} is renamed: {code}."),
    ClaimKind.HEAD_IS: gettext_noop("The head of {unit} is {post}."),
    ClaimKind.POST_IN: gettext_noop("{post} is in {unit}."),
    ClaimKind.POST_GRADED: gettext_noop("{post} is of grade {grade}."),
    ClaimKind.NOBODY_WITHOUT_POST: gettext_noop("Nobody is left without a post."),
    ClaimKind.NOTHING_WITHOUT_OWNER: gettext_noop("Nothing is left without an owner."),
    ClaimKind.NO_POST_ABOVE: gettext_noop("It touches no post above grade {grade}."),
    ClaimKind.POST_FUNDED: gettext_noop("The cost of {post} is in the budget: {line}."),
    ClaimKind.COST_WITHIN: gettext_noop("The cost is within the budget line {line}."),
    ClaimKind.CREDITS_KEPT: gettext_noop("The staff credits voted are not exceeded: {budget}."),
    ClaimKind.RECOMMENDED: gettext_noop("{body} recommends it."),
    ClaimKind.APPROVED: gettext_noop("{office}{body} approves it."),
    ClaimKind.NOTED: gettext_noop("{body} takes note of it."),
}


BEFORE = (ClaimKind.UNIT_MERGED, ClaimKind.UNIT_RENAMED)
"""Claims that call units as they were called before."""


def claim_sentence(claim: Claim, names: ClaimNames) -> str:
    """What is claimed, in the language of the page."""
    told = {name: "" for name in CLAIMS[claim.kind].names}
    for name, sort in CLAIMS[claim.kind].names.items():
        if name in claim.named:
            told[name] = _named(claim, name, sort, names)
    said = gettext(SENTENCES[claim.kind]).format(**told)
    if told.get("action"):
        kind = names.actions.get(claim.number("action"))
        what = labelled(told["action"], ACTIONS[kind] if kind else "")
        return _("{said} That is action {action}.").format(said=said, action=what)
    return said


def _named(claim: Claim, name: str, sort: Sort, names: ClaimNames) -> str:
    value = claim.named[name]
    match sort:
        case Sort.POSTS:
            things = claim.things()
            return parted(names.thing(one) for one in things)
        case Sort.GRADE:
            return word_for(str(value), "grade")
        case Sort.CODE | Sort.ACTION:
            return isolated(value)
    if sort is Sort.UNIT and claim.kind in BEFORE:
        return isolated(names.before(claim.reference(name)) or "–")
    return names.thing(claim.reference(name)) or "–"
