"""Words looked for in what is said in six languages, however the database writes them down."""

import pytest

from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.services.wordings import word
from bureau.web.multilingual import has_words, text
from tests.institution.house import House

pytestmark = pytest.mark.django_db
SAID = text(
    en='The "Records" 100% office',
    fr="Bureau des états",
    ar="مكتب",
    ru="Бюро Электросвязи",
    zh_hans="记录处",
)


@pytest.fixture
def wording(house: House) -> int:
    return word(house.administrator, organisation=house.organisation, said=SAID)


def found(wording: int, words: str) -> bool:
    return Wording.objects.filter(has_words("said", words), pk=wording).exists()


@pytest.mark.parametrize(
    "words",
    (
        "RECORDS",
        '"records"',
        "100%",
        "états",
        "ÉTATS",
        "bureau DES É",
        "bureau des",
        "مكتب",
        "记录",
        "0% off",
        "бюро электро",
        "БЮРО",
    ),
)
def test_words_of_any_language_are_found(wording: int, words: str) -> None:
    assert found(wording, words)


@pytest.mark.parametrize("words", ("original", "said", "zh-hans", "u00e9tats", "en", "100_"))
def test_what_only_the_writing_down_holds_is_not_found(wording: int, words: str) -> None:
    assert not found(wording, words)
