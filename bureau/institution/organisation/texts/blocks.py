"""What happened to staffing blocks, as sentences: one block, or all of a unit together."""

from django.utils.translation import gettext as _

from bureau.core.structure.difference import Change
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.called import Called
from bureau.institution.organisation.texts.sentences import Sentence
from bureau.web.formats import hundredths_in_words


def of_blocks(unit: int, said: Called) -> Sentence:
    """What all staffing blocks of a unit count, before and after."""
    before, after = (_counted(side, unit) for side in (said.compared.before, said.compared.after))
    facts = {
        "unit": said.code(unit),
        "before": hundredths_in_words(before),
        "after": hundredths_in_words(after),
    }
    if before == after:
        words = _("The staffing blocks of {unit} are made up otherwise; they count {after} still.")
        return Sentence(words, facts)
    return Sentence(_("The staffing blocks of {unit} count {after}; before, {before}."), facts)


def _counted(side: Snapshot, unit: int) -> int:
    return sum(block.fte for block in side.blocks_of(unit))


def of_block(change: Change, said: Called) -> Sentence:
    """What happened to one."""
    block = said.compared.block_of(change.subject.id)
    facts: dict[str, object] = {
        "grade": block.grade if block else "",
        "title": said.wording(block.title) if block else "",
        "unit": said.code(block.unit) if block else "",
        "count": hundredths_in_words(block.fte if block else 0),
    }
    facts["before"], facts["after"] = (
        _told(change, value, said) for value in (change.before, change.after)
    )
    words = {
        "established": _("{count} posts of {title}, {grade}, are counted in {unit}."),
        "abolished": _("Posts of {title}, {grade}, are no longer counted in {unit}."),
        "moved": _("The block of {title}, {grade}, moves from {before} to {after}."),
        "superior_changed": _(
            "The block of {title}, {grade}, comes under post {after}; before, under {before}."
        ),
        "retitled": _("The block of {title}, {grade}, changes its title from {before} to {after}."),
        "reclassified": _("The block of {title} is reclassified from {before} to {after}."),
        "fte_changed": _("The block of {title}, {grade}, counts {after}; before, {before}."),
    }
    fallen = words["abolished"]
    return Sentence(words.get(change.change, fallen), facts)


def _told(change: Change, value: object, said: Called) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return str(value or _("none"))
    match change.change:
        case "moved":
            return said.code(value)
        case "superior_changed":
            return said.number(value)
        case "retitled":
            return said.wording(value)
        case _:
            return hundredths_in_words(value)
