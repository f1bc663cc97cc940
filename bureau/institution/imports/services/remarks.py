"""The remark on an organisation whose files keep back who holds a post."""

from django.utils.translation import gettext_noop

from bureau.core.imports.plan import Named
from bureau.core.references import Reference
from bureau.institution.governance.services.titles import in_every_language
from bureau.institution.imports.models import Department
from bureau.institution.imports.store import things_known
from bureau.institution.organisation.models import Remark
from bureau.institution.organisation.services.reference import remark_on
from bureau.record.journal.services import Act

REMARK = gettext_noop(
    "Taken from published files, which do not say reliably who holds a post: posts are shown as "
    "vacant until holders are recorded."
)


def remark_what_is_not_told(act: Act, department: Department) -> None:
    """On the page of the whole: such files keep back who holds a post, so none is shown as held."""
    root = things_known(department.pk, [Named("unit", "")]).get(Named("unit", ""))
    if root is None or Remark.objects.filter(kind="unit", subject=root).exists():
        return
    remark_on(
        act,
        organisation=department.organisation_id or 0,
        subject=Reference("unit", root),
        said=in_every_language(REMARK),
    )
