"""A file is written small, and every reader still finds in it what reportlab wrote."""

from __future__ import annotations

import pypdfium2
import pytest

from reports.drawing import frame
from reports.drawing.file.packing import packed
from reports.papers.protocol import protocol
from tests.reports import factory, reading


@pytest.fixture
def both(texts, monkeypatch):
    """The protocol as reportlab wrote it, and as it leaves the program."""
    small = protocol(factory.record(), texts)
    monkeypatch.setattr(frame, "packed", lambda pdf: pdf)
    return protocol(factory.record(), texts), small


def test_a_paper_is_little_more_than_half_the_file_and_says_the_same(both):
    whole, small = both
    assert small == packed(whole)
    assert len(small) < 0.65 * len(whole)
    for read in (reading.pages, reading.pdfium_pages, reading.fonts, reading.operations):
        assert read(small) == read(whole)
    assert frame.sheets(small) == frame.sheets(whole) == len(pypdfium2.PdfDocument(small))


def test_what_is_no_file_of_reportlab_is_refused(both):
    for broken in (b"", both[0][:-40], both[1]):
        with pytest.raises(ValueError, match="reportlab"):
            packed(broken)
