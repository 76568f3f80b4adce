"""What is wrong with a file: problems as codes with arguments, worded from the texts."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

from tally_app.domain.values.wording import Wording

_T = TypeVar("_T")

#: What stands in a file is quoted up to this length.
_LONGEST: Final = 200
#: How alike a known name must be to be suggested (0 to 1): "message" is no slip for "stage".
_ALIKE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one file. ``key`` is the dotted place ("relation.D-01.check"), or "".

    The words are ``problem.<code>`` with the arguments; a known name close to what was found comes
    as the argument ``nearest`` and is said in a sentence of its own.
    """

    file: str
    key: str
    code: str
    args: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Bare form for logs and tests; people read ``worded``."""
        args = " ".join(f"{name}={value}" for name, value in self.args.items())
        return f"{self.file}: {self.key}: {self.code} {args}".rstrip()


class CatalogueError(Exception):
    """A file (or several) that cannot be used; ``problems`` are all that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """Collects the problems of the files read together; the same problem counts once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str], Problem] = {}

    def add(self, file: str, key: str, code: str, **args: object) -> None:
        """Note one problem."""
        problem = Problem(file, key, code, {name: _short(value) for name, value in args.items()})
        self._found.setdefault((file, key, code, str(problem)), problem)

    def unknown(
        self, file: str, key: str, code: str, found: str, known: Iterable[str], **args: object
    ) -> None:
        """Note a name that does not exist, with the nearest one that does."""
        nearest = difflib.get_close_matches(found, list(known), n=1, cutoff=_ALIKE)
        close = {"nearest": nearest[0]} if nearest else {}
        self.add(file, key, code, found=found, **close, **args)

    def root(
        self, caused: Callable[[Problem], bool], file: str, key: str, code: str, **args: object
    ) -> None:
        """Note the cause of other problems, first of all, in place of them: how many (``count``)
        and the ``first`` are said. Nothing where there are none.
        """
        rest, gone = dict[tuple[str, str, str, str], Problem](), list[Problem]()
        for at, problem in self._found.items():
            if caused(problem):
                gone.append(problem)
            else:
                rest[at] = problem
        if gone:
            self._found = {}
            first = f"{gone[0].file}: {gone[0].key}"
            self.add(file, key, code, count=len(gone), first=first, **args)
            self._found |= rest

    def undeclared_once(self) -> None:
        """A language that no file declares is told once for each file that has several texts in it:
        it is one slip, however many texts.
        """
        told = [p for p in self if p.code == "language_extra"]
        texts = Counter((p.file, p.args["language"]) for p in told)
        for (file, language), count in texts.items():
            if count > 1:
                among = partial(_is_extra, file, language)
                self.root(among, file, "languages", "undeclared", language=language)

    def take(self, error: CatalogueError) -> None:
        """Note the problems of an error raised further down."""
        for problem in error.problems:
            self.add(problem.file, problem.key, problem.code, **problem.args)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    def settled(self, result: _T | None) -> _T:
        """What was read, if nothing is wrong with it; else CatalogueError with everything found."""
        if self._found or result is None:
            raise CatalogueError(self)
        return result


def _is_extra(file: str, language: str, problem: Problem) -> bool:
    """Whether the problem is a text of that file in that language, which it does not declare."""
    extra = problem.code == "language_extra" and problem.file == file
    return extra and problem.args["language"] == language


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def worded(problem: Problem, wording: Wording) -> str:
    """The problem as one line for people: file, key, what is wrong and what to do."""
    args = dict(problem.args)
    if "expected" in args:
        args["expected"] = wording(f"problem_type.{args['expected']}")
    nearest = args.pop("nearest", "")
    text = wording(f"problem.{problem.code}", **args)
    hint = wording("problem_nearest", nearest=nearest) if nearest else ""
    place = f"{problem.file}: {problem.key}" if problem.key else problem.file
    lead = f"{place}:" if place else ""
    return " ".join(part for part in (lead, text, hint) if part)
