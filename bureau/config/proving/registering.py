"""What is done on the register besides what building the example does; each service once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.core.actors import CLOCK
from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.core.texts import Status
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
from bureau.institution.governance.services.papers import (
    Put,
    keep_papers,
    keep_submitted_papers,
)
from bureau.institution.governance.services.releasing import (
    release_case_papers,
    withdraw_case_papers,
)
from bureau.institution.governance.services.returned import take_paper_back
from bureau.institution.governance.services.translating import assign_translation, end_translation
from bureau.institution.instruments import services
from bureau.institution.instruments.models import (
    Amendment,
    Citation,
    Instrument,
    PlanLine,
    PlanVersion,
    Provision,
)
from bureau.institution.instruments.services import amendments, citations, plans, provisions
from bureau.institution.instruments.services.mandates import settle_mandate
from bureau.institution.instruments.services.tables import InstrumentRow, PartRow, register_table
from bureau.institution.organisation.models import Organisation
from bureau.institution.papers.models import Paper, Phrase, Release
from bureau.institution.papers.queries.phrases import PhrasePlace, facts_of
from bureau.institution.papers.queries.shipped import shipped
from bureau.institution.papers.services import phrases
from bureau.institution.papers.services.kept import HASHED, Written, keep_paper
from bureau.institution.papers.services.releasing import release_papers, withdraw_release
from bureau.institution.papers.services.translating import end_translating, name_translator
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.web.multilingual import text

type Deed = Callable[[], object]


def registering() -> Iterator[Deed]:
    yield from saying_anew()
    yield from amending()
    yield from serving()
    yield from planning()
    yield from wording()
    yield from translating()
    yield from keeping_papers()


def saying_anew() -> Iterator[Deed]:
    """An instrument from a table, changed, arranged and translated."""
    by, organisation = actor_with_login(acts.AUTHOR), Organisation.objects.get().pk
    parts = (PartRow(("1",), "First"), PartRow(("2",), "Second"))
    rows = [InstrumentRow("decision", "Deeds", "DEEDS", parts=parts)]
    yield lambda: register_table(by, organisation=organisation, language="en", rows=rows)
    row = Instrument.objects.get(number="DEEDS")
    first = Provision.objects.get(instrument=row, label="1").pk
    title = text(en="Deeds done")
    yield lambda: services.change_instrument(
        by, instrument=row.pk, kind="decision", title=title, number="DEEDS"
    )
    yield lambda: provisions.change_provision(
        by, provision=first, label="1", gist=text(en="Anew"), is_mandate=True
    )
    yield lambda: provisions.move_provision(by, provision=first, by=1)
    said = {"title": ("Actes", "draft")}
    yield lambda: provisions.translate_instrument(by, instrument=row.pk, language="fr", said=said)


def amending() -> Iterator[Deed]:
    """A link that is recorded and taken back."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    ends = Instrument.objects.filter(is_registered=True).order_by("pk")[:2]
    new, old = (Reference("instrument", row.pk) for row in ends)
    kind = AmendmentKind.MODIFIES
    yield lambda: amendments.record_amendment(by, kind=kind, by=new, on=old, day=day)
    yield lambda: amendments.withdraw_amendment(by, amendment=Amendment.objects.latest("pk").pk)


def serving() -> Iterator[Deed]:
    """A mandate settled, a citation ended, and one of a draft taken back."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    mandate = Provision.objects.filter(is_mandate=True).order_by("pk")[0].pk
    yield lambda: settle_mandate(
        by, provision=mandate, state=MandateState.SPENT, day=day, reason="Over"
    )
    cited = Citation.objects.filter(subject_kind="unit", valid_until=None).order_by("pk")[0].pk
    yield lambda: citations.uncite(by, citation=cited, day=day, reason="No more")
    case = drafts.start_reorganisation(
        by, organisation=Organisation.objects.get().pk, reference="CITES", title=text(en="Cites")
    )
    of = Reference("provision", mandate)
    made = cite_in_reorganisation(by, reorganisation=case, of=of, reason="So")
    yield lambda: take_citation_back(by, reorganisation=case, citation=made)


def planning() -> Iterator[Deed]:
    """The next version of the strategic plan, with an element left out."""
    by = actor_with_login(acts.AUTHOR)
    version = PlanVersion.objects.order_by("pk")[0]
    name = text(en="Strategic Plan")
    yield lambda: plans.name_plan(by, plan=version.plan_id, name=name)
    yield lambda: plans.begin_plan_version(by, plan=version.plan_id)
    drafted = PlanVersion.objects.get(plan=version.plan_id, instrument=None)
    line = PlanLine.objects.filter(version=drafted).order_by("pk")[0].pk
    yield lambda: plans.drop_plan_line(by, version=drafted.pk, line=line)


def wording() -> Iterator[Deed]:
    """A phrase worded by one person, reviewed by another and taken back; one from a glossary."""
    by, other = actor_with_login(acts.AUTHOR), actor_with_login(acts.COMMITTEE)
    organisation = Organisation.objects.get().pk
    concept = min(name for name, _language in shipped() if "@" not in name)
    words = " ".join(["as said", *(f"{{{fact}}}" for fact in sorted(facts_of(concept)))])
    given = phrases.Given(PhrasePlace(concept), "en", words)
    yield lambda: phrases.set_phrase(by, organisation=organisation, said=given)
    first = Phrase.objects.latest("pk").pk
    yield lambda: phrases.review_phrase(other, phrase=first, status=Status.REVISED)
    second = Phrase.objects.latest("pk").pk
    yield lambda: phrases.take_phrase_back(by, phrase=second)
    yield lambda: phrases.take_phrases(by, organisation=organisation, said=[given])


def translating() -> Iterator[Deed]:
    """The title of a draft, back from translators, and then by hand."""
    by, organisation = actor_with_login(acts.AUTHOR), Organisation.objects.get().pk
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


def keeping_papers() -> Iterator[Deed]:
    """A paper of the organisation's first unit, as it was written."""
    by, organisation = actor_with_login(acts.AUTHOR), Organisation.objects.get().pk
    written = a_paper()
    unit = Reference("unit", acts.as_it_is().units()[0].id)
    yield lambda: keep_paper(by, organisation=organisation, subject=unit, written=written)


def a_paper() -> Written:
    content = b"a paper"
    put_there = Content(put(content), len(content), "html")
    return Written("staffing-table", "en", "html", put_there, {name: "0" * 64 for name in HASHED})
