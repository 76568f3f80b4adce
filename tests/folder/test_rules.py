"""Whatever is built: names that Windows can keep, libraries that are there."""

import pytest
from building.choosing import choice, is_left_out, qt_modules, reached
from building.pins import ROOT, folder_settings, own_pins
from building.rules import LONGEST, PLACE, unmet, unusable_names
from hypothesis import given
from hypothesis import strategies as st

PLAIN = st.text("abcxyzәіңғүұқөһ0189-_", min_size=1, max_size=20)


@pytest.mark.parametrize(
    "path",
    ["a/con", "a/NUL.txt", "lpt1.tar.gz", "com¹", "a/b.", "a/b ", "a//b", "x:y", "a\\b", "a/\x07",
     "a|b", "q?", "a/" + "b" * (LONGEST - PLACE)],
)  # fmt: skip
def test_what_windows_cannot_keep_is_named(path):
    assert unusable_names([path])


def test_two_names_that_are_one_on_windows():
    assert unusable_names(["parts/PIL/Image.py", "parts/pil/image.py"])


@given(st.lists(PLAIN, min_size=1, max_size=4))
def test_plain_names_are_kept(names):
    names = [f"{name}x" for name in names]
    assert unusable_names(["/".join(names)]) == []


def test_the_repository_itself_has_names_that_windows_keeps():
    tops = ("tally_app", "reports", "resources")
    files = [p.relative_to(ROOT).as_posix() for top in tops for p in (ROOT / top).rglob("*")]
    assert unusable_names(f"program/{path}" for path in files) == []


def test_a_library_lies_in_the_folder_or_is_windows_own():
    needed = {"parts/a.dll": {"B.dll", "KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll"},
              "parts/b.DLL": set()}  # fmt: skip
    package = dict.fromkeys(needed, "pillow")
    assert unmet(needed, package, "windows") == []


@pytest.mark.parametrize("name", ["icuuc.dll", "ICUIN.dll"])
@pytest.mark.parametrize("part", ["pyside6-essentials", "python"])
def test_windows_is_never_asked_for_the_library_it_got_in_1903(name, part):
    assert unmet({"x.dll": {name}}, {"x.dll": part}, "windows")


def test_a_library_on_no_list_or_on_another_part_s_is_named():
    assert unmet({"x.pyd": {"mfc42.dll"}}, {"x.pyd": "pillow"}, "windows")
    assert unmet({"x.pyd": {"d3d12.dll"}}, {"x.pyd": "pillow"}, "windows")


def test_only_what_is_loaded_is_taken_the_library_beside_its_asker_first():
    needs = {"q/a.pyd": {"CORE.dll", "KERNEL32.dll"}, "q/core.dll": {"rt.dll"}, "q/rt.dll": set(),
             "s/rt.dll": set(), "q/network.dll": set()}  # fmt: skip
    assert reached(["q/a.pyd"], needs, needs.__getitem__) == {"q/a.pyd", "q/core.dll", "q/rt.dll"}


def test_a_root_that_the_package_lost_is_no_silence():
    with pytest.raises(KeyError, match="gone"):
        reached(["gone.dll"], [], {}.__getitem__)


def test_the_program_s_qt_knows_no_network():
    modules = qt_modules((ROOT / "tally_app").rglob("*.py"))
    assert {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport"} <= {*modules}
    assert not [name for name in modules if "Network" in name or "Web" in name]


def test_what_is_large_and_never_asked_for_stays_out():
    assert is_left_out("pillow", "PIL/_avif.cp312-win_amd64.pyd")
    assert is_left_out("pyside6-essentials", "PySide6/opengl32sw.dll")
    assert is_left_out("tomlkit", "tomlkit/py.typed")
    assert not is_left_out("pillow", "PIL/_imaging.cp312-win_amd64.pyd")


def test_every_library_of_debian_s_has_its_package():
    assert choice()["system"]["linux"].keys() == choice()["debian"].keys()


def test_the_folder_has_its_own_qt_and_no_installer():
    project = ["pip==26.3", "pyside6-essentials==6.11.3", "shiboken6==6.11.3", "click==8.5.1"]
    assert own_pins(project, folder_settings()) == [
        "PySide6-Essentials==6.9.3", "shiboken6==6.9.3", "click==8.5.1"
    ]  # fmt: skip
