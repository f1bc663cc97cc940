"""The marks of a page: one shape, one word, one colour each, and never colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Mark:
    """`shape` is the class in components.css; `word` is said where a page has no better one."""

    shape: str
    word: Promise


CHANGES = {
    "added": Mark("added", pgettext_lazy("mark", "added")),
    "gone": Mark("gone", pgettext_lazy("mark", "gone")),
    "moved": Mark("moved", pgettext_lazy("mark", "moved")),
    "renamed": Mark("renamed", pgettext_lazy("mark", "renamed")),
    "reclassified": Mark("reclass", pgettext_lazy("mark", "reclassified")),
    "staffed": Mark("staffed", pgettext_lazy("mark", "posts change")),
    "same": Mark("same", pgettext_lazy("mark", "same")),
}
VERDICTS = {
    "ok": Mark("ok", pgettext_lazy("mark", "met")),
    "no": Mark("no", pgettext_lazy("mark", "not met")),
    "ask": Mark("ask", pgettext_lazy("mark", "needs a person")),
    "wait": Mark("wait", pgettext_lazy("mark", "not begun")),
    "now": Mark("now", pgettext_lazy("mark", "here now")),
    "off": Mark("off", pgettext_lazy("mark", "withheld")),
}
MARKS = CHANGES | VERDICTS
