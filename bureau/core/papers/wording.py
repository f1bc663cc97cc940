"""Two wordings of the same place held against each other, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bureau.core.papers.blocks import Change, Run, Runs

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:(?![{_HAN}])[\w\u0300-\u036f\u064b-\u065f\u0670])"
"""Of a word in any other script than Chinese, with the signs above and below it."""
_FIGURES = r"\d+(?:[.,'’\u00a0\u202f]\d+)*"
_SENTENCE = re.compile(r".*?[.;:!?。；：！？؟؛]+\s*|.+", re.DOTALL)
WORDS_MOST = 1000
"""Of a place, on average of both wordings; a longer one is held together sentence by sentence."""
_WORD = re.compile(
    rf"[{_HAN}]|{_FIGURES}(?!{_LETTER})|{_LETTER}+(?:[./-]{_LETTER}+)*|\s+|.", re.DOTALL
)


@dataclass(slots=True)
class _Stretch:
    """What stands in both, or what is gone with what is added in its place."""

    kept: Runs = ()
    gone: Runs = ()
    added: Runs = ()

    @property
    def most(self) -> int:
        return max(_length(self.gone), _length(self.added))

    def taken_with(self, kept: Runs, other: "_Stretch") -> "_Stretch":
        gone = (*self.gone, *kept, *other.gone)
        return _Stretch(gone=gone, added=(*self.added, *kept, *other.added))


def words_in(text: str) -> list[str]:
    """Words, figures, Chinese characters one by one, and what stands between them."""
    return _WORD.findall(text)


def joined(runs: Iterable[Run]) -> Runs:
    """Runs that are set alike as one, and none without words; codes and references stay apart."""
    found: list[Run] = []
    for run in runs:
        if found and not _is_whole(run) and replace(found[-1], text=run.text) == run:
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)


def wording(earlier: Runs, later: Runs) -> Runs:
    """Both at once: what is gone and what is added is marked, the rest stands in both."""
    before, after = _parts(earlier, _WORD), _parts(later, _WORD)
    if len(before) * len(after) > WORDS_MOST**2:
        before, after = _parts(earlier, _SENTENCE), _parts(later, _SENTENCE)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stretches = [
        _Stretch(kept=before[from_:to])
        if what == "equal"
        else _Stretch(gone=before[from_:to], added=after[at:until])
        for what, from_, to, at, until in matcher.get_opcodes()
    ]
    return joined(run for each in _legible(stretches) for run in _marked(each))


def marked(runs: Runs, change: Change) -> Runs:
    return tuple(replace(run, change=change) for run in runs)


def _parts(runs: Runs, by: re.Pattern[str]) -> Runs:
    return tuple(part for run in runs for part in _apart(run, by))


def _apart(run: Run, by: re.Pattern[str]) -> Iterator[Run]:
    """A code or a reference is one part."""
    if _is_whole(run):
        yield run
    else:
        yield from (replace(run, text=word) for word in by.findall(run.text))


def _is_whole(run: Run) -> bool:
    return run.is_code or bool(run.target)


def _legible(stretches: list[_Stretch]) -> list[_Stretch]:
    """A little that stands in both, between two longer changes, is changed with them: so that a
    reader has two wordings before him and not their crumbs."""
    found: list[_Stretch] = []
    for each in stretches:
        found.append(each)
        while len(found) > 2 and _is_crumb(*found[-3:]):
            before, crumb, after = found[-3:]
            found[-3:] = [before.taken_with(crumb.kept, after)]
    return found


def _is_crumb(before: _Stretch, crumb: _Stretch, after: _Stretch) -> bool:
    if not crumb.kept or before.kept or after.kept:
        return False
    says_nothing = not any(letter.isalnum() for run in crumb.kept for letter in run.text)
    return says_nothing or _length(crumb.kept) <= min(before.most, after.most)


def _length(runs: Runs) -> int:
    return sum(len(run.text) for run in runs)


def _marked(each: _Stretch) -> Runs:
    gone, added = marked(each.gone, Change.GONE), marked(each.added, Change.ADDED)
    return (*each.kept, *gone, *added)
