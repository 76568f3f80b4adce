from functools import partial

import pytest
from reportlab.pdfbase import pdfmetrics

from reports.drawing import fonts
from reports.drawing.fonts import FontsNotRegisteredError, bold, regular
from reports.drawing.layout import (
    BOTTOM_PLAIN,
    Block,
    Leaf,
    append,
    balanced,
    group,
    set_prose,
    tidy,
    wrap,
)
from reports.drawing.sheet import natural
from reports.papers.blank import blank
from reports.papers.certified_copy import certified_copy
from reports.papers.dictation import dictation
from reports.papers.document import document
from reports.papers.fair_copy import fair_copy
from reports.papers.part_one import part_one
from reports.papers.protocol import protocol
from reports.papers.recount_act import recount_act
from reports.papers.wall import wall
from tally_app.domain.form.numbers import short_name
from tests.reports import documents, factory
from tests.reports.reading import pdfium_pages


def test_printing_before_registering_is_refused(texts, monkeypatch):
    monkeypatch.setattr(pdfmetrics, "getRegisteredFontNames", list)
    for printer, said in (
        (protocol, factory.record()),
        (part_one, factory.part_one()),
        (fair_copy, factory.record()),
        (recount_act, factory.recounted()),
        (wall, factory.record()),
        (dictation, factory.record()),
        (blank, factory.record()),
        (partial(certified_copy, **factory.HANDED), factory.record()),
        (document, documents.act()),
    ):
        with pytest.raises(FontsNotRegisteredError, match="register"):
            printer(said, texts)


def test_a_missing_font_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="NotoSans-Regular"):
        fonts.register(tmp_path)


@pytest.mark.parametrize(
    "character",
    ["漢", "ﷺ", "😀", "☎", "€", "\u200b", "\u00ad", "\ufeff", "\u202e", "\x07", "\u0301"],
)
def test_what_no_face_can_draw_is_printed_by_its_code(texts, character):
    record = factory.record(title={"kk": f"Сайлау {character}", "ru": "Выборы"})
    said = "".join(pdfium_pages(protocol(record, texts)))
    assert f"[U+{ord(character):04X}]" in said
    assert character not in said


def test_every_kazakh_letter_has_a_glyph():
    letters = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
    for font in (fonts.REGULAR, fonts.BOLD):
        ((name, _),) = fonts.runs(letters + letters.lower() + "№₸«»—–…·Σ\u00a0\u202f", font)
        assert name == font
    assert [name for name, _ in fonts.runs("1 ≠ 2 − 3 ≤ 4", fonts.BOLD)].count(fonts.SIGNS) == 3


def test_tidy_glues_what_belongs_together():
    assert (
        tidy("  акт\n№  3,\t12 шілде, А. М. Е. ")
        == "акт №\u00a03, 12\u00a0шілде, А.\u00a0М.\u00a0Е."
    )
    assert tidy("ст. 20-1, п. 2, подп. 12)") == "ст.\u00a020-1, п.\u00a02, подп.\u00a012)"
    assert tidy("2-тармақ, 12) тармақша") == "2-тармақ, 12)\u00a0тармақша"
    assert tidy("5 %, п. а") == "5\u00a0%, п. а"
    assert tidy("и\u0306") == "й"
    assert tidy("5 + 6 · 7") == "5 + 6 · 7"


def test_wrap_breaks_a_word_that_is_too_wide():
    lines = wrap("Сейітмұхамбетұлы-Досмұхамедқалиұлы-Нұрсұлтан", bold(8), 40)
    assert lines[0].endswith("-")
    assert "".join(lines) == "Сейітмұхамбетұлы-Досмұхамедқалиұлы-Нұрсұлтан"
    solid = wrap("а" * 90, regular(8), 40)
    assert "".join(solid) == "а" * 90
    assert all(regular(8).width(line) <= 40 for line in [*lines, *solid])
    assert wrap("а", regular(8), 0.1) == ["а"]
    assert set_prose("  ", regular(8), 40) == []


def test_balanced_lines_are_of_about_one_width():
    text = "дауыс беруге қатысқан сайлаушылардың жалпы саны және тағы бір сөз"
    lines = balanced(text, bold(8), 82)
    assert len(lines) == len(wrap(text, bold(8), 82)) == 2
    widths = [bold(8).width(line) for line in lines]
    assert max(widths) - min(widths) < 20


def page_with(room):
    """A page with ``room`` mm left above its footer."""
    return Leaf(BOTTOM_PLAIN - room, "", initials=False)


def test_a_block_that_does_not_fit_is_refused():
    leaf = page_with(10)
    with pytest.raises(ValueError, match=r"11\.0 mm"):
        leaf.put(Block(11, lambda pen, y: None))


def test_append_takes_a_fresh_page():
    leaves = [page_with(10)]
    for _ in range(3):
        append(leaves, group([Block(4, lambda pen, y: None)]), 1, lambda: page_with(10))
    assert [len(leaf.placed) for leaf in leaves] == [2, 1]
    assert leaves[1].zed() is None
    top, bottom = page_with(20).zed()
    assert (BOTTOM_PLAIN - top, BOTTOM_PLAIN - bottom) == pytest.approx((17.2, 2.8))


def test_numbers_sort_as_people_count():
    numbers = ["5.10", "", "9", "2", "5.9", "12", "5a"]
    assert sorted(numbers, key=natural) == ["2", "5.9", "5.10", "5a", "9", "12", ""]


def test_initials():
    assert short_name("Мысалов Бауыржан Ерланұлы") == "Мысалов Б. Е."
    assert short_name("Мысалов") == "Мысалов"
