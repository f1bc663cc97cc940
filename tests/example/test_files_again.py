"""What Bureau exports of the example it imports again, equal: nothing is wrong, nothing changes."""

from datetime import date

import pytest
from django.test import Client

from bureau.institution.organisation.models import Organisation
from bureau.record.accounts.models import User
from tests.example.conftest import TODAY, actor
from tests.institution.imports.again import every_table, what_follows, wrong_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


@pytest.mark.parametrize("day", [TODAY, date(2026, 1, 20)])
def test_every_table_taken_in_again_changes_nothing(day: date) -> None:
    client, by = Client(), actor("organisation-officer")
    client.force_login(User.objects.get(login="organisation-officer"))
    organisation = by.organisation or 0
    assert Organisation.objects.filter(pk=organisation).exists()
    tables = every_table(by, organisation, day, client)
    assert wrong_in(what_follows(by, organisation, day, tables)) == []
