import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.values import signs
from tally_app.domain.values.signs import all_named, composed, named, seen, spelt, unseen

UNSEEN = ("\0\t\n\x1b\x7f\x85\u00ad\u034f\u061c\u180e\u200b\u200d\u200e\u200f\u2028\u202a\u202e"
          "\u2060\u2066\u2069\u2800\u3164\ufe0f\ufeff\uffff\U000e0041\ud83d")  # fmt: skip
SEEN = "aЖәіңғүұқөһ0 -–—№«»…☎€✓漢ﷺ😀\u00a0\u2009\u202f\ufffd"


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_sign_nobody_sees_is_found_and_taken_out(sign):
    assert unseen(f"Са{sign}ин") == (sign,)
    assert seen(f"Са{sign}ин").replace(" ", "") == "Саин"


@pytest.mark.parametrize("sign", SEEN)
def test_a_sign_that_is_seen_stays(sign):
    assert unseen(f"Са{sign}ин") == ()
    assert seen(f"Са{sign}ин") == f"Са{sign}ин"


def test_no_sign_nobody_sees_is_passed_over():
    """Every code point there is, alone and behind a letter: what is not looked at one by one is
    seen, and composes with nothing.
    """
    every = [chr(number) for number in range(sys.maxunicode + 1)]
    passed = [sign for sign in every if signs._RARE.search(sign) is None]
    assert len(passed) > 500
    for sign in passed:
        assert not signs._is_unseen(f"а{sign}", 1)
        assert not signs._is_unseen(sign, 0)
        assert unicodedata.combining(sign) == 0
        assert unicodedata.normalize("NFC", f"и{sign}") == f"и{unicodedata.normalize('NFC', sign)}"
        assert signs._RARE.search(unicodedata.normalize("NFC", sign)) is None


def test_what_composes_is_composed_and_what_stands_alone_is_no_sign():
    assert composed("и\u0306") == "й"
    assert unseen("и\u0306") == ()
    assert unseen("Сави\u0301н") == ("\u0301",), "no letter of the alphabet has it"
    assert unseen("\u0301") == unseen(" \u0301") == ("\u0301",)
    assert unseen("नमस्ते") == unseen("مُحَمَّد") == (), "signs of their own script"
    assert unseen(" \u0947") == ("\u0947",)


def test_a_break_leaves_a_space_where_it_parted_words():
    assert seen("Саин\nАлия\tОмар") == "Саин Алия Омар"
    assert seen("12\u200b34") == "1234"


def test_signs_are_named_as_unicode_names_them():
    assert named("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert named("\x1b") == "U+001B ESCAPE"
    assert named("\x01") == "U+0001"
    assert all_named(tuple("\0\a\b\t")) == "U+0000 NULL, U+0007 BELL, U+0008 BACKSPACE …"


def test_half_a_sign_becomes_the_sign_for_what_cannot_be_read():
    assert composed("x\ud83dy") == "x\ufffdy"


@given(st.text())
def test_the_rule_gives_a_text_that_passes_it(text):
    once = seen(composed(text))
    assert unseen(once) == ()
    assert seen(once) == composed(once) == once
    assert len(once) <= 3 * len(text)
    once.encode()


@given(st.text())
def test_only_unseen_signs_are_taken_out(text):
    left = [x for x in composed(text) if x not in unseen(text)]
    kept = [x for x in seen(composed(text)) if x != " "]
    assert unicodedata.normalize("NFC", "".join(x for x in left if x != " ")) == "".join(kept)


@given(st.text(), st.sets(st.characters()))
def test_a_paper_says_every_sign_or_its_code(text, faces):
    said = spelt(text, {ord(x) for x in faces} | set(range(0x20, 0x7F)))
    for sign in unicodedata.normalize("NFC", text):
        assert sign in said or f"[U+{ord(sign):04X}]" in said
    assert unseen(said) == ()


def test_the_first_few_of_many_signs_are_named_and_that_there_are_more():
    two, three = ("\u200b", "\xad"), ("\u200b", "\xad", "\ufeff")
    assert signs.all_named(two, 2) == "U+200B ZERO WIDTH SPACE, U+00AD SOFT HYPHEN"
    assert signs.all_named(three, 2) == f"{signs.all_named(two, 2)} …"
    assert signs.all_named((), 2) == ""


def test_a_paper_prints_the_code_of_what_it_cannot_draw_or_nobody_sees():
    drawn = {ord(sign) for sign in "Әлия 12\u200b\u0301"}
    assert signs.spelt("Әлия 12", drawn) == "Әлия 12"
    assert signs.spelt("Әлия ☎", drawn) == "Әлия [U+260E]"
    assert signs.spelt("Әли\u200bя", drawn) == "Әли[U+200B]я"
    assert signs.spelt("1\n2", drawn) == "1[U+000A]2"
    assert signs.spelt("\u0301", drawn) == "[U+0301]"
