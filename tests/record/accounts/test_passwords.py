"""Which new passwords are refused, whoever sets them and wherever."""

import pytest

from bureau.record.accounts.queries import password_faults
from bureau.record.accounts.texts import password_unfit

EASY = {
    "keys in a row": ("qwertyuiop1234", "asdfghjkl;1234", "1q2w3e4r5t6y", "qazwsxedcrfv"),
    "keys of a French keyboard": ("azertyuiop123", "qsdfghjklm12", "AZERTYQSDFGH"),
    "keys of a German keyboard": ("qwertzuiop12", "yxcvbnm,.-12"),
    "keys of a Russian keyboard": ("йцукенгшщзхъ", "йцукен123456", "ФЫВАПРОЛДЖЭ1"),
    "keys of an Arabic keyboard": ("ضصثقفغعهخحجد", "شسيبلاتنمكط1"),
    "common, with a tail": ("password1234", "Welcome2024!", "letmein!!!!!", "dragon123456"),
    "common elsewhere, with a tail": ("пароль123456", "telechargement2024", "ichliebedich!!!"),
    "common, in other signs": ("p@ssw0rd1234", "ｑｗｅｒｔｙｕｉｏｐ１２３４"),
    "one word and a year": ("Winter2026!!", "Geneva2026!!", "Administrator2026"),
    "repetitions": (
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "monkeymonkeymonkey",
        "密码密码密码密码密码密码",
    ),
    "sequences": ("abcdefghijkl", "123456789012", "987654321098"),
}
HARD = (
    "correct horse battery",
    "jK8#mP2$xQ9!",
    "une phrase à retenir",
    "una frase que recuerdo",
    "завтра едем в женеву",
    "نذهب غدا إلى جنيف",
    "我们明天一起去日内瓦开会吧",
    "qwerty on a green hill",
    "four quiet rivers run east" * 4,
)


@pytest.mark.anywhere
@pytest.mark.parametrize("password", [each for easy in EASY.values() for each in easy])
def test_a_password_that_is_easy_to_guess_is_refused_by_what_to_do(password: str) -> None:
    assert str(password_unfit()) in password_faults(password, login="ada", name="Ada")


@pytest.mark.anywhere
@pytest.mark.parametrize("password", HARD)
def test_a_sentence_in_any_script_and_random_signs_are_accepted(password: str) -> None:
    assert password_faults(password, login="ada", name="Ada") == []
