"""Every word is known to the dictionary of its language, or to our own list beside it.

The dictionaries are the system's (hunspell by a pipe). Ours in ``tests/data/words`` hold what they
lack: words of the field, and the cases of Kazakh, of which the free dictionary knows few. A word
that fails here is misspelt, or it is read once and written down there.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.every_text import every

WORDS = Path(__file__).parents[1] / "data" / "words"
DICTIONARIES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}
CYRILLIC = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
LETTERS = {"kk": CYRILLIC, "ru": CYRILLIC, "en": "A-Za-z"}
PLACES = re.compile(r"\{[^{}]*\}")
#: Commands, options, keys and names of files are no words of a language.
CODE = re.compile(r"tally-app [\w-]+( [\w-]+)?|--\w[\w-]*|[\w./-]*[a-z][_./\\][\w./]+|\b[a-z]+_\w+")


def words(language: str) -> set[str]:
    text = "\n".join(CODE.sub(" ", PLACES.sub(" ", text)) for _, text in every(language))
    letters = LETTERS[language]
    return set(re.findall(rf"[{letters}]+(?:['’-][{letters}]+)*", text))


def own(language: str) -> set[str]:
    return set((WORDS / f"{language}.txt").read_text(encoding="utf-8").split())


def misspelt(language: str, asked: set[str]) -> set[str]:
    """Those of the words that no dictionary knows."""
    command = ["hunspell", "-d", DICTIONARIES[language], "-i", "utf-8", "-l"]
    told = subprocess.run(
        command, input="\n".join(sorted(asked)), capture_output=True, text=True, check=False
    )
    if told.returncode or "Can't open" in told.stderr:
        name = "en-us" if language == "en" else language
        pytest.skip(f"SPELLING NOT CHECKED in {language}: apt-get install hunspell hunspell-{name}")
    return set(told.stdout.split()) - own(language)


@pytest.fixture(autouse=True)
def _hunspell():
    if shutil.which("hunspell") is None:
        pytest.skip("SPELLING NOT CHECKED: apt-get install hunspell hunspell-kk hunspell-ru")


@pytest.mark.parametrize("language", list(DICTIONARIES))
def test_every_word_is_known(language):
    asked = words(language)
    assert len(asked) > 1000
    unknown = sorted(misspelt(language, asked))
    assert unknown == [], f"misspelt, or to be written into tests/data/words/{language}.txt"


@pytest.mark.parametrize(
    ("language", "wrong"), [("kk", "сайлушы"), ("ru", "бюлетень"), ("en", "ballott")]
)
def test_a_misspelt_word_is_seen(language, wrong):
    assert misspelt(language, {wrong}) == {wrong}
