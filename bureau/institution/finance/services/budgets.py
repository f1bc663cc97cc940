"""Making budgets and objects of expenditure, and saying anew what may be said anew of them."""

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.structure.kinds import FULL
from bureau.core.texts import Text
from bureau.institution.finance import models
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.services import Act, service


@service("finance.make_budget", pgettext_lazy("act in the journal", "Make a budget"))
def make_budget(
    act: Act,
    *,
    organisation: int,
    name: Text,
    first_year: int,
    last_year: int,
    currency: str,
    instrument: int | None = None,
    vacancy: int = 0,
    delayed_recruitment: int = 0,
) -> int:
    """A budget of one year or two; no other of the organisation is of the same year."""
    allow(act, organisation)
    act.lock(Organisation, organisation)
    reasons = [
        *_of_instrument(organisation, instrument),
        *_of_factors(vacancy, delayed_recruitment),
    ]
    if last_year not in (first_year, first_year + 1):
        reasons.append(Reason("one_year_or_two"))
    same = models.Budget.objects.filter(
        organisation=organisation, first_year__lte=last_year, last_year__gte=first_year
    )
    if same.exists():
        reasons.append(Reason("year_has_budget"))
    if reasons:
        raise Refused(*reasons)
    row = models.Budget.objects.create(
        organisation_id=organisation,
        name=name,
        first_year=first_year,
        last_year=last_year,
        currency=currency.upper(),
        instrument_id=instrument,
        vacancy=vacancy,
        delayed_recruitment=delayed_recruitment,
    )
    act.touch("budget", row.pk)
    act.details.update(years=[first_year, last_year])
    return row.pk


@service("finance.keep_budget", pgettext_lazy("act in the journal", "Change a budget"))
def keep_budget(
    act: Act,
    *,
    budget: int,
    name: Text,
    instrument: int | None,
    vacancy: int,
    delayed_recruitment: int,
) -> None:
    """Say anew what it is called, what it rests on and its factors; years and currency stay."""
    (row,) = act.lock(models.Budget, budget)
    allow(act, row.organisation_id)
    reasons = [
        *_of_instrument(row.organisation_id, instrument),
        *_of_factors(vacancy, delayed_recruitment),
    ]
    if reasons:
        raise Refused(*reasons)
    factors = {"vacancy": vacancy, "delayed_recruitment": delayed_recruitment}
    models.Budget.objects.filter(pk=row.pk).update(name=name, instrument=instrument, **factors)
    act.touch("budget", row.pk)
    act.details.update(factors, instrument=instrument)


@service(
    "finance.add_expenditure_object",
    pgettext_lazy("act in the journal", "Add an object of expenditure"),
)
def add_expenditure_object(
    act: Act, *, organisation: int, code: str, name: Text, pays_posts: bool = False
) -> int:
    """What money may be spent on; `pays_posts` where it is what posts cost."""
    allow(act, organisation)
    others = models.ExpenditureObject.objects.filter(organisation=organisation)
    if act.is_taken(code, others):
        raise Refused(Reason("already_there", {"code": code}))
    row = models.ExpenditureObject.objects.create(
        organisation_id=organisation, code=code, name=name, pays_posts=pays_posts
    )
    act.touch("expenditure_object", row.pk)
    return row.pk


@service(
    "finance.keep_expenditure_object",
    pgettext_lazy("act in the journal", "Change an object of expenditure"),
)
def keep_expenditure_object(act: Act, *, expenditure_object: int, name: Text) -> None:
    """Say anew what it is called; its code, and whether it pays posts, stay."""
    (row,) = act.lock(models.ExpenditureObject, expenditure_object)
    allow(act, row.organisation_id)
    models.ExpenditureObject.objects.filter(pk=row.pk).update(name=name)
    act.touch("expenditure_object", row.pk)


def allow(act: Act, organisation: int) -> None:
    if not may_keep_budgets(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))


def _of_instrument(organisation: int, instrument: int | None) -> list[Reason]:
    if instrument is None:
        return []
    own = Instrument.objects.filter(pk=instrument, organisation=organisation)
    return [] if own.exists() else [Reason("instrument_of_another_organisation")]


def _of_factors(*factors: int) -> list[Reason]:
    return [] if all(0 <= one <= FULL for one in factors) else [Reason("factor_out_of_range")]
