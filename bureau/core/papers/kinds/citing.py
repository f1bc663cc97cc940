"""How an instrument is cited: after a formula in the case that the language asks, or listed."""

from bureau.core.papers.blocks import Run, Runs
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.setting import Compositor

_FORMS = {1: "one", 2: "two"}


def set_citation(by: Compositor, citation: Citation, source: str, form: str = "cited") -> Runs:
    """`form` is "cited" after a formula, "listed" among references."""
    concept = f"{form}.{citation.kind}"
    if citation.kind == "convention" and citation.numbers:
        concept = f"{concept}.{_FORMS.get(len(citation.numbers), 'many')}"
        numbers = by.profile.say_list(citation.numbers)
        return by.phrase(concept, numbers=Run(numbers, source))
    special = f"{concept}@{citation.body}"
    for name in (special, concept):
        if citation.numbers and (name, by.language) in by.voice.book.phrases:
            bare = [by.voice.book.bare(citation.kind, one) for one in citation.numbers]
            number = by.profile.say_list(bare)
            return by.phrase_of(citation.body, concept, number=by.code(number, source))
    if citation.name:
        said = by.words(citation.name, source)
        return by.phrase("citation.named", name=said) if form == "cited" else said
    return (by.code(by.profile.say_list(citation.numbers), source),)
