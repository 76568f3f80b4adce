"""Number words: the glossary verbatim, then every count against num2words."""

import re

import pytest
from num2words import num2words

from tally_app.domain.values.numwords import in_words

# The examples of the Kazakh glossary, verbatim.
KAZAKH = {
    0: "нөл",
    7: "жеті",
    100: "бір жүз",
    101: "бір жүз бір",
    120: "бір жүз жиырма",
    150: "бір жүз елу",
    1000: "бір мың",
    1001: "бір мың бір",
    1234: "бір мың екі жүз отыз төрт",
    1283: "бір мың екі жүз сексен үш",
    1985: "бір мың тоғыз жүз сексен бес",
    2494: "екі мың төрт жүз тоқсан төрт",
    10_076: "он мың жетпіс алты",
    100_000: "бір жүз мың",
    121_348: "бір жүз жиырма бір мың үш жүз қырық сегіз",
    999_999: "тоғыз жүз тоқсан тоғыз мың тоғыз жүз тоқсан тоғыз",
}

RUSSIAN = {
    0: "ноль",
    11: "одиннадцать",
    1000: "одна тысяча",
    1283: "одна тысяча двести восемьдесят три",
    2002: "две тысячи два",
    5000: "пять тысяч",
    11_000: "одиннадцать тысяч",
    12_112: "двенадцать тысяч сто двенадцать",
    21_001: "двадцать одна тысяча один",
    111_000: "сто одиннадцать тысяч",
    122_000: "сто двадцать две тысячи",
}

ENGLISH = {
    0: "zero",
    18: "eighteen",
    20: "twenty",
    100: "one hundred",
    1283: "one thousand two hundred eighty-three",
    999_999: "nine hundred ninety-nine thousand nine hundred ninety-nine",
}


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        (language, value, words)
        for language, table in (("kk", KAZAKH), ("ru", RUSSIAN), ("en", ENGLISH))
        for value, words in table.items()
    ],
)
def test_words_stand_as_in_the_glossary(language: str, value: int, words: str) -> None:
    assert in_words(value, language) == words


def oracle(value: int, language: str) -> str:
    """Say a number with num2words, its Kazakh hundreds and English "and" brought to our style."""
    said = num2words(value, lang={"kk": "kz"}.get(language, language))
    if language == "kk":
        # num2words leaves out «бір» before a hundred that no digit precedes.
        said = re.sub(r"(^|мың )жүз", r"\1бір жүз", said)
    return said.replace(",", "").replace(" and ", " ") if language == "en" else said


#: Every rest below a thousand, every thousand alone, and a stride that is prime to 1000, so that it
#: meets every pair of digits of both groups.
SOME = sorted({*range(10_000), *range(0, 1_000_000, 1000), *range(0, 1_000_000, 97)})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_words_agree_with_num2words(language: str) -> None:
    assert not [n for n in SOME if in_words(n, language) != oracle(n, language)]


@pytest.mark.long
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_words_of_a_million_agree_with_num2words(language: str) -> None:
    assert not [n for n in range(1_000_000) if in_words(n, language) != oracle(n, language)]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_count_is_its_thousands_and_then_its_rest(language: str) -> None:
    rests = ["", *(" " + in_words(rest, language) for rest in range(1, 1000))]
    for thousands in range(1, 1000):
        head = in_words(thousands * 1000, language)
        said = [in_words(thousands * 1000 + rest, language) for rest in range(1000)]
        assert said == [head + rest for rest in rests]


@pytest.mark.parametrize("value", [-1, 1_000_000, 10**9])
def test_a_number_that_is_no_count_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="no count"):
        in_words(value, "kk")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(KeyError, match="'kz'"):
        in_words(1, "kz")
