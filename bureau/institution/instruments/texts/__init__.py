"""Words of the register, and why something is refused."""

from bureau.institution.instruments.texts.words import KINDS_IN_WORDS

__all__ = ["KINDS_IN_WORDS"]
