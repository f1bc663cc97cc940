"""Every page that can be reached, looked at in a browser: by whom, how wide, in which language.

Links are followed as six of the cast; of each address one page is looked at, wide and narrow; the
languages alternate, and the schemes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser

from bureau.config.proving.grounds import Stage
from tests.grounds import template
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.crawling import FORM, Found, Walker
from tests.journeys.furnishing import LINK, furnish
from tests.journeys.site import Site, serving
from tests.journeys.sweeping import Seen, look_at

pytestmark = [pytest.mark.journey, pytest.mark.thorough, ON_SQLITE_ALONE]
SEARCHES = ("/search/", "/search/?q=SED", "/search/?q=never-heard-of")
TABLES = ("/settings/imports/2/", "/settings/imports/3/")
CAST = {
    # login: (name, where else than on the first page they begin)
    "": ("", (f"/review/{LINK}/", *SEARCHES)),
    "organisation-officer": (
        "Samira Haddad",
        (
            *("/reorganisations/1/", "/reorganisations/2/", "/reorganisations/2/comments/"),
            "/reorganisations/2/alternatives/",
            *(*SEARCHES, *TABLES),
        ),
    ),
    "administrator": ("Tevita Fifita", ("/settings/imports/1/",)),
    "council-secretary": ("Aigerim Saparova", ()),
    "human-resources": ("Luz Marina Quispe", ("/reorganisations/2/clearance/",)),
    "auditor": ("Marit Tamm", ()),
}
IN_EACH_STATE = ("reorganisation", "reorganisation-route", "import")
WITHOUT_A_PAGE = {
    # leads on; is offered once nothing stands in the way, or before there is anything on record
    *("chart", "reorganisation-submission", "opening-template", "rule-entry-into-force"),
    *("sign-out", "set_language", "demonstration-sign-in", "health", "act-in"),
    *("settle-erasure", "settle-ceiling", "lift-hold", "ask-to-lift-hold"),
    *("settle-chair", "settle-decision-rule", "settings-offices-settle"),
    *("settings-office-undo",),
    *("settle-body-name", "settle-cost", "settle-name"),
    # the example has no file: papers are written elsewhere
    *("document-file", "document-file-removal"),
    # no paper of the example is kept, and no case of it was put forward twice
    *("kept-paper", "reorganisation-papers-kept", "paper-changes"),
    # so none is released either, and nobody translates; both are in the journey of papers
    *("reorganisation-release", "reorganisation-release-withdrawal", "released", "released-page"),
    *("released-file", "reorganisation-translator-end"),
    *("outbox-send-again", "outbox-leave", "end-role", "settle-role", "settle-grant"),
    *("work-on-organisation", "reorganisation-undo", "reorganisation-reader-removal"),
    *("reorganisation-answer-removal", "reorganisation-action-removal"),
    *("reorganisation-action-move", "reorganisation-action-acceptance"),
    *("reorganisation-action-override", "reorganisation-takeover", "end-grant"),
    *("reorganisation-alternative-removal", "reorganisation-alternative-return"),
    *("token-revocation", "webhook", "webhook-end", "webhook-replay"),
    # of signing in: the same page by another name; led to by a step or a mail, or done by a button
    *("account_login", "account_inactive", "mfa_authenticate", "mfa_login_webauthn"),
    *("sign-in-link", "openid_connect_login", "openid_connect_callback", "account-password"),
    *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_remove_webauthn", "end-session", "end-sessions", "invite", "remove-factors"),
    "untie-identity",
    *("close-account", "open-account", "correct-name"),
    *("delegate", "be-away", "take-back-delegation", "end-absence"),
    "confirm-stand-in",
    # steps of nouns and undoing, by buttons
    *("initiative-start", "initiative-close", "initiative-drop", "initiative-reopen"),
    *("edition-hold", "edition-cancel", "edition-reopen"),
    *("initiative-undo", "pillar-undo", "edition-undo", "settings-expenditure-object-undo"),
    *("settings-place-undo", "settings-grade-undo"),
    # done by a button; or asked by a script
    *("import-application", "import-proposal", "import-columns", "import-draft", "import-rename"),
    *("import-undoing", "template-post-removal", "template-unit-removal", "retire-template"),
    *("release-number", "saved-view-removal", "rule-line-removal", "correction-withdrawal"),
    *("settings-phrase-review", "settings-phrase-back"),
    *("chart-boxes", "chart-faces", "chart-found", "kept", "stay"),
    *("amendment-withdrawal", "citation-end", "reorganisation-citation-removal"),
    *("reorganisation-claim-withdrawal", "provision-place", "strategic-plan-element-removal"),
    *("reorganisation-comment-reopening", "reorganisation-reading"),
    *("reorganisation-invitation-revocation", "reorganisation-clearance-return"),
    *("reorganisation-amending-removal", "reorganisation-amendment-acceptance"),
    *("reorganisation-ballot-closing", "calendar-feed-revocation"),
    *("assignment-closing", "assignment-dropping", "reorganisation-follow-up-assignment"),
    *("reorganisation-follow-up-dropping", "reorganisation-people-closing"),
    *("reorganisation-people-confirmation", "reorganisation-people-removal"),
    # led to by what the example has none of: a step at which a body may amend, its questions, a
    # plan being written, an instrument entered by hand; or by who is not among those who walk here
    *("reorganisation-amending-omission", "reorganisation-amendment", "reorganisation-question"),
    *("strategic-plan-version", "strategic-plan-version-new", "strategic-plan-adoption"),
    *("strategic-plan-element", "strategic-plan-element-new", "instrument-change"),
    # the example has no convention of deadlines
    *("settings-deadline-convention", "settings-deadline-convention-history"),
    "settings-deadline-convention-undo",
    *("budget-lines-table", "settings-exchange-rate", "settings-exchange-rate-change"),
    *("settings-exchange-rate-history", "settings-exchange-rate-undo"),
    # where a rule says who votes amounts; the example has none (see `test_budgets`)
    *("budget-proposals", "budget-proposal", "budget-proposal-new", "budget-proposal-line"),
    *("budget-proposal-line-removal", "budget-proposal-submission", "budget-proposal-act"),
    *("budget-proposal-withdrawal", "budget-proposal-table"),
    *("reorganisation-ballot-new", "reorganisation-ballot-vote", "calendar-feed"),
    *("reorganisation-ballot-calling-off", "saved-view-name"),
}
KILOBYTE = 1000
HEAVY = ("chart", "compare", "reorganisation", "unit-chart")
REQUESTS_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Sweep:
    found: list[Found]
    pages: list[tuple[Found, str]]
    seen: list[Seen]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The example with what it has none of."""
    with serving(template(Stage.EXAMPLE), furnish) as started:
        yield started


