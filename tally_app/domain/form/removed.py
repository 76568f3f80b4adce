"""An option removed after the ballots were printed: what relations may ask, what the record says.

The name stays on the printed ballots, so the line stays on the protocol, struck through with the
date and the decision. What its ballots are is quoted in the election file; without a quote they
lie in a pile of their own and a relation asks for the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tally_app.domain.form.election import Option, Removed
from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import State
from tally_app.domain.values import dates
from tally_app.domain.values.words import Words

#: The text of a form that says it, with the places {day} and {decision}.
TEXT: Final = "removed"
#: What is filled in there.
TEXT_PLACES: Final = ("day", "decision")
_REMOVED, _UNDECIDED, _ELSEWHERE = 1, 2, 4


def option_states(removed: Removed | None) -> dict[str, State]:
    """What relations may ask about an option: removed, undecided, elsewhere."""
    return _states(_code(removed))


def _code(removed: Removed | None) -> int:
    if removed is None:
        return 0
    return _REMOVED + _UNDECIDED * removed.undecided + _ELSEWHERE * removed.elsewhere


def _states(code: int) -> dict[str, State]:
    return {
        "removed": bool(code & _REMOVED),
        "undecided": bool(code & _UNDECIDED),
        "elsewhere": bool(code & _ELSEWHERE),
    }


def _key(option_id: str) -> str:
    return f"option.{option_id}.removed"


def in_record(options: Iterable[Option]) -> dict[str, int]:
    """The removed options as constants of the record, which is how a printed paper knows them."""
    return {_key(option.id): _code(option.removed) for option in options if option.removed}


def states_in_record(constants: Mapping[str, int], option_id: str) -> dict[str, State]:
    """The states of an option as a record has them."""
    return _states(constants.get(_key(option_id), 0))


def removed_in_record(constants: Mapping[str, int], option_id: str) -> bool:
    """True for an option that a record says was removed after the ballots were printed."""
    return _key(option_id) in constants


def says(option: Option, form: Form) -> Words:
    """Who nominated an option, and of a removed one when and by which decision it was removed."""
    if option.removed is None:
        return option.by
    return {
        language: " · ".join(filter(None, (option.by.get(language), said)))
        for language, said in _sentences(option.removed, form).items()
    }


def _sentences(removed: Removed, form: Form) -> Words:
    day = dates.in_digits(removed.day)
    found = {}
    for language, decision in removed.decision.items():
        pattern = form.texts.get(TEXT, {}).get(language, "{day}: {decision}")
        said = pattern.format(day=day, decision=decision)
        quote = removed.treatment.get(language, "")
        found[language] = f"{said}; {quote}" if quote else said
    return found
