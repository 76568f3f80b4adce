"""Counts in words, 0 to 999 999, as they stand beside the figures of a protocol."""

from dataclasses import dataclass
from typing import Final

from tally_app.domain.values.counts import MAX_COUNT


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language, each tuple from 0, where a dash is never said.

    ``small`` are the words up to nine or nineteen, ``hyphen`` joins a ten and a unit, ``thousands``
    are the forms for one, for two to four and for more, ``feminine`` is said before them.
    """

    zero: str
    small: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    thousands: tuple[str, str, str]
    feminine: tuple[str, ...] = ()
    hyphen: str = " "


_KK_UNITS: Final = _list("– бір екі үш төрт бес алты жеті сегіз тоғыз")
_EN_UNITS: Final = _list("– one two three four five six seven eight nine")

# Kazakh always says «бір» before жүз and мың: the legal style, and it leaves no room for a word
# added in front by hand.
_LANGUAGES: Final = {
    "kk": _Words(
        zero="нөл",
        small=_KK_UNITS,
        tens=_list("– он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан"),
        hundreds=tuple(f"{unit} жүз" for unit in _KK_UNITS),
        thousands=("мың", "мың", "мың"),
    ),
    "ru": _Words(
        zero="ноль",
        small=_list(
            "– один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
            " тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
        ),
        tens=_list(
            "– – двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
        ),
        hundreds=_list(
            "– сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
        ),
        thousands=("тысяча", "тысячи", "тысяч"),
        feminine=("–", "одна", "две"),
    ),
    "en": _Words(
        zero="zero",
        small=_EN_UNITS
        + _list(
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        ),
        tens=_list("– – twenty thirty forty fifty sixty seventy eighty ninety"),
        hundreds=tuple(f"{unit} hundred" for unit in _EN_UNITS),
        thousands=("thousand", "thousand", "thousand"),
        hyphen="-",
    ),
}


def in_words(value: int, language: str) -> str:
    """Return a count in words, lower case, in "kk", "ru" or "en".

    Raises ValueError outside 0 to 999 999 and KeyError for a language without number words.
    """
    if language not in _LANGUAGES:
        raise KeyError(f"no number words for the language {language!r}")
    if not 0 <= value <= MAX_COUNT:
        raise ValueError(f"no count: {value}")
    words = _LANGUAGES[language]
    if value == 0:
        return words.zero
    thousands, rest = divmod(value, 1000)
    said = []
    if thousands:
        said = [*_hundreds(thousands, words, words.feminine), _thousands(thousands, words)]
    return " ".join([*said, *_hundreds(rest, words)])


def _hundreds(number: int, words: _Words, feminine: tuple[str, ...] = ()) -> list[str]:
    """Say 0 to 999; nothing for 0."""
    hundreds, rest = divmod(number, 100)
    said = [words.hundreds[hundreds]] if hundreds else []
    ten, unit = (0, rest) if rest < len(words.small) else divmod(rest, 10)
    spoken = [words.tens[ten]] if ten else []
    if unit:
        spoken.append(feminine[unit] if unit < len(feminine) else words.small[unit])
    if spoken:
        said.append(words.hyphen.join(spoken))
    return said


def _thousands(number: int, words: _Words) -> str:
    """Choose the form of "thousand" that follows a number from 1 to 999."""
    one, few, many = words.thousands
    if number % 100 in range(11, 15):
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)
