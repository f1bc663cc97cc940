"""What a new password must not be: easy to guess, or one of its owner's own words.

The settings name both validators, and every way of setting a password asks the settings.
"""

import unicodedata

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bureau.core.tokens import folded
from bureau.record.accounts.models import User
from bureau.record.accounts.texts import password_unfit

LETTERS_MIN = 3
SCORE_MIN = 4
"""Of zxcvbn: ten thousand million guesses are not enough."""
LOOKED_AT = 32
"""How many characters are scored: what begins well is good, and longer ones take seconds."""
LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
LAYOUTS = (
    ("azertyuiop^$qsdfghjklmùwxcvbn,;:", LATIN),
    ("qwertzuiopü+asdfghjklöäyxcvbnm,.", LATIN),
    ("йцукенгшщзхъфывапролджэячсмитьбю", LATIN),
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوز", "qwertyuiop[]asdfghjkl;'zxcvnm,."),
)
"""Keyboards row by row beside the one that zxcvbn knows: French, German, Russian, Arabic."""


class Guessable(CommonPasswordValidator):
    """A password is refused that is common, or soon tried: with digits or signs behind it, keys in
    a row on a keyboard of our languages, repetitions, sequences."""

    def validate(self, password: str, user: User | None = None) -> None:
        plain = unicodedata.normalize("NFKC", password)
        stem = plain.casefold().rstrip("0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        if {stem, plain.casefold()} & self.passwords or _least_score(plain) < SCORE_MIN:
            raise ValidationError(password_unfit())

    def get_help_text(self) -> str:
        return password_unfit()


def _least_score(plain: str) -> int:
    """The lowest score of a password as typed and by its keys on each keyboard."""
    from zxcvbn import zxcvbn  # here: it brings 14 MB of words, and few ever set a password

    text = plain[:LOOKED_AT]
    keys = (text.lower().translate(str.maketrans(*layout)) for layout in LAYOUTS)
    return min(int(zxcvbn(each)["score"]) for each in {text, *keys})


class OwnWords:
    """A password that holds the login, the name or the word for this house is easy to guess.

    A word of three letters or fewer may occur by chance: with such words left out, a password
    still has `LEFT_MIN` characters. Width, case and accents make no difference.
    """

    WORDS = ("bureau", "password", "organisation")
    LEFT_MIN = 8

    def validate(self, password: str, user: User | None = None) -> None:
        words, left = {folded(word) for word in (*self.WORDS, *_own_words(user))}, folded(password)
        holds_one = any(len(word) > LETTERS_MIN and word in left for word in words)
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "") if len(word) > 1 else left
        if holds_one or len(left) < self.LEFT_MIN:
            raise ValidationError(_("Leave out your login, your name and the word “Bureau”."))

    def get_help_text(self) -> str:
        return _("Leave out your login, your name and the word “Bureau”.")


def _own_words(user: User | None) -> list[str]:
    if user is None:
        return []
    person = user.person
    names = f"{person.name} {person.transliteration}".split()
    return [user.login, person.email.partition("@")[0], *names]
