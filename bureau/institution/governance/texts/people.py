"""What changes for a person or a post, aspect by aspect."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from bureau.core.changes.affected import Touched
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import parted


def touched_in_words(change: Touched, names: Naming) -> str:
    """One thing that changes, as a short clause; its day is `change.day`."""
    return _SAYINGS[change.aspect](change, names)


def _established(change: Touched, names: Naming) -> str:
    return _("new post in {unit}").format(unit=names.unit(change.after))


def _ended(change: Touched, names: Naming) -> str:
    return _("the post is abolished")


def _unit(change: Touched, names: Naming) -> str:
    before, after = names.unit(change.before), names.unit(change.after)
    if change.is_carried:
        return _("from {before} to {after}, because the unit is merged").format(
            before=before, after=after
        )
    return _("from {before} to {after}").format(before=before, after=after)


def _renamed(change: Touched, names: Naming) -> str:
    if change.before == change.after:
        return _("the name of {unit} changes").format(unit=change.after)
    return _("{before} is renamed {after}").format(before=change.before, after=change.after)


def _superior(change: Touched, names: Naming) -> str:
    superior = names.post(change.after)
    if not superior:
        return _("reports to nobody")
    return _("reports to {post}").format(post=superior)


def _functional(change: Touched, names: Naming) -> str:
    posts = change.after if isinstance(change.after, tuple) else ()
    if not posts:
        return _("reports functionally to nobody any more")
    said = parted(names.post(post) for post in posts)
    return _("reports functionally to {posts}").format(posts=said)


def _heads(change: Touched, names: Naming) -> str:
    units = change.after if isinstance(change.after, tuple) else ()
    if not units:
        return _("heads no unit any more")
    return _("heads {units}").format(units=_(", ").join(names.unit(unit) for unit in units))


def _title(change: Touched, names: Naming) -> str:
    return _("title: {after}").format(after=names.wording(change.after))


def _number(change: Touched, names: Naming) -> str:
    return _("post number: {after}").format(after=change.after)


def _grade(change: Touched, names: Naming) -> str:
    return _("grade from {before} to {after}").format(
        before=word_for(str(change.before), "grade"), after=word_for(str(change.after), "grade")
    )


def _station(change: Touched, names: Naming) -> str:
    return _("duty station from {before} to {after}").format(
        before=names.place(change.before) or "–", after=names.place(change.after) or "–"
    )


def _frozen(change: Touched, names: Naming) -> str:
    return _("the post is frozen") if change.after else _("the post is no longer frozen")


def _duties(change: Touched, names: Naming) -> str:
    if not change.after:
        return _("no job description any more")
    return _("another job description") if change.before else _("a first job description")


def _appointed(change: Touched, names: Naming) -> str:
    return _("takes up the post")


def _released(change: Touched, names: Naming) -> str:
    return _("leaves the post")


_SAYINGS: dict[str, Callable[[Touched, Naming], str]] = {
    "established": _established,
    "ended": _ended,
    "unit": _unit,
    "unit_renamed": _renamed,
    "superior": _superior,
    "functional": _functional,
    "heads": _heads,
    "title": _title,
    "number": _number,
    "grade": _grade,
    "duty_station": _station,
    "frozen": _frozen,
    "duties": _duties,
    "appointed": _appointed,
    "released": _released,
}
