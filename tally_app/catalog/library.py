"""Finding forms, elections, night scripts and models of causes by id in folders, or by path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple

from tally_app.catalog.incoming.bounded import UnfitFileError
from tally_app.catalog.incoming.slips import deep_key
from tally_app.catalog.problems import CatalogueError, Problem, Problems
from tally_app.catalog.source import FORMATS, Source, parse, tables
from tally_app.domain.values.words import Words

#: The folder beside the samples of the start page with one of every other kind of election.
KINDS: Final = "kinds"
#: Where the shipped forms stand: the parts of the day, the bases of the ballots, a form per kind.
FORMS: Final = ("elections/day", "elections/ballots", "elections/kinds")
_ID: Final = re.compile(r"""^\s*id\s*=\s*["']([^"'\n]*)["']""", re.MULTILINE)


class Offered(NamedTuple):
    """An election to choose from: called by its ballot where it has one; where it takes place."""

    id: str
    name: Words
    place: Words
    ballots: int


class OfferedKind(NamedTuple):
    """A kind of election to choose from: the id of its form, its name, how its ballot is ordered
    ("" where the form and its bases say nothing).
    """

    id: str
    name: Words
    order: str


class Unusable(NamedTuple):
    """A file of a folder that no id finds: its name, as much of its text as can be read, and every
    reason why.
    """

    name: str
    text: str
    problems: tuple[Problem, ...]

    @property
    def ids(self) -> list[str]:
        """What it may call itself: every id before its first table."""
        return _ID.findall(self.text.partition("\n[")[0])


class Library:
    """The files of some folders. Ids are read from the files; a file's name means nothing.

    A file that cannot be read is not found by id (``unusable`` says why). Two different
    files of one kind with one id are a problem wherever that id is asked for.
    """

    def __init__(self, *folders: Path, sources: Iterable[Source] = ()) -> None:
        self.folders = folders
        self._given = tuple(sources)

    @staticmethod
    def of_resources(resources: Path, *, every_kind: bool = False) -> Library:
        """The shipped forms and the samples of the start page.

        ``every_kind`` adds the samples of every other kind of election: they are many, and the
        start page offers few.
        """
        forms = [resources / folder for folder in FORMS]
        library = Library(*forms, resources / "samples", resources / "causes")
        return library.with_every_kind() if every_kind else library

    def beside(self, path: Path) -> Library:
        """A library that also has the files in the folder of ``path``, asked first."""
        folder = path.resolve().parent
        known = {other.resolve() for other in self.folders}
        return self if folder in known else Library(folder, *self.folders, sources=self._given)

    @property
    def kept(self) -> bool:
        """True for the files that a night stored: they stand in no folder any more."""
        return not self.folders

    def form(self, form_id: str) -> Source:
        """The file of a form; KeyError(id, known ids) if there is none."""
        return self.find("form", form_id)

    def election(self, election_id: str) -> Source:
        """The file of an election; KeyError(id, known ids) if there is none."""
        return self.find("election", election_id)

    def night(self, night_id: str) -> Source:
        """The file of a night script; KeyError(id, known ids) if there is none."""
        return self.find("night", night_id)

    def causes(self, model_id: str) -> Source:
        """The file of a model of causes; KeyError(id, known ids) if there is none."""
        return self.find("causes", model_id)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Every id of a kind ("form", "part", "election", "night"), sorted."""
        return tuple(sorted({name for of, name in self._index if of == kind}))

    @cached_property
    def unusable(self) -> tuple[Unusable, ...]:
        """The files of the folders that are there and that no id finds."""
        looked_at = ((path, *_why_not(path)) for path in self._paths())
        return tuple(Unusable(path.name, text, why) for path, text, why in looked_at if why)

    def unusable_as(self, name: str) -> list[Unusable]:
        """Those of them that call themselves so, or are called so."""
        return [x for x in self.unusable if PurePath(x.name).stem == name or name in x.ids]

    def with_every_kind(self) -> Library:
        """A library that also has the samples of every other kind of election, asked last."""
        more = [path for folder in self.folders if (path := folder / KINDS).is_dir()]
        return Library(*self.folders, *more, sources=self._given)

    def name(self, kind: str, name: str) -> Words:
        """What the file of that kind and id is called, read from its head alone: a list of all must
        not wait for all their rules. KeyError if there is none.
        """
        said = _head(self.find(kind, name)).get("name")
        return dict(said) if isinstance(said, dict) else {}

    def elections(self) -> list[Offered]:
        """Every election in the order of the files, read from the heads alone: a choice of many
        must not wait for all their forms.
        """
        found: list[Offered] = []
        for (kind, id_), sources in self._index.items():
            head = _head(sources[0]) if kind == "election" else {}
            if head:
                contests = [dict(x) for x in head.get("contest", [])]
                named = contests[0] if len(contests) == 1 else head
                precinct: dict[str, Any] = next(iter(head.get("precinct", [])), {})
                place = dict(precinct.get("district", {}))
                found.append(Offered(id_, dict(named.get("name", {})), place, len(contests)))
        return found

    def kinds(self) -> list[OfferedKind]:
        """Every form that is for some kind of contest, read from the heads alone."""
        found: list[OfferedKind] = []
        for (kind, id_), sources in self._index.items():
            head = _head(sources[0]) if kind == "form" else {}
            if head.get("contest_kinds"):
                found.append(OfferedKind(id_, dict(head.get("name", {})), self._order(head)))
        return found

    def _order(self, head: dict[str, Any]) -> str:
        """The order of a ballot as the form or the nearest of its bases says it."""
        seen: set[str] = set()
        while "ballot_order" not in head:
            base = str(head.get("extends", ""))
            sources = self.called("form", base)
            if base in seen or not sources:
                return ""
            seen.add(base)
            head = _head(sources[0])
        return str(head["ballot_order"])

    def night_on(self, form_id: str) -> Source:
        """The first whole night (one that is finished) with a contest on that form, those with
        fewer contests first; KeyError(id, ids of forms that have one) if there is none.
        """
        found: dict[str, list[tuple[int, str, Source]]] = {}
        for name in self.ids("night"):
            source = self.night(name)
            head = _head(source)
            whole = _whole(head)
            contests = _head(self.election(head["election"])).get("contest", [])
            for form in {str(contest.get("form")) for contest in contests if whole}:
                found.setdefault(form, []).append((len(contests), name, source))
        if form_id not in found:
            raise KeyError(form_id, tuple(sorted(found)))
        return min(found[form_id], key=lambda night: night[:2])[2]

    def night_of(self, election_id: str) -> Source | None:
        """The first whole night of that election, None if there is none."""
        return next((self.night(name) for name in self.nights_of(election_id)), None)

    def nights_of(self, election_id: str) -> Iterator[str]:
        """The ids of the whole nights of that election, the one that is taken first."""
        for name in self.ids("night"):
            head = _head(self.night(name))
            if head.get("election") == election_id and _whole(head):
                yield name

    def nights_first_on(self, form_id: str) -> Iterator[Source]:
        """The whole nights of elections whose first contest is on that form."""
        for name in self.ids("night"):
            head = _head(source := self.night(name))
            if _whole(head):
                contests = _head(self.election(head["election"])).get("contest", [])
                if [contest.get("form") for contest in contests[:1]] == [form_id]:
                    yield source

    def election_on(self, form_id: str) -> Source | None:
        """The first election with a contest on that form and no other, None if there is none."""
        for name in self.ids("election"):
            contests = _head(self.election(name)).get("contest", [])
            if [contest.get("form") for contest in contests] == [form_id]:
                return self.election(name)
        return None

    def is_whole(self, night_id: str) -> bool:
        """True for a night script that ends in a finished protocol."""
        return _whole(_head(self.night(night_id)))

    def including(self, source: Source) -> Library:
        """A library that also has that file, which stands in none of its folders."""
        return Library(*self.folders, sources=(*self._given, source))

    def called(self, kind: str, name: str) -> list[Source]:
        """Every file of that kind and id."""
        return self._index.get((kind, name), [])

    def find(self, kind: str, name: str) -> Source:
        """The file of that kind and id; KeyError(id, known ids) if there is none, CatalogueError
        if several different files share the id.
        """
        found = self.called(kind, name)
        if not found:
            raise KeyError(name, self.ids(kind))
        if len({source.data for source in found}) > 1:
            files = ", ".join(source.name for source in found)
            args = {"found": name, "files": files}
            raise CatalogueError([Problem(found[-1].name, "id", "ambiguous_id", args)])
        return found[0]

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[Source]]:
        index: dict[tuple[str, str], list[Source]] = {}
        for source in self._sources():
            head = _head(source)
            index.setdefault((str(head.get("kind")), str(head.get("id"))), []).append(source)
        return index

    def _sources(self) -> list[Source]:
        found = list(self._given)
        for path in self._paths():
            with suppress(OSError):
                found.append(Source.of(path))
        return found

    def _paths(self) -> Iterator[Path]:
        for folder in self.folders:
            if folder.is_dir():
                yield from sorted(folder.glob("*.toml"))


