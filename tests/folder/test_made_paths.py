"""Every name of a file or folder that the program makes of what people write is one that Windows
keeps, whatever the number of a precinct says.
"""

from dataclasses import replace
from pathlib import Path

from building.rules import unusable_names
from hypothesis import example, given
from hypothesis import strategies as st

from tally_app.app.backup.about import About, folder_name
from tally_app.app.night.file_names import copy_name
from tally_app.app.night.files import free_path
from tally_app.domain.values.file_names import fitted, fitted_each

NIGHT = "123456789012"
NOBODY = About(NIGHT, "", {}, {}, {}, "2026-09-06", False, False, 0, 1, "", "", "", "")
WRITTEN = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["con", "NUL", "com1", "lpt¹", "CONOUT$", "a.", "b ", " ", "..", "x:y", "aux.1"]
    ),
)


@given(WRITTEN, st.booleans())
@example("№ 12/3", True)
@example("con", False)
@example("", False)
def test_a_copy_of_any_precinct_has_a_name(number, training):
    assert unusable_names([copy_name(number, training=training)]) == []


@given(WRITTEN)
@example("NUL")
@example("\ud800")
def test_the_copies_of_any_precinct_have_a_folder(number):
    assert unusable_names([folder_name(replace(NOBODY, number=number))]) == []


@given(WRITTEN)
def test_what_is_fitted_to_be_a_name_is_one(text):
    assert unusable_names([f"{fitted(text)}.pdf"]) == []


@given(WRITTEN, st.booleans())
@example("com1.2", False)
def test_the_night_of_any_precinct_has_a_file(number, training):
    [name] = [free_path(Path("nowhere"), number, training=training).name]
    assert unusable_names([name]) == []


@given(st.lists(WRITTEN, max_size=4, unique=True))
@example(["1/2", "1-2", "1:2"])
@example(["А1", "а1"])
@example(["1/2", "1-2-2", "1-2"])
def test_the_files_of_several_precincts_never_are_one(numbers):
    names = list(fitted_each(numbers))
    assert len(names) == len(numbers)
    assert unusable_names([f"{name}.tally-election" for name in names]) == []
