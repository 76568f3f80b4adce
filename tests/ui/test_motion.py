"""What moves in the window moves only where the system wants it."""

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.ui.night.footer import SavedLabel

#: What a system turns off that is asked not to move anything.
EFFECTS = (Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateMenu)


@pytest.mark.parametrize("wanted", [True, False])
def test_the_hour_of_saving_fades_in_only_where_the_system_wants_motion(qtbot, wanted):
    for effect in EFFECTS:
        QApplication.setEffectEnabled(effect, wanted)
    window = QWidget()
    qtbot.addWidget(window)
    label = SavedLabel(window)
    window.show()
    label.set_words("20:00:01")
    label.set_words("20:00:02")
    moving = [x.state() for x in label.findChildren(QAbstractAnimation)]
    for effect in EFFECTS:
        QApplication.setEffectEnabled(effect, False)
    assert moving == ([QAbstractAnimation.State.Running] if wanted else [])
