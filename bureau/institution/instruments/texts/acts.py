"""What the acts on an instrument and its parts are called, in its history and in the journal."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ON_INSTRUMENTS: Mapping[str, Promise] = {
    "instruments.add_provision": pgettext_lazy("act in the journal", "Add a provision"),
    "instruments.change_instrument": pgettext_lazy("act in the journal", "Change an instrument"),
    "instruments.change_provision": pgettext_lazy("act in the journal", "Change a provision"),
    "instruments.make_instrument": pgettext_lazy("act in the journal", "Make an instrument"),
    "instruments.move_provision": pgettext_lazy("act in the journal", "Move a provision"),
    "instruments.record_amendment": pgettext_lazy("act in the journal", "Record what amends what"),
    "instruments.register_instrument": pgettext_lazy(
        "act in the journal", "Register an instrument"
    ),
    "instruments.register_table": pgettext_lazy(
        "act in the journal", "Register instruments from a table"
    ),
    "instruments.settle_mandate": pgettext_lazy(
        "act in the journal", "Say what became of a mandate"
    ),
    "instruments.translate_instrument": pgettext_lazy(
        "act in the journal", "Translate an instrument"
    ),
    "instruments.withdraw_amendment": pgettext_lazy(
        "act in the journal", "Take back what amends what"
    ),
}
