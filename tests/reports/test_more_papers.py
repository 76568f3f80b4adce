"""The sheet for the wall, the sheet to dictate, the certified copy, the blank form."""

from dataclasses import replace

import pytest

from reports.papers.blank import blank, emptied
from reports.papers.certified_copy import certified_copy
from reports.papers.dictation import dictation
from reports.papers.protocol import protocol
from reports.papers.wall import wall
from tally_app.domain.values.numwords import in_words
from tests.reports import factory
from tests.reports.reading import fonts, pages, pdfium_pages, rectangles

NAMED = "Хабарова Жанар Мысалқызы, БАҚ өкілі"


def body(record):
    return [line for line in record.lines if line.place == "body" and line.kind == "count"]


def words(value, language):
    said = in_words(value, language)
    return said[0].upper() + said[1:]


@pytest.mark.parametrize("read", [pages, pdfium_pages])
@pytest.mark.parametrize("printer", [wall, dictation])
def test_every_line_is_read_back_in_figures_and_words(texts, read, printer):
    record = factory.record()
    whole = " ".join(read(printer(record, texts)))
    for line in body(record):
        row = f"{line.value} {words(line.value, 'kk')} {words(line.value, 'ru')}"
        assert row in whole, row


@pytest.mark.parametrize("count", [4, 60])
def test_the_wall_sheet_says_posted_and_the_protocols_check_value(texts, count):
    record = factory.record(factory.options(count, long_at=count // 60))
    found = pages(wall(record, texts, posted=1471))
    assert len(found) == {4: 2, 60: 9}[count]
    for number, page in enumerate(found, 1):
        assert f"{number} / {len(found)}" in page
        assert f"Тексеру мәні · Контрольное значение {record.check_value()}" in page
        assert "бекітілген нысан емес" in page
        assert "М.О." not in page
        assert "төрағаның қолы" not in page
    assert "копию протокола не заменяет" in found[0]
    assert "2021 жылғы 2 тамыз, сағат 00:31" in found[-1]
    assert "к переносу" not in " ".join(found)
    for option in record.options:
        assert any(" ".join(option.name["kk"].split()) in page for page in found)


def test_the_halves_of_the_wall_sheet_are_a4_on_its_side(texts):
    for width, height, _ in rectangles(wall(factory.record(), texts)):
        assert (round(width), round(height)) == (297, 210)


def test_a_posting_time_that_is_not_known_is_left_to_the_hand(texts):
    assert "2021 ж. / г." in pages(wall(factory.record(), texts))[-1]


def short_texts():
    form = factory.form()
    brief = {"kk": "қысқа", "ru": "кратко"}
    lines = tuple(replace(x, short=brief) if x.place == "body" else x for x in form.lines)
    return factory.texts(replace(form, lines=lines))


def test_the_dictation_sheet_ends_with_the_first_digits_of_the_check_value():
    record = factory.record()
    (page,) = pages(dictation(record, short_texts()))
    assert "Бұл хаттама емес." in page
    assert "Это не протокол." in page
    assert f"для сверки с файлом протокола {record.check_value()[:9]} " in page
    assert "цифр журнала" not in page
    assert "Кем принято в вышестоящей комиссии" in page
    assert "1 Қысқа Кратко 1283 Бір мың" in page
    for absent in ("М.О.", "Қолы", "төрағаның қолы", "самовыдвижение"):
        assert absent not in page


def test_a_line_not_established_is_dictated_by_its_act(texts):
    record = factory.with_line(
        factory.record(), "invalid", value=None, status="not_established", act="3"
    )
    assert "– Анықталмады (№ 3 акт) Не установлено (акт № 3)" in " ".join(
        pages(dictation(record, texts))
    )


def test_a_long_list_is_dictated_over_pages(texts):
    record = factory.record(factory.options(60, long_at=7, votes=lambda i: 100000 + i))
    found = pages(dictation(record, texts))
    assert len(found) == 4
    assert all("Бір-бірден По одной" in page for page in found[:-1])
    assert "100060 Бір жүз мың алпыс" in " ".join(found)


@pytest.mark.parametrize("count", [4, 60])
def test_a_copy_is_certified_on_the_page_of_the_signatures(texts, count):
    record = factory.record(factory.options(count), members=factory.NINE)
    found = pages(certified_copy(record, texts, **factory.HANDED))
    assert len(found) == len(pages(protocol(record, texts)))
    (certified,) = [page for page in found if "КӨШІРМЕСІ ДҰРЫС КОПИЯ ВЕРНА" in page]
    assert certified is found[-2]
    assert NAMED in certified
    assert f"страницы протокола 1–{len(found)}" in certified
    assert certified.count("қолы қойылған · подпись имеется") == 7
    assert "қатыспады · отсутствует" in certified
    assert "М.О. М.П." in certified
    assert "подписан: 2 августа 2021 года" in certified
    for number, page in enumerate(found, 1):
        assert f"{number} / {len(found)}" in page
        assert "№ 3 КӨШІРМЕ · КОПИЯ № 3" in page
        assert record.check_value() in page
        assert ("М.О." in page) == (page is certified)
        assert "печать имеется" not in page, "nothing is recorded of a seal"
    assert "төрағаның қолы" in found[0]
    assert "қолы қойылған подпись имеется" in found[0]


@pytest.mark.parametrize("more", [0, 4])
def test_a_large_commission_still_certifies_on_that_page(texts, more):
    many = tuple(replace(factory.MEMBERS[-1], id=f"n{i}") for i in range(more))
    record = factory.record(members=(*factory.NINE, *many))
    found = pages(certified_copy(record, texts, **factory.HANDED))
    assert len(found) == len(pages(protocol(record, texts)))
    assert "КОПИЯ ВЕРНА" in found[-2]


def test_the_copy_breaks_like_the_protocol(texts):
    record = factory.record(factory.options(30))
    copied = pages(certified_copy(record, texts, **{**factory.HANDED, "number": "77"}))
    printed = pages(protocol(record, texts))
    assert len(copied) == len(printed)
    for line in body(record):
        label = f" {line.number} "
        assert [label in page for page in copied] == [label in page for page in printed]


def test_who_signs_for_the_chair_certifies_the_copy(texts):
    chair, deputy, secretary, *rest = factory.MEMBERS
    members = (replace(chair, state="absent"), replace(deputy, signs_for_chair=True),
               secretary, *rest)  # fmt: skip
    record = factory.record(values={"signed": None}, members=members)
    page = pages(certified_copy(record, texts, **factory.HANDED))[-2]
    certified = page.split("Копию заверяем")[1]
    assert "Мысалов Бауыржан Ерланұлы" in certified
    assert "төраға үшін қол қояды" in certified
    assert "Үйренова Сәуле" in certified
    assert "Үлгібаева" not in certified


def test_a_copy_of_a_blank_written_by_hand_is_the_sheet_alone(texts):
    record = factory.record(printed={"kk": ""})
    (cover,) = pages(certified_copy(record, texts, **factory.HANDED))
    assert "этот лист и копия протокола, заполненного от руки" in cover


def test_a_copy_in_training_is_marked_beside_its_strip(texts):
    found = pages(certified_copy(factory.record(mode="training", printed={}), texts,
                                 **factory.HANDED))  # fmt: skip
    assert len(found) == 3
    assert "подпись имеется" not in found[1]
    for page in found:
        assert "ЖАТТЫҒУ · УЧЕБНЫЙ" in page
        assert "№ 3 КӨШІРМЕ · КОПИЯ № 3" in page


@pytest.mark.parametrize("count", [4, 60])
def test_the_blank_has_names_and_numbers_and_no_figure(texts, count):
    record = factory.record(factory.options(count, long_at=count), boxes=2)
    found = pages(blank(record, texts))
    whole = " ".join(found)
    assert len(found) == {4: 3, 60: 7}[count]
    for page in found:
        assert "Числа пишутся от руки; номер подсчёта 5417 0936 2281" in page
        assert record.check_value() not in page
    for line in body(record):
        assert f" {line.number} " in whole
    for member in record.members:
        assert member.name in whole
    for language in ("kk", "ru"):
        for value in (1283, 928, 731, 1296):
            assert words(value, language) not in whole
    assert "1283" not in whole
    assert "қаз." in found[0]
    assert "М.О. М.П." in whole
    assert "қатыспады" not in whole.split("В строке")[0].split("себебі")[0]
    assert "№ 2 тасымалданатын жәшік" in whole
    assert "8 = 2 + 9" in whole
    assert "1 296" not in whole


def test_the_blank_is_the_same_before_and_after_the_count(texts):
    record = factory.record()
    assert blank(record, texts) == blank(emptied(record), texts)
    assert blank(record, texts) == blank(factory.record(announced=None, answers=()), texts)


def test_refusals(texts):
    gap = factory.record(values={"invalid": None})
    for printer in (wall, dictation):
        with pytest.raises(ValueError, match="invalid: missing"):
            printer(gap, texts)
    with pytest.raises(ValueError, match="invalid: missing"):
        certified_copy(gap, texts, **factory.HANDED)
    with pytest.raises(ValueError, match="whole protocol"):
        blank(factory.part_one(), texts)


def test_training_marks_every_page_and_fonts_are_embedded(texts):
    record = factory.record(mode="training")
    for printer in (wall, dictation, blank):
        data = printer(record, texts)
        assert all("ЖАТТЫҒУ · УЧЕБНЫЙ" in page for page in pages(data))
        assert all(fonts(data).values())


def test_a_removed_option_and_a_notice_stand_on_the_papers_of_the_record():
    notice = {"kk": "Бекітілмеген жолдар.", "ru": "Строки не утверждены."}
    texts = factory.texts(factory.form(notice=notice))
    removed = {"kk": "тізімнен шығарылды", "ru": "исключён решением № 5"}
    record = factory.record(factory.options(30))
    options = (replace(record.options[0], by=removed), *record.options[1:])
    record = replace(record, options=options, constants={"option.o1.removed": 1})
    for printer in (wall, dictation, blank, protocol):
        whole = " ".join(pages(printer(record, texts)))
        assert "исключён решением № 5" in whole
        assert ("Строки не утверждены." in whole) == (printer in (blank, protocol))
