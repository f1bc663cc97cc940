"""Words as numbers, the same number for the same word for ever: in memory, or in a mapped file."""

from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bureau.core.lookalikes import skeleton
from bureau.core.structure.kinds import Field, Value
from bureau.core.structure.ordering import Integers, Positions, distinct_of

NULL = -1


class Mapped:
    """Words that lie end to end in UTF-8, found by number and, over their checksums, by spelling.

    `starts` has one more entry than there are words; `sums` are the checksums in rising order and
    `numbers` whose they are. All three may lie in a file.
    """

    def __init__(
        self,
        letters: NDArray[np.uint8],
        starts: Integers,
        sums: NDArray[np.uint32],
        numbers: Integers,
    ) -> None:
        self.letters, self.starts, self.sums, self.numbers = letters, starts, sums, numbers

    @classmethod
    def of(cls, words: Sequence[str]) -> "Mapped":
        written = [word.encode() for word in words]
        starts = np.zeros(len(words) + 1, np.int32)
        np.cumsum([len(word) for word in written], out=starts[1:])
        sums = np.fromiter(map(crc32, written), np.uint32, len(written))
        packed = (sums.astype(np.uint64) << np.uint64(32)) | np.arange(len(sums), dtype=np.uint64)
        packed.sort()
        letters = np.frombuffer(b"".join(written), np.uint8)
        return cls(
            letters,
            starts,
            (packed >> np.uint64(32)).astype(np.uint32),
            (packed & np.uint64(0xFFFFFFFF)).astype(np.int32),
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What `Mapped(**arrays)` takes."""
        return {name: getattr(self, name) for name in ("letters", "starts", "sums", "numbers")}

    def word(self, number: int) -> str:
        return self.letters[self.starts[number] : self.starts[number + 1]].tobytes().decode()

    def known(self, word: str) -> int:
        """The number of the word, NULL when it is not among these."""
        written = word.encode()
        place = int(self.sums.searchsorted(np.uint32(crc32(written))))
        while place < len(self.sums) and self.sums[place] == crc32(written):
            number = int(self.numbers[place])
            if self.letters[self.starts[number] : self.starts[number + 1]].tobytes() == written:
                return number
            place += 1
        return NULL

    def words(self) -> list[str]:
        """All of them in order of their number: far quicker than one by one."""
        text = self.letters.tobytes().decode()
        starts = self.starts
        if len(text) != len(self.letters):
            letters = self.letters & 0xC0 != 0x80
            counted = np.concatenate([[0], np.cumsum(letters)])
            starts = counted[self.starts].astype(np.int32)
        places = starts.tolist()
        return [text[start:end] for start, end in zip(places, places[1:], strict=False)]


class Vocabulary:
    """Numbers are given in order of first use; those of `mapped` come first."""

    def __init__(self, mapped: Mapped | None = None) -> None:
        self._mapped = mapped
        self._first = len(mapped) if mapped else 0
        self._words: list[str] = []
        self._numbers: dict[str, int] = {}
        self._often = _Often(0)
        self._keys: Integers = np.zeros(0, np.int32)
        self._of_keys: dict[str, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return self._first + len(self._words)

    def number(self, word: str) -> int:
        """The number of `word`, given now when it has none."""
        known = self.known(word)
        if known != NULL:
            return known
        with self._lock:
            if word not in self._numbers:
                self._words.append(word)
                self._numbers[word] = self._first + len(self._words) - 1
            return self._numbers[word]

    def numbers(self, words: Iterable[str]) -> Integers:
        """The numbers of many words, given now to those that have none."""
        listed = list(words)
        number, known = self.number, list(map(self._numbers.get, listed))
        if None in known:
            given = zip(listed, known, strict=True)
            known = [number(word) if found is None else found for word, found in given]
        return np.array(known, np.int32)

    def known(self, word: str) -> int:
        """The number of `word`, NULL when no row holds it."""
        known = self._numbers.get(word, NULL)
        if known != NULL or not self._mapped:
            return known
        known = self._mapped.known(word)
        if known != NULL:
            self._numbers[word] = known
        return known

    def word(self, number: int) -> str:
        if self._mapped and number < self._first:
            return self._mapped.word(number)
        return self._words[number - self._first]

    def words(self, numbers: Integers) -> list[str]:
        """The words of many numbers; those that come again and again are read once for ever."""
        often = self._often
        if len(often.words) < len(self):
            often = self._often = _Often(len(self) + len(self) // 4, often)
        places = numbers.astype(np.int64)  # numpy is much quicker with these
        if often.has[places].all():
            found: list[str] = often.words[places].tolist()
            return found
        distinct, places = distinct_of(numbers)
        if self._mapped and 8 * len(distinct) > self._first:
            every = [*self._mapped.words(), *self._words]
            return [every[number] for number in numbers.tolist()]
        read = np.empty(len(distinct), object)
        read[:] = [self.word(number) for number in distinct.tolist()]
        if 4 * len(distinct) < len(numbers):
            often.keep(distinct, read)
        words: list[str] = read[places].tolist()
        return words

    def looking_alike(self, numbers: Integers) -> Integers:
        """For each word a number that all words have which look like it."""
        if len(self._keys) < len(self):
            with self._lock:
                known = len(self._keys)
                new = self.words(np.arange(known, len(self), dtype=np.int32))
                numbered = enumerate(map(skeleton, new), known)
                more = [self._of_keys.setdefault(key, number) for number, key in numbered]
                self._keys = np.concatenate([self._keys, np.array(more, np.int32)])
        return np.where(numbers == NULL, NULL, self._keys[numbers]) if len(self) else numbers

    def all_alike(self, numbers: Integers) -> Integers:
        """The numbers of all words that look like one of these, in rising order."""
        keys = self.looking_alike(numbers)
        alike = np.flatnonzero(np.isin(self._keys, keys))
        return np.asarray(alike, np.int32)

    def mapped(self) -> Mapped:
        """All words so far in the form that a file holds."""
        return Mapped.of([*(self._mapped.words() if self._mapped else ()), *self._words])

    def encode(self, value: Value) -> int:
        if value is None:
            return NULL
        return self.number(value) if isinstance(value, str) else int(value)

    def decode(self, field: Field, number: int) -> Value:
        """The value that a row holds; NULL is None."""
        if number == NULL:
            return None
        return self.word(number) if field.type is str else field.type(number)


class _Often:
    """Words by number, but only those that were asked for often; a number may have none yet."""

    def __init__(self, room: int, before: "_Often | None" = None) -> None:
        self.words = np.empty(room, object)
        self.has = np.zeros(room, np.bool_)
        if before is not None:
            known = np.flatnonzero(before.has)
            self.keep(known, before.words[known])

    def keep(self, numbers: Integers | Positions, words: NDArray[np.object_]) -> None:
        """First the words, then that they are there: another thread may be reading."""
        self.words[numbers] = words
        self.has[numbers] = True
