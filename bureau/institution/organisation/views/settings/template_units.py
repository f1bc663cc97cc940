"""Settings of a template's units below its own: added, changed and taken out by form."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.texts import Text
from bureau.institution.organisation.forms.templates import TemplateUnitForm
from bureau.institution.organisation.models import TemplateUnit
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.templates import units_of_template
from bureau.institution.organisation.services import templates as services
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.views.settings.templates import own_template, part_page
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import barred, perform
from bureau.web.requests import Asking


def template_unit(request: Asking, template: int, place: int = 0) -> HttpResponse:
    """One unit below; place 0 adds one at the end."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    row, units = own_template(request, template), units_of_template(template)
    if place > len(units):
        raise Http404
    former = units[place - 1] if place else None
    form = _form(request, units, former)
    return part_page(
        request,
        row,
        form,
        lambda key: _put(request, key, form, template, former),
        _("Unit of a template") if place else _("Add a unit below"),
        _("The unit is kept in the template."),
    )


@require_POST
def drop_unit(request: Asking, template: int, place: int) -> HttpResponse:
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    own_template(request, template)
    return perform(
        request,
        lambda key: services.drop_template_unit(
            Asked(request.actor, key), template=template, place=place
        ),
        sentence,
        _("The unit is taken out of the template, with all in it."),
    )


def _form(
    request: Asking, units: list[TemplateUnit], former: TemplateUnit | None
) -> TemplateUnitForm:
    """It may stand under any that comes before it."""
    initial: dict[str, Any] = {}
    if former is not None:
        initial = {"name": here(former.name.said), "code": former.code}
        initial |= {"kind": former.kind, "under": former.under}
    before = [unit for unit in units if former is None or unit.place < former.place]
    return TemplateUnitForm(
        request.POST if request.method == "POST" else None,
        others=[(unit.place, f"{unit.code} · {here(unit.name.said)}") for unit in before],
        initial=initial,
    )


def _put(
    request: Asking, key: str, form: TemplateUnitForm, template: int, former: TemplateUnit | None
) -> None:
    """A name that stays keeps its wording with all its translations."""
    typed = form.cleaned_data["name"].strip()
    stays = former is not None and typed == here(former.name.said)
    language = get_language() or "en"
    services.put_template_unit(
        Asked(request.actor, key),
        template=template,
        place=former.place if former else None,
        unit=form.unit(former.name_id if former else 0),
        name=None if stays else Text.only(language, typed),
    )
