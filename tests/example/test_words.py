"""What the example says: in six languages, in our own words, as much as the paper has."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bureau import example
from bureau.core.texts import LANGUAGES, Text
from bureau.example.descriptions import CHIEF_OF_ENGAGEMENT
from bureau.example.people import PEOPLE
from bureau.example.posts import POSTS

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
RUN = 12
READ = ("*.py", "*.html", "*.md", "*.po", "*.js", "*.yaml")
TERMS = ("国际电信联盟", "电信标准化局", "世界电信标准化全会", "全球标准专题研讨会")


def texts() -> Iterator[tuple[str, Text]]:
    for found in pkgutil.walk_packages(example.__path__, "bureau.example."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, Text):
                yield f"{found.name}.{name}", value


def test_every_text_is_in_all_six_languages() -> None:
    assert len(list(texts())) > 100
    for name, said in texts():
        assert set(said.said) == set(LANGUAGES), name
        assert all(words.strip() for words, _ in said.said.values()), name


def test_english_is_the_original_of_every_text() -> None:
    assert {said.original for _, said in texts()} == {"en"}


def test_the_description_has_the_parts_of_the_paper() -> None:
    duties = CHIEF_OF_ENGAGEMENT.duties
    assert [len(duty.parts) for duty in duties] == [4, 5, 6, 0, 0, 0, 0, 0]
    sections = [section for section, _ in CHIEF_OF_ENGAGEMENT.lines]
    assert [sections.count(name) for name in ("education", "experience", "languages")] == [2, 2, 2]
    assert sections.count("competency") == 7


def test_only_one_post_number_is_not_marked_demonstration() -> None:
    numbers = [post.number for post in POSTS]
    assert len(set(numbers)) == len(numbers)
    assert [one for one in numbers if not one.startswith("DEMO/")] == ["ST02/D1/579"]


def test_everyone_holds_one_post_but_the_auditor_and_the_administrators() -> None:
    held = [post.holder for post in POSTS if post.holder]
    assert len(set(held)) == len(held)
    assert PEOPLE.keys() - set(held) == {"auditor", "first_administrator", "second_administrator"}


def chinese(text: str) -> Iterator[str]:
    """Runs of Chinese characters, without blanks, punctuation and the seams of source code."""
    closed = re.sub(r'"\s+"|[\s，、；：。（）《》“”•]', "", text)
    return (run for run in re.findall(r"[\u4e00-\u9fff]+", closed) if len(run) >= RUN)


def windows(text: str) -> set[str]:
    return {run[at : at + RUN] for run in chinese(text) for at in range(len(run) - RUN + 1)}


@pytest.mark.skipif(not SEEDS, reason="the seed document is not beside this repository")
def test_no_sentence_of_the_seed_is_in_the_repository() -> None:
    seed = set[str]().union(*(windows(path.read_text()) for path in SEEDS))
    for pattern in READ:
        for folder in ("bureau", "docs", "tests"):
            for path in (ROOT / folder).rglob(pattern):
                copied = windows(path.read_text()) & seed
                assert not {one for one in copied if not is_term(one)}, path


def is_term(run: str) -> bool:
    """Whether hardly more than the names of bodies and instruments is in it."""
    for term in TERMS:
        run = run.replace(term, "")
    return len(run) < RUN // 3
