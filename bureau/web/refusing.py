"""What is refused, said to the person: each reason as a sentence, on the form that they sent or
over the page that answers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from bureau.core.reasons import Reason, Refused
from bureau.web.codes import code_faults
from bureau.web.formats import day_in_words
from bureau.web.installed import parts_named

UNPROCESSABLE = 422


class Refusing:
    """A block of one act and of what follows it once it is done, mostly the way to another page.

    What is refused inside is said by `say`, one sentence after another, and the page goes on after
    the block. `reasons` are what was refused, empty before and where nothing was.
    """

    def __init__(
        self, say: Callable[[str], object], told: Callable[[Refused], Iterable[str]]
    ) -> None:
        self.say, self.told = say, told
        self.reasons: tuple[Reason, ...] = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, raised: object, trace: object) -> bool:
        if not isinstance(raised, Refused):
            return False
        if isinstance(raised, ObjectDoesNotExist):
            raise Http404 from raised
        self.reasons = raised.reasons
        for sentence in self.told(raised):
            self.say(sentence)
        return True


def refused_on(
    form: forms.BaseForm, sentence: Callable[[Reason], str], field: str | None = None
) -> Refusing:
    """Said on a field where one is named, else above all that was typed, as the form is shown
    again."""
    return Refusing(partial(form.add_error, field), each(sentence))


def refused_over(request: HttpRequest, sentence: Callable[[Reason], str]) -> Refusing:
    """Said over the page that follows."""
    return Refusing(partial(messages.error, request), each(sentence))


def each(sentence: Callable[[Reason], str]) -> Callable[[Refused], Iterable[str]]:
    """Where every reason is a sentence by itself: each once, however many say it."""

    def told(reason: Reason) -> str:
        return of_every_act(reason.facts).get(reason.code) or sentence(reason)

    return lambda refused: dict.fromkeys(map(told, refused.reasons))


def of_every_act(facts: Mapping[str, Any]) -> dict[str, str]:
    """What any act may be refused for, as sentences about these facts."""
    return {
        **rows_too_many(facts),
        "permission_ended": permission_ended(),
        "others_wrote": others_wrote(),
        "person_erased": _("This person was erased. Nothing new can name them."),
        "before_own_case": _(
            "This decides or counts a case of which you are an author, or in which you have an "
            "interest. Another person must do it."
        ),
        "before_case_of_proposer": _(
            "This decides or counts a case of whoever proposed it. Another person must propose it "
            "anew, or the case must end first."
        ),
    }


def sentence_in(app: str) -> Callable[[Reason], str]:
    """The sentence of a refusal: the words of the app with this label come first, then those of
    every act, then those of the other installed apps; the code where no app knows it.

    An app brings its words as the function `refusal` of `texts.reasons` or of `texts`: the
    sentence of a reason, empty where the app does not know the code.
    """

    def sentence(reason: Reason) -> str:
        refusals = parts_named("refusal", "texts.reasons", "texts")
        own = [refusals[app]] if app in refusals else []
        for refusal in (*own, _of_every_act, *refusals.values()):
            if words := refusal(reason):
                return str(words)
        return reason.code

    return sentence


def in_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a reason for a sentence, with each day in the words of the language."""
    return {
        name: day_in_words(value) if isinstance(value, date) else value
        for name, value in facts.items()
    }


def _of_every_act(reason: Reason) -> str:
    return {**of_every_act(reason.facts), **code_faults()}.get(reason.code, "")


def rows_too_many(facts: Mapping[str, Any]) -> dict[str, str]:
    """By its code, where it is known how many there are: not of a file that was not read whole."""
    if "rows" not in facts:
        return {}
    said = _("The table has {rows} rows. At most {most} are saved at once. Split it.")
    return {"rows_too_many": said.format(rows=facts["rows"], most=facts["most"])}


def permission_ended() -> str:
    """What is said to somebody whose account, session, token or post ended as their act began."""
    return _(
        "Your permission ended before this request was carried out. Nothing was changed. Load the"
        " page again."
    )


def others_wrote() -> str:
    """What is said where others changed the same things at each attempt."""
    return _("Others changed the same things at the same time. Nothing was changed. Try again.")


def status_of(form: forms.BaseForm) -> int:
    """Of a page with a form on it: 422 where it shows again what was sent."""
    return UNPROCESSABLE if form.is_bound else 200


def tell(request: HttpRequest, refused: Refused, sentence: Callable[[Reason], str]) -> None:
    """Over the page that follows; each sentence once, however many reasons say it."""
    for said in each(sentence)(refused):
        messages.error(request, said)
