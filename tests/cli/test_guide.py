"""The sheets of ``tally-app guide``: read back from the PDF."""

import io

import pypdf
import pytest

from tally_app import main, paths
from tally_app.catalog.topics import topics_in


def said(path):
    pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_help_guide_and_lesson_are_written(tmp_path, language, capsys):
    assert main.command_line(["guide", "--out", str(tmp_path / "folder"), "--lang", language]) == 0
    words = main.Wordings(paths.resources() / "texts")[language]
    _pages, text = said(tmp_path / "folder" / f"help-{language}.pdf")
    for topic in topics_in(paths.resources()):
        assert words(f"help.if.{topic.id}.law") in text, topic.id
    assert words("help.key.undo") in text
    pages, text = said(tmp_path / "folder" / "quick-guide.pdf")
    assert pages == 2
    assert "ДАУЫСТАРДЫ САНАУ: ҚЫСҚАША НҰСҚАУЛЫҚ" in text
    assert "ст. 43, п. 3-1" in text
    pages, text = said(tmp_path / "folder" / "lesson.pdf")
    assert (pages, "Всего: 60 минут" in text) == (1, True)
    assert "Enter, ↑, Ctrl+Enter" in text
