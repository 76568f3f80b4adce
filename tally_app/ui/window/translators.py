"""Qt's own words (file dialog, context menu) in the language of the view."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_worn: list[QTranslator] = []
_code = "en"


def use(code: str) -> None:
    """Install Qt's translation of a language, once per change; English needs none."""
    global _code  # noqa: PLW0603 - one application speaks one language
    app = QCoreApplication.instance()
    if code == _code or app is None:
        return
    _code = code
    for old in _worn:
        app.removeTranslator(old)
    _worn.clear()
    QLocale.setDefault(QLocale(code))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator()
    if code != "en" and translator.load(f"qtbase_{code}", folder):
        app.installTranslator(translator)
        _worn.append(translator)
