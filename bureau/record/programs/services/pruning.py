"""Letting go of deliveries that are settled for long. A mark, not an act; entries stay."""

from datetime import timedelta

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from bureau.record.programs.models import Delivery, DeliveryState

SETTLED = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED)
PORTION = 1000
"""As many at once, so that nobody waits for the writer."""


@task
def forget_deliveries() -> None:
    """What is told again later goes out under a new number."""
    before = timezone.now() - timedelta(days=settings.BUREAU_DELIVERIES_KEPT_DAYS)
    over = Delivery.objects.filter(state__in=SETTLED, settled_at__lt=before).order_by("pk")
    while numbers := list(over.values_list("pk", flat=True)[:PORTION]):
        Delivery.objects.filter(pk__in=numbers).delete()
