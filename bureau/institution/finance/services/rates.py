"""Exchange rates, dated: a new rate is a new row, and one that holds may be given its last day."""

from datetime import date

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bureau.core.costs import is_currency
from bureau.core.reasons import Reason, Refused
from bureau.institution.finance import models
from bureau.institution.finance.services.budgets import allow
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.services import Act, service


@service("finance.add_exchange_rate", pgettext_lazy("act in the journal", "Add an exchange rate"))
def add_exchange_rate(
    act: Act,
    *,
    organisation: int,
    source: str,
    into: str,
    millionths: int,
    valid_from: date,
    valid_until: date | None = None,
) -> int:
    """What one unit of `source` is in `into`; ends the open rate before it, overlaps no other."""
    allow(act, organisation)
    act.lock(Organisation, organisation)
    reasons = []
    if not (is_currency(source) and is_currency(into)):
        reasons.append(Reason("currency_unfit"))
    if source.upper() == into.upper() or millionths <= 0:
        reasons.append(Reason("rate_between_two"))
    if valid_until and valid_until <= valid_from:
        reasons.append(Reason("ends_before_it_begins"))
    source, into = source.upper(), into.upper()
    rows = models.ExchangeRate.objects.filter(organisation=organisation, source=source, into=into)
    before = rows.filter(valid_until__isnull=True, valid_from__lt=valid_from)
    others = rows.exclude(pk__in=before.values("pk"))
    overlapping = others.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from))
    if valid_until:
        overlapping = overlapping.filter(valid_from__lt=valid_until)
    if overlapping.exists():
        reasons.append(Reason("rate_overlaps"))
    if reasons:
        raise Refused(*reasons)
    for row in before:
        act.touch("exchange_rate", row.pk)
    before.update(valid_until=valid_from)
    made = models.ExchangeRate.objects.create(
        organisation_id=organisation,
        source=source,
        into=into,
        millionths=millionths,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    act.touch("exchange_rate", made.pk)
    act.details.update(source=source, into=into, millionths=millionths)
    return made.pk


@service("finance.end_exchange_rate", pgettext_lazy("act in the journal", "End an exchange rate"))
def end_exchange_rate(act: Act, *, exchange_rate: int, valid_until: date | None) -> None:
    """Say the day from which it holds no more; None leaves it open."""
    (row,) = act.lock(models.ExchangeRate, exchange_rate)
    allow(act, row.organisation_id)
    if valid_until and valid_until <= row.valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    same = models.ExchangeRate.objects.filter(
        organisation=row.organisation_id, source=row.source, into=row.into
    ).exclude(pk=row.pk)
    later = same.filter(valid_from__gt=row.valid_from)
    if valid_until:
        later = later.filter(valid_from__lt=valid_until)
    if later.exists():
        raise Refused(Reason("rate_overlaps"))
    models.ExchangeRate.objects.filter(pk=row.pk).update(valid_until=valid_until)
    act.touch("exchange_rate", row.pk)
    act.details.update(valid_until=valid_until.isoformat() if valid_until else None)
