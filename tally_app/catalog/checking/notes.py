"""Where a slip of a merged form is noted: in the file and under the key that say it."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from tally_app.catalog.merging.merge import Merged
from tally_app.catalog.problems import Problems
from tally_app.domain.form.form import Form
from tally_app.domain.relations.language import FUNCTIONS, LanguageError, parse
from tally_app.domain.relations.rulebook import vocabulary
from tally_app.domain.values.wording import PLACE
from tally_app.domain.values.words import Words

_NAMES: Final = ("unknown_name", "unknown_function", "not_a_collection")
#: Problems that are told with the names there are.
_LISTED: Final = ("unknown_function", "not_a_collection")
#: Where a name would stand that a problem misses: a form may have removed it from there.
_HELD_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "unknown_line": ("line",),
    "unknown_relation": ("relation",),
    "unknown_reason": ("reason",),
    "unknown_section": ("section",),
    "unknown_step": ("step",),
    "unknown_stage": (),
    "unknown_group": ("group",),
    "unknown_collection": ("collection",),
    "unknown_condition": (),
    "relation_unknown_name": ("line", "constants"),
    "relation_unknown_function": (),
    "relation_not_a_collection": ("collection",),
}
#: What is written elsewhere for a sign of the language.
_SIGNS: Final[Mapping[str, str]] = {
    "≥": ">=", "≤": "<=", "≠": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "−": "-", "–": "-",
    "×": "*", "·": "*", "&&": "and", "||": "or", "AND": "and", "OR": "or", "=": "==",
}  # fmt: skip
_SIGN: Final = re.compile(r"[≥≤≠−–×·]|<>|=>|=<|&&|\|\||\bAND\b|\bOR\b|(?<![=<>!])=(?!=)")


class Notes:
    """Notes the problems of one form. ``kept``: the form was stored by a night, which an earlier
    program began: what only a later one asks for is no problem then.
    """

    def __init__(self, form: Form, merged: Merged, problems: Problems, *, kept: bool) -> None:
        self.form = form
        self.merged = merged
        self.problems = problems
        self.kept = kept
        self.words = vocabulary(form, nesting=not kept)
        self.missed: dict[tuple[str, str], dict[str, None]] = {}

    def stages(self) -> list[str]:
        """Every stage that is typed on a step."""
        return list(dict.fromkeys(stage for step in self.form.steps for stage in step.stages))

    def unknown(self, file: str, place: str, code: str, found: str, known: Collection[str]) -> None:
        """A name that does not exist; the fault of the form that removed it, where one did."""
        for of in _HELD_IN[code]:
            if found in self.merged.removed.get(of, {}):
                self.missed.setdefault((of, found), {})[place] = None
                return
        self.problems.unknown(file, place, code, found, known)

    def refer(
        self,
        name: str,
        key: str,
        field: str,
        found: Iterable[str],
        known: Collection[str],
        code: str,
    ) -> None:
        """Names in one key, each of which must be known."""
        for one in found:
            if one not in known:
                self.unknown(
                    self.file(name, key, field), _place(name, key, field), code, one, known
                )

    def file(self, name: str, key: str, field: str) -> str:
        """The file in which a key stands."""
        item = self.merged.lists.get(name, {}).get(key) if key else self.merged.maps[name]
        return item.files.get(field, item.file) if item else self.merged.head.file

    def add(self, name: str, key: str, field: str, code: str, **args: object) -> None:
        """A problem of one key."""
        place = ".".join(filter(None, (name, key, field)))
        self.problems.add(self.file(name, key, field), place, code, **args)

    def unknown_term(self, at: tuple[str, str, str], found: str, known: Collection[str]) -> None:
        """A place for a term that no term of its language has."""
        self.problems.unknown(self.file(*at), _place(*at), "unknown_term", found, known)

    def newer(self, name: str, field: str, one: str, other: str) -> tuple[str, str]:
        """Of two tables that clash the one at fault, then the other: that of the outermost file,
        of one file the one that stands later (``other``).
        """
        read = [file.source.name for file in self.merged.chain]
        places = [read.index(self.file(name, key, field)) for key in (one, other)]
        return (one, other) if places[0] > places[1] else (other, one)

    def expression(self, name: str, key: str, field: str, text: str) -> ast.expr | None:
        """The parsed expression, None with its problem noted."""
        try:
            return parse(text, self.words)
        except LanguageError as error:
            self._outside(name, key, field, error)
        return None

    def _outside(self, name: str, key: str, field: str, error: LanguageError) -> None:
        file, place = self.file(name, key, field), _place(name, key, field)
        code, known = f"relation_{error.code}", self._known(error.code)
        sign = _SIGN.search(error.found) if error.code == "syntax" else None
        if sign:
            said = {"sign": sign[0], "instead": _SIGNS[sign[0]]}
            self.problems.add(file, place, "relation_sign", found=error.found, **said)
        elif error.code in _LISTED:
            listed = {"possible": ", ".join(known)}
            self.problems.unknown(file, place, code, error.found, known, **listed)
        elif error.code in _NAMES:
            self.unknown(file, place, code, error.found, known)
        else:
            self.problems.add(file, place, code, found=error.found)

    def _known(self, code: str) -> list[str]:
        if code == "unknown_function":
            return list(FUNCTIONS)
        if code == "not_a_collection":
            return list(self.words.collections)
        inner = [f"{name}.{x}" for name, of in self.words.collections.items() for x in of]
        return [*self.words.lines, *self.words.constants, *inner]

    def placeholders(
        self, name: str, key: str, field: str, words: Words, allowed: Collection[str]
    ) -> None:
        """The {places} of a text in every language: those that are filled, and the same."""
        found: dict[str, frozenset[str]] = {}
        for language, text in words.items():
            places = placeholders(text)
            if places is None:
                self.add(name, key, _inside(field, language), "bad_placeholder", found=text)
                continue
            found[language] = places
            listed = ", ".join(f"{{{x}}}" for x in allowed) or "–"
            for place in sorted(places - set(allowed)):
                where = _inside(field, language)
                self.add(name, key, where, "unknown_placeholder", found=place, allowed=listed)
        if len(set(found.values())) > 1:
            self.add(name, key, field, "placeholders_differ", found=_listed(found))


def placeholders(text: str) -> frozenset[str] | None:
    """Names of the {places} of a text, None when its braces are no places. Those of terms are not
    among them: languages have them as their grammar wants.
    """
    try:
        return frozenset(
            name
            for _, name, _, _ in string.Formatter().parse(PLACE.sub("", text))
            if name is not None
        )
    except ValueError:
        return None


def _place(name: str, key: str, field: str) -> str:
    """Dotted place of a key, in a list's table or in a table of its own."""
    return f"{name}.{key}.{field}" if key else f"{name}.{field}"


def _inside(field: str, language: str) -> str:
    """Key of one language's words: those of a text stand right under its name."""
    return f"{field}.{language}" if field else language


def _listed(found: Mapping[str, frozenset[str]]) -> str:
    return "; ".join(
        f"{language}: {', '.join(f'{{{x}}}' for x in sorted(places)) or '–'}"
        for language, places in found.items()
    )