def _whole(night: dict[str, Any]) -> bool:
    """True for a night script that ends in a finished protocol."""
    return any(deed.get("finish") for deed in night.get("do", []))


def _why_not(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, and what keeps an id from finding it: nothing of one that is found, and
    of one that calls itself nothing of ours.
    """
    if path.is_dir():
        return "", (Problem(path.name, "", "folder"),)
    problems = Problems()
    try:
        source = Source.of(path)
    except UnfitFileError as error:
        problems.add(path.name, "", error.code, size=error.size, limit=error.limit)
        return "", tuple(problems)
    except OSError as error:
        problems.add(path.name, "", "unreadable", detail=error.strerror or error)
        return "", tuple(problems)
    raw = parse(source, problems)
    # What else is wrong with a file that is found is said where it is asked for.
    problems = problems if raw is None else Problems()
    if raw is not None and isinstance(raw.get("id"), str) and raw.get("kind") not in FORMATS:
        allowed, found = ", ".join(FORMATS), raw.get("kind")
        code = "not_allowed" if "kind" in raw else "missing"
        problems.add(path.name, "kind", code, found=found, allowed=allowed)
    elif raw is not None and raw.get("kind") in FORMATS and not isinstance(raw.get("id"), str):
        problems.add(path.name, "id", "missing")
    return source.data.decode(errors="replace"), tuple(problems)


def _head(source: Source) -> dict[str, Any]:
    try:
        text = source.data.decode("utf-8-sig")
        return {} if deep_key(text) else tables(text)
    except (ValueError, RecursionError):  # no UTF-8, no TOML, a figure of thousands of digits
        return {}


def resolve(library: Library, kind: str, name: str) -> tuple[Source, Library]:
    """The file of an id or a path, and the library its own references are looked up in.

    CatalogueError when there is neither such an id nor such a file.
    """
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        try:
            return Source.of(path, name), library.beside(path)
        except UnfitFileError as error:
            args = {"size": str(error.size), "limit": str(error.limit)}
            raise CatalogueError([Problem(name, "", error.code, args)]) from error
        except OSError as error:
            problem = Problem(name, "", "unreadable", {"detail": error.strerror or str(error)})
            raise CatalogueError([problem]) from error
    try:
        return library.find(kind, name), library
    except KeyError as error:
        args = {"found": name, "known": ", ".join(library.ids(kind)) or "–"}
        why = [problem for file in library.unusable_as(name) for problem in file.problems]
        raise CatalogueError(why or [Problem(name, "", "no_such_id", args)]) from error
