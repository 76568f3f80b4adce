"""What the program remembers between starts; no night depends on it."""

import json

import pytest

from tally_app.app.night.settings import DEFAULTS, RECENT, Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new folder" / "settings.json"


def test_nothing_remembered_is_the_defaults(path):
    settings = Settings(path)
    assert {name: settings[name] for name in DEFAULTS} == DEFAULTS
    assert settings["language"] == "kk"


def test_settings_are_remembered(path):
    Settings(path).set(language="ru", zoom=125)
    again = Settings(path)
    assert (again["language"], again["zoom"], again["theme"]) == ("ru", 125, "system")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"language": 3, "zoom": "big"}', "\x00"])
def test_a_file_that_cannot_be_read_means_defaults(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    settings = Settings(path)
    assert {name: settings[name] for name in DEFAULTS} == DEFAULTS


def test_bytes_that_are_no_text_mean_defaults(path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    assert Settings(path)["language"] == "kk"


def test_true_is_no_zoom_and_strange_names_are_dropped(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"zoom": True, "theme": "dark", "colour": "red"}), encoding="utf-8")
    settings = Settings(path)
    assert (settings["zoom"], settings["theme"]) == (100, "dark")
    settings.set(zoom=90)
    assert "colour" not in json.loads(path.read_text(encoding="utf-8"))


def test_an_unknown_setting_is_a_mistake(path):
    with pytest.raises(KeyError):
        Settings(path).set(colour="red")
    assert not path.exists()


def test_a_disk_that_takes_nothing_keeps_the_choice_for_this_start(tmp_path):
    (tmp_path / "file").touch()
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.set(language="ru")
    assert settings["language"] == "ru"
    assert (tmp_path / "file").read_bytes() == b""


def test_past_nights_come_newest_first_each_once(path, tmp_path):
    settings = Settings(path)
    for number in range(RECENT + 2):
        settings.remember(tmp_path / f"{number}.tally")
    settings.remember(tmp_path / "5.tally")
    names = [name.rpartition("/")[2] for name in Settings(path)["recent"]]
    assert names == ["5.tally", "9.tally", "8.tally", "7.tally", "6.tally", "4.tally", "3.tally",
                     "2.tally"]  # fmt: skip
    assert DEFAULTS["recent"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "xx"),
        ("language", "../ru"),
        ("theme", "pink"),
        ("zoom", 81),
        ("zoom", 10**9),
        ("recent", [""]),
        ("recent", [3]),
        ("recent", ["a\0b"]),
        ("recent", ["/"]),
        ("recent", ["."]),
        ("resume", "/"),
        ("recent", ["\ud800"]),
        ("nights", {"": {}}),
        ("resume", "a\0b"),
        ("copies", {"folder": "a\0b"}),
    ],
)
def test_a_bad_setting_is_its_default_and_is_told_once(path, name, value):
    path.parent.mkdir()
    said = {"theme": "dark", "zoom": 125, name: value}
    path.write_text(json.dumps(said), encoding="utf-8")
    settings = Settings(path)
    assert settings[name] == DEFAULTS[name]
    others = {other: said[other] for other in ("theme", "zoom") if other != name}
    assert {other: settings[other] for other in others} == others
    assert settings.mended() == name
    assert settings.mended() == ""
    assert Settings(path).mended() == ""


@pytest.mark.parametrize(
    "text", ["[" * 20_000, '{"a":' * 20_000, "{" + " " * 64_000 + "}", "7" * 5_000]
)
def test_a_file_without_end_means_defaults(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    settings = Settings(path)
    assert {name: settings[name] for name in DEFAULTS} == DEFAULTS
    assert settings.mended() == "settings.json"


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ([5, -30, 900, 600], [5, -30, 900, 600]),
        ([5, 5, 900], []),
        ([5, 5, 900, 600, 1], []),
        ([5, 5, 0, 600], []),
        ([5, 5, 900, -1], []),
        ([5, 5, 900, 1e9], []),
        ([True, 5, 900, 600], []),
        ([5, 5, 900, 10**9], []),
        ("5", []),
    ],
)
def test_a_place_that_is_none_is_forgotten_and_the_other_settings_stay(path, kept, read):
    path.parent.mkdir()
    said = {"place": kept, "maximised": True, "language": "ru"}
    path.write_text(json.dumps(said), encoding="utf-8")
    settings = Settings(path)
    assert (settings["place"], settings["maximised"], settings["language"]) == (read, True, "ru")
