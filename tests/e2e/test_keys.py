"""How many presses an evening takes, beside what a spreadsheet would take for the same figures."""

from __future__ import annotations

from tests.e2e import hands
from tests.e2e.hands import fill_to_count, keys, to_finish
from tests.e2e.test_first_night import begin

#: Somebody sits down, a box is added, a button is pressed: the way to it and the press.
_ELSEWHERE = 2


class Counted:
    """Presses as they are made, and what of them is digits and their Enter."""

    def __init__(self, monkeypatch) -> None:
        self.pressed = self.figures = 0
        self._enter = hands.enter
        key_click = hands.QTest.keyClick

        class Library:
            @staticmethod
            def keyClick(widget, key, *more):
                self.pressed += 1
                key_click(widget, key, *more)

            qWait = hands.QTest.qWait  # noqa: N815 - Qt calls it so

        monkeypatch.setattr(hands, "QTest", Library)
        monkeypatch.setattr(hands, "enter", self.enter)

    def enter(self, *figures: str) -> None:
        self.figures += sum(len(figure) + 1 for figure in figures)
        self._enter(*figures)


def test_the_whole_protocol_with_its_second_entry_takes_few_keys_more_than_its_figures(
    house, monkeypatch, capsys
):
    shell = begin(house)
    counted, sat = Counted(monkeypatch), []
    choose = shell.choose_person
    monkeypatch.setattr(shell, "choose_person", lambda who: (sat.append(who), choose(who)))
    fill_to_count(house)
    counted.enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    to_finish(house)
    keys("999")
    counted.figures += 3
    pressed = counted.pressed + _ELSEWHERE * (len(sat) + len(shell.desk.session.night.boxes))
    with capsys.disabled():
        print(f"\npresses {pressed}, a spreadsheet {counted.figures}")
    assert shell.desk.session.obstacles(shell.desk.place.contest) == ()
    assert pressed <= 1.1 * counted.figures + 12
