"""The kinds of thing there are, and which function of which app answers for each: one table."""

from bureau.config.wiring.governing import GOVERNING
from bureau.config.wiring.record import RECORD
from bureau.config.wiring.structure import STRUCTURE
from bureau.record.nouns.wiring import rows_of_nouns

KINDS = (*STRUCTURE, *GOVERNING, *rows_of_nouns(), *RECORD)
