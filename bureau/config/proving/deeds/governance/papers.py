"""Deeds on papers of cases: citations, translations, releases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.proving.deeds.papers import a_paper
from bureau.config.shell import actor_with_login
from bureau.core.actors import CLOCK
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation, Submission
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.returned import Taken, texts_seen
from bureau.institution.governance.queries.translations import Given
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import drafts, translations
from bureau.institution.governance.services.citations import (
    cite_in_reorganisation,
    take_citation_back,
)
from bureau.institution.governance.services.papers import Put, keep_papers, keep_submitted_papers
from bureau.institution.governance.services.releasing import (
    release_case_papers,
    withdraw_case_papers,
)
from bureau.institution.governance.services.returned import take_paper_back
from bureau.institution.governance.services.translating import assign_translation, end_translation
from bureau.institution.instruments.models import Provision
from bureau.institution.papers.models import Paper, Release
from bureau.institution.papers.services.releasing import release_papers, withdraw_release
from bureau.institution.papers.services.translating import end_translating, name_translator
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    yield from citing()
    yield from translating()


def citing() -> Iterator[Deed]:
    """A citation of a draft, taken back."""
    by = actor_with_login(acts.AUTHOR)
    mandate = Provision.objects.filter(is_mandate=True).order_by("pk")[0].pk
    case = drafts.start_reorganisation(
        by, organisation=acts.the_organisation().pk, reference="CITES", title=text(en="Cites")
    )
    of = Reference("provision", mandate)
    made = cite_in_reorganisation(by, reorganisation=case, of=of, reason="So")
    yield lambda: take_citation_back(by, reorganisation=case, citation=made)


def translating() -> Iterator[Deed]:
    """The title of a draft, back from translators, and then by hand."""
    by, organisation = actor_with_login(acts.AUTHOR), acts.the_organisation().pk
    case = drafts.start_reorganisation(
        by, organisation=organisation, reference="SAID", title=text(en="Said")
    )
    given = [Given("title", "Dit", "Said")]
    yield lambda: translations.take_translations(
        by, reorganisation=case, language="fr", given=given
    )
    said = {"title": ("Dit autrement", "revised")}
    yield lambda: translations.translate_case(by, reorganisation=case, language="fr", said=said)
    taken, mark = [Taken("title", "Dit enfin")], texts_seen(seen_by(by, [case])[case])
    yield lambda: take_paper_back(by, reorganisation=case, language="fr", seen=mark, taken=taken)
    state = state_seen(seen_by(by, [case])[case])
    until = acts.the_day() + timedelta(days=30)
    named: dict[str, Any] = {"language": "ru", "person": by.person or 0, "until": until}
    yield lambda: assign_translation(by, reorganisation=case, **named)
    yield lambda: end_translation(by, reorganisation=case, language="ru")
    subject = Reference("reorganisation", case)
    yield lambda: name_translator(by, organisation=organisation, subject=subject, **named)
    yield lambda: end_translating(by, subject=subject, language="ru")
    yield lambda: keep_papers(by, reorganisation=case, seen=state, written=[a_paper()])
    yield from releasing()


def releasing() -> Iterator[Deed]:
    """A paper on a case that was put forward: kept by its author, released and withdrawn by the
    secretary of the council."""
    by, other = actor_with_login(acts.AUTHOR), actor_with_login(acts.COUNCIL)
    case = Reorganisation.objects.filter(submitted=True).order_by("pk")[0].pk
    state = state_seen(seen_by(by, [case])[case])
    written = replace(a_paper(), kind="decision")
    keep_papers(by, reorganisation=case, seen=state, written=[written])
    last = Submission.objects.filter(reorganisation=case).latest("version").pk
    yield lambda: keep_submitted_papers(CLOCK, submission=last, put=Put([written]))
    of: dict[str, Any] = {"reorganisation": case}
    yield lambda: release_case_papers(other, **of, kind="decision", languages=["en"])
    first = Release.objects.latest("pk").pk
    yield lambda: withdraw_case_papers(other, **of, release=first)
    kept = Paper.objects.filter(kind="decision", is_final=True).latest("pk")
    yield lambda: release_papers(
        other,
        organisation=kept.organisation,
        subject=Reference("reorganisation", case),
        kind="decision",
        papers=[kept.pk],
    )
    yield lambda: withdraw_release(other, release=Release.objects.latest("pk").pk)
