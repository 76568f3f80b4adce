"""Packages handed out from the window: the bytes of the command, all of them or none."""

import re
from pathlib import Path

import pypdf
import pytest

from tally_app import paths
from tally_app.app.handover.packages import (
    built_each,
    built_of,
    opened_key,
    read_package,
    signed,
)
from tally_app.app.view.maker import GoOn, GoTo, StopHanding
from tally_app.app.window.maker.key_dialogs import AGAIN, PHRASE
from tally_app.app.window.maker.presenter import MakerPresenter
from tally_app.catalog.library import Library
from tests.bench.makers import election_of

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
PASSPHRASE = "five ordinary words here"
DAY = "2027-03-01"


@pytest.fixture
def maker(services, tmp_path):
    """The page of the check with an election of three precincts, one of which has no safe name."""
    services.settings.set(language="ru")
    made = MakerPresenter(services)
    made.asked(GoOn())
    text = election_of(3, LIBRARY).replace('number = "3"', 'number = "3-я школа"')
    (tmp_path / "e.toml").write_text(text, encoding="utf-8")
    made.file("maker_open", tmp_path / "e.toml")
    made.asked(GoTo("check"))
    return made


def finished(maker):
    while maker.busy:
        maker.work_on()
    return maker.view("ru").message


def with_key(maker, path):
    maker.commit("hand.signs", "key")
    maker.file("maker_new_key", path)
    maker.submit({PHRASE: PASSPHRASE, AGAIN: PASSPHRASE})
    assert maker.dialog is None
    return maker


def pressed(view, kind):
    """The button of a view that asks for that file."""
    cards = [card for card in view.blocks if hasattr(card, "buttons")]
    every = [*view.buttons, *(one for card in cards for one in card.buttons)]
    return next(one for one in every if getattr(one.intent, "kind", "") == kind)


def test_an_unsigned_package_is_that_of_the_command(maker, tmp_path):
    maker.file("maker_package", tmp_path / "a.tally-election")
    said = finished(maker)
    assert "Подписи нет" in said.text
    plain = built_of(tmp_path / "e.toml", LIBRARY, version=1, made=DAY)
    assert (tmp_path / "a.tally-election").read_bytes() == plain


def test_a_signed_package_for_each_precinct_is_that_of_the_command(maker, tmp_path):
    assert "не электронная подпись в смысле закона" not in str(maker.view("ru").blocks)
    with_key(maker, tmp_path / "our.key")
    maker.commit("hand.each", "each")
    view = maker.view("ru")
    assert "не электронная подпись в смысле закона" in str(view.blocks)
    folder = tmp_path / "пакеты"
    folder.mkdir()
    assert not pressed(view, "maker_packages").closed
    maker.file("maker_packages", folder)
    assert not maker.busy, "first the passphrase"
    maker.submit({PHRASE: PASSPHRASE})
    said = finished(maker)
    assert (said.tone, "Пакетов записано: 3, версия 1" in said.text) == ("ok", True)
    key = opened_key((tmp_path / "our.key").read_bytes(), PASSPHRASE)
    plain = dict(built_each(tmp_path / "e.toml", LIBRARY, version=1, made=DAY))
    assert sorted(path.name for path in folder.iterdir()) == sorted(plain)
    for name, data in plain.items():
        (tmp_path / "plain").write_bytes(data)
        assert (folder / name).read_bytes() == signed(read_package(tmp_path / "plain"), key)


def test_the_letter_has_the_digits_of_the_key(maker, tmp_path):
    with_key(maker, tmp_path / "our.key")
    said = maker.view("ru").message
    digits = re.findall(r"\b\d{4}\b", said.text)
    assert len(digits) == 6
    assert said.buttons[0].intent.kind == "maker_letter"
    maker.file("maker_letter", tmp_path / "letter.pdf")
    page = pypdf.PdfReader(tmp_path / "letter.pdf").pages[0].extract_text()
    assert all(group in page for group in digits)


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("short", "short", "короче 12 знаков"),
        (PASSPHRASE, "five ordinary words hear", "не одинаковы"),
    ],
)
def test_no_key_under_a_bad_passphrase(maker, tmp_path, first, again, said):
    maker.file("maker_new_key", tmp_path / "our.key")
    maker.submit({PHRASE: first, AGAIN: again})
    ((_, why),) = maker.dialog.errors
    assert said in why
    maker.cancel()
    assert maker.dialog is None
    assert not (tmp_path / "our.key").exists()


def test_a_wrong_passphrase_signs_nothing_and_the_right_one_follows(maker, tmp_path):
    with_key(maker, tmp_path / "our.key")
    path = tmp_path / "a.tally-election"
    maker.file("maker_package", path)
    maker.submit({PHRASE: "five ordinary word here"})
    ((_, why),) = maker.dialog.errors
    assert "не подошла" in why
    assert (maker.busy, path.exists()) == (False, False)
    maker.submit({PHRASE: PASSPHRASE})
    finished(maker)
    assert read_package(path).fingerprint


def test_what_is_stopped_leaves_nothing_and_a_file_that_stands_is_never_replaced(
    maker, tmp_path, monkeypatch
):
    folder = tmp_path / "each"
    folder.mkdir()
    monkeypatch.setattr("tally_app.app.window.maker.handing._AT_ONCE", -1)
    maker.commit("hand.each", "each")
    maker.file("maker_packages", folder)
    while not [*folder.iterdir()]:
        maker.work_on()
    said = maker.view("ru").message
    assert "1 из 3" in said.text
    assert pressed(maker.view("ru"), "maker_packages").closed
    assert said.buttons[0].intent == StopHanding()
    maker.asked(StopHanding())
    assert (maker.busy, [*folder.iterdir()]) == (False, [])
    assert maker.work.kept.version == 0
    (folder / "2.tally-election").write_bytes(b"mine")
    maker.file("maker_packages", folder)
    said = finished(maker)
    assert (said.tone, "2.tally-election" in said.text) == ("error", True)
    assert [path.read_bytes() for path in folder.iterdir()] == [b"mine"]


def test_a_file_that_is_no_key_is_told(maker):
    maker.file("maker_key", Path(paths.resources() / "samples" / "aral-2021.toml"))
    assert "не файл ключа" in maker.view("ru").message.text
