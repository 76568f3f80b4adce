"""A night by somebody who cannot see the screen: what is typed and pressed is found, named and read
back from the accessibility tree alone. Sample and person are chosen as everywhere.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.intents import FinishProtocol
from tests.e2e import hands
from tests.e2e.test_first_night import begin, state

NAME, VALUE = QAccessible.Text.Name, QAccessible.Text.Value
SAID = QAccessible.Text.Description
FIELDS = (QAccessible.Role.EditableText, QAccessible.Role.ComboBox)


def tree(interface):
    """Everything a screen reader meets below something."""
    yield interface
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None and child.isValid():
            yield from tree(child)


def whole(house):
    return tree(QAccessible.queryAccessibleInterface(house.window))


def standing():
    """What the reader says of the place the focus is in."""
    interface = QAccessible.queryAccessibleInterface(hands.focused())
    assert interface.state().focused
    return interface


def press_named(house, name):
    """Press the one button of that name."""
    QApplication.processEvents()
    found = [
        one
        for one in whole(house)
        if one.role() == QAccessible.Role.Button
        and one.text(NAME) == name
        and not one.state().invisible
    ]
    assert found, name
    for deed in ("SetFocus", "Press"):
        found[0].actionInterface().doAction(deed)
    QTest.qWait(150)  # Qt shows a press of a reader for a tenth of a second


@pytest.fixture
def heard(monkeypatch):
    """What is announced, in the order it is said."""
    said = []
    for room in ("kit.note", "night.panel"):
        monkeypatch.setattr(f"tally_app.ui.{room}.announce", lambda _at, words: said.append(words))
    return said


@pytest.fixture
def by_ear(monkeypatch):
    """The hands of the other tests read each field before they type and after it was left."""
    read = []

    def enter(*figures):
        for figure in figures:
            field = standing()
            assert field.role() in FIELDS, field.role()
            name, widget = field.text(NAME), hands.focused()
            assert name.strip(), widget.objectName()
            hands.keys(figure)
            assert field.text(VALUE) == figure or field.textInterface().text(0, 40) == figure
            QTest.keyClick(widget, "\r")
            QApplication.processEvents()
            read.append((name, figure))
            assert hands.focused() is not None

    def push(house, asked):
        from tally_app.ui.kit.button import ButtonWidget

        buttons = house.window.findChildren(ButtonWidget)
        name = next(x.view.text for x in buttons if x.isVisible() and x.view.intent == asked)
        press_named(house, name)

    monkeypatch.setattr(hands, "enter", enter)
    monkeypatch.setattr(hands, "push", push)
    return read


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_whole_night_from_the_accessibility_tree_alone(house, by_ear, heard, language):
    shell = begin(house, language=language)
    hands.fill_to_count(house)
    words = shell.desk.wording
    hands.enter("928", "731", "3", "6", "153", "0", "35", "0", "1", "14", "20", "23:41")
    hands.to_finish(house)
    hands.keys("999")
    hands.push(house, FinishProtocol())
    assert state(house).finish is not None
    form = shell.desk.session.night.form("akim")
    named = " ".join(name for name, _figure in by_ear)
    for line in ("ballots_received", "voters", "given", "against_all", "invalid"):
        assert words.pick(form.line(line).label) in named


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_finding_is_announced_and_described_and_the_focus_stays(house, by_ear, heard, language):
    shell = begin(house, language=language)
    hands.fill_to_count(house)
    heard.clear()
    hands.enter("928", "731", "3", "6", "153", "0", "36", "0", "1", "14", "20")
    assert any("D-01" in said for said in heard), heard
    finding = shell.desk.session.reckoning("akim").result("D-01")
    assert any(words_of(shell, finding) in said for said in heard)
    assert standing().role() in FIELDS, "the focus is where one goes on"
    described = [one.text(SAID) for one in whole(house) if one.role() in FIELDS]
    assert any(described), "the field says what is wrong with it"


def words_of(shell, finding):
    return shell.desk.wording.pick(finding.relation.message)


def test_everything_that_takes_the_focus_has_role_name_and_a_size_for_fingers(house, by_ear):
    begin(house, language="kk")
    hands.fill_to_count(house)
    for stop in house.window.desk.stops():
        interface = QAccessible.queryAccessibleInterface(stop)
        assert interface.text(NAME).strip(), stop.objectName()
        assert interface.role() != QAccessible.Role.NoRole
        edge = 4 if interface.role() in FIELDS else 0  # the box is painted around the field
        box = stop.rect().adjusted(-edge, -edge, edge, edge)
        assert min(box.width(), box.height()) >= 23, (stop.objectName(), box)
