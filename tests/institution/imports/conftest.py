"""Who looks at imports: the organisation officer, signed in."""

import pytest
from django.test import Client

from bureau.record.accounts import services
from bureau.record.accounts.models import User
from tests.institution.house import House


@pytest.fixture
def olga(house: House) -> Client:
    person = house.people["Olga"]
    services.create_user(house.administrator, person=person, login="olga", password=None)
    client = Client()
    client.force_login(User.objects.get(person=person))
    return client
