"""The first act of all: what this installation is."""

import uuid

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.models import Installation
from bureau.record.journal.queries.heads import key_in_use
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service
from bureau.record.journal.store import columns_named


@service(
    "journal.found_installation", pgettext_lazy("act in the journal", "Found the installation")
)
def found_installation(act: Act, *, demonstration: bool) -> None:
    """Make the one row that says what this installation is; refused where it was made before."""
    if Installation.objects.exists():
        raise Refused(Reason("installation_exists"))
    installation = Installation.objects.create(
        pk=1, identity=uuid.uuid4(), demonstration=demonstration, made_at=timezone.now()
    )
    act.touch("installation", installation.pk)
    act.details.update(identity=str(installation.identity), demonstration=demonstration)
    act.details.update(columns=columns_named(), public_key=key_in_use())
