"""Files are asked for in the folder that was used last, by a name that says what they are."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.view.base import SavePaper
from tests.e2e.test_protocol_evening import finished


def test_the_second_pdf_is_offered_beside_the_first_with_precinct_ballot_and_day(house, tmp_path):
    shell = finished(house)
    asked: list[tuple[str, str]] = []
    shell.file_asked.disconnect(house.window.ask_file)
    shell.file_asked.connect(lambda kind, path: asked.append((kind, path)))
    shell.intent(SavePaper(PROTOCOL_PAPER))
    kind, name = asked[-1]
    assert kind == "save_pdf"
    assert name.startswith("999 ")
    assert name.endswith("2021-08-01 protocol.pdf")
    stick = tmp_path / "USB"
    stick.mkdir()
    shell.file_chosen(kind, str(stick / name))
    assert (stick / name).is_file()
    shell.intent(SavePaper(PROTOCOL_PAPER))
    assert Path(asked[-1][1]).parent == stick
    house.close()
    shell = house.start()
    assert shell.services.settings["folders"]["save_pdf"] == str(stick), "also another day"