@pytest.fixture(scope="module")
def sweep(site: Site, chromium: Browser) -> Sweep:
    walked: list[tuple[Found, str]] = []
    files: set[str] = set()
    for login, (name, first) in CAST.items():
        walker = Walker(site.address, login, name, files)
        walked += [(one, walker.session) for one in walker.walk(first)]
    found = [one for one, _session in walked]
    pages = _one_of_a_kind(walked)
    return Sweep(found, pages, look_at(chromium, site.address, pages))


def _one_of_a_kind(walked: list[tuple[Found, str]]) -> list[tuple[Found, str]]:
    """For each address the page with most on it; of a case, one in each state."""
    best: dict[str, tuple[Found, str]] = {}
    for found, session in walked:
        if found.is_page and found.status == 200:
            kind = found.path if found.name in IN_EACH_STATE else found.name
            if kind not in best or len(found.html) > len(best[kind][0].html):
                best[kind] = (found, session)
    return list(best.values())


def names_of(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names_of(pattern.url_patterns)
        else:
            found.add(pattern.name or "")
    return found


def test_every_address_with_a_page_is_reached_by_links(sweep: Sweep) -> None:
    reached = {one.name.partition(".")[0] for one in sweep.found}
    assert sorted((names_of(get_resolver().url_patterns) - reached) ^ WITHOUT_A_PAGE) == []


def test_every_link_leads_to_a_page_that_answers(sweep: Sweep) -> None:
    wrong = [f"{one.status} {one.path} ({one.login})" for one in sweep.found if one.status != 200]
    assert wrong == []


def test_axe_finds_nothing_on_any_page(sweep: Sweep) -> None:
    assert [f"{one}: {fault}" for one in sweep.seen for fault in one.faults] == []


@pytest.mark.exhaustive
def test_axe_finds_nothing_in_the_next_look(sweep: Sweep, site: Site, chromium: Browser) -> None:
    seen = look_at(chromium, site.address, sweep.pages, turned=1)
    assert [f"{one}: {fault}" for one in seen for fault in one.faults] == []


def test_no_page_scrolls_sideways(sweep: Sweep) -> None:
    wide = [(str(one), width, over) for one in sweep.seen for width, over in one.overflow if over]
    assert not wide, wide


def test_no_words_lie_over_others(sweep: Sweep) -> None:
    assert [(str(one), width, said) for one in sweep.seen for width, said in one.overlaps] == []


def test_no_browser_complains_of_any_page(sweep: Sweep) -> None:
    assert [f"{one}: {said}" for one in sweep.seen for said in one.complaints] == []


def test_no_page_is_heavy(sweep: Sweep) -> None:
    def allowed(name: str) -> int:
        return (150 if name in HEAVY else 80) * KILOBYTE

    heavy = [(str(one), one.weight) for one in sweep.seen if one.weight > allowed(one.found.name)]
    assert heavy == []


def test_no_page_asks_for_many_files(sweep: Sweep) -> None:
    assert [str(one) for one in sweep.seen if one.requests > REQUESTS_AT_MOST] == []


def test_every_form_can_be_sent_without_a_script(sweep: Sweep) -> None:
    sends = re.compile(r'<button\b(?![^>]*\btype="button")')
    forms = {form: one.path for one in sweep.found for form in FORM.findall(one.html)}
    asks = {form: path for form, path in forms.items() if 'role="search"' not in form}
    assert {path for form, path in asks.items() if not sends.search(form)} == set()


def test_no_page_has_a_script_or_style_in_its_markup(sweep: Sweep) -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\son\w+=|<style|\sstyle=|javascript:")
    assert [one.path for one in sweep.found if inline.search(one.html)] == []
