"""Deeds on the work of a department."""

from collections.abc import Iterator
from typing import Any

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.desk.programmes.models import Edition, Initiative, Pillar
from bureau.desk.programmes.services import initiatives, parts
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    """An initiative with a pillar and an edition, through all their states, and deleted."""
    by, day = actor_with_login("organisation-officer"), acts.the_day()
    post, name = next(iter(acts.as_it_is().posts())).id, text(en="An initiative")
    facts: dict[str, Any] = {"code": "TRIAL", "name": name, "post": post, "valid_from": day}
    yield lambda: initiatives.add_initiative(by, **facts)
    number = Initiative.objects.get(code="TRIAL").pk
    yield lambda: initiatives.change_initiative(by, initiative=number, **facts)
    yield lambda: parts.add_pillar(by, initiative=number, code="P", name=name)
    pillar = Pillar.objects.get(initiative=number).pk
    yield lambda: parts.change_pillar(by, pillar=pillar, code="P2", name=name)
    yield lambda: parts.delete_pillar(by, pillar=pillar)
    yield lambda: parts.add_edition(by, initiative=number, year=day.year, valid_from=day)
    edition = Edition.objects.get(initiative=number).pk
    yield lambda: parts.change_edition(by, edition=edition, year=day.year, valid_from=day)
    yield lambda: parts.move_edition(by, edition=edition, step="hold")
    yield lambda: parts.move_edition(by, edition=edition, step="reopen")
    yield lambda: parts.move_edition(by, edition=edition, step="cancel")
    parts.move_edition(by, edition=edition, step="reopen")
    yield lambda: parts.delete_edition(by, edition=edition)
    yield lambda: initiatives.move_initiative(by, initiative=number, step="drop")
    yield lambda: initiatives.move_initiative(by, initiative=number, step="reopen")
    yield lambda: initiatives.move_initiative(by, initiative=number, step="start")
    yield lambda: initiatives.move_initiative(by, initiative=number, step="close")
    yield lambda: initiatives.delete_initiative(by, initiative=number)
