"""Why something on the register was refused, by the code of the reason."""

from django.utils.translation import gettext as _


def sentences() -> dict[str, str]:
    """With places for the facts of the reason, in the language of the page."""
    return {
        "made_by_an_act": _(
            "An act made this instrument: it says what the act said and cannot be said anew."
        ),
        "body_of_another_organisation": _("The body is of another organisation."),
        "meeting_of_another_body": _("The session is not one of this body."),
        "part_of_another_instrument": _("That part is not one of this instrument."),
        "part_of_itself": _("It would stand under itself."),
        "only_a_mandate_is_addressed": _(
            "Only what asks for something has an addressee and a last day."
        ),
        "addressee_unknown": _("The addressee is not known."),
        "mandate_was_settled": _(
            "It was told how this mandate stands: it stays a mandate. Say that it is spent instead."
        ),
        "asks_for_nothing": _("This provision asks for nothing: mark it as a mandate first."),
        "no_such_provision": _("There is no such provision or element here."),
        "amends_itself": _("An instrument does not amend itself."),
        "amends_before_it_stands": _("What amends does not stand yet on that day."),
        "amendment_there": _("This is on the register already."),
        "cited_already": _("It cites this already."),
        "version_is_drafted": _("A version is being drafted: finish or adopt that one first."),
        "version_is_adopted": _("This version was adopted and stays as it is: begin the next one."),
        "plan_is_empty": _("The version has no element yet."),
        "not_in_force_that_day": _("It is not in force on that day."),
    }
