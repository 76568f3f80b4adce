import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.values.file_names import fits, fitted

UNFIT = (
    *("", ".", "..", "/../../outside", "a/b", "a\\b", "a:b", "CON", "nul", "NUL.txt", "com1.tally"),
    *("LPT¹", "aux ", "12.", "12 ", " 12", ".12", "1\n2", "1\t2", "1\x002", "1\u202e2", "1\u200b2"),
    *("1?", "1*", "<1>", '"1"', "1|2", "ж" * 51, "a" * 101, "CONIN$", "PRN.a.b"),
)


@pytest.mark.parametrize("text", UNFIT)
def test_a_name_some_system_does_not_take_is_made_another(text):
    assert not fits(text)
    assert fits(fitted(text))


@pytest.mark.parametrize("text", ["999", "12-а", "Арал № 3", "CONSUL", "a.b", "comm", "ж" * 50])
def test_a_name_every_system_takes_stays(text):
    assert fits(text)
    assert fitted(text) == text


@given(st.text(max_size=200))
def test_every_text_gives_a_name(text):
    assert fits(fitted(text))
