"""Documents: their text read back, their breaks, what is missing, what is by hand."""

from dataclasses import replace

import pytest

from reports.papers.document import document
from tally_app.domain.record.digest import JournalRow, digest
from tally_app.domain.record.document import Detail, Details, Grid, Prose, Signer, Signers, same
from tests.reports import documents, factory
from tests.reports.reading import fonts, pages, pdfium_pages, rectangles


@pytest.mark.parametrize("read", [pages, pdfium_pages])
def test_everything_an_act_says_is_read_back(texts, read):
    (page,) = read(document(documents.act(), texts))
    assert "АКТ № 2 сайлау бюллетеньдерінің жарамсыз деп танылғаны туралы" in page
    assert "2021 жылғы сайлау Выборы 2021 года Ауылдық округ әкімін сайлау" in page
    for said in ("бұрын ашылды: 2021 жылғы 1 тамыз", "Сосчитаны дважды, одинаково."):
        assert said in page
    assert "1 Жазбаша өтініштер саны Число письменных заявлений 12 Он екі Двенадцать" in page
    assert "3 Екінші санау, сағат 20:41 Второй счёт, 20:41 13 Он үш Тринадцать" in page
    assert "4 Пломбаның нөмірі Номер пломбы АА 104517" in page
    assert "Решение: признать бюллетени недействительными." in page
    for signer in documents.SIGNERS:
        assert signer.name in page
    assert "қатыспады · отсутствует" in page
    assert "сырқатына" not in page
    assert "Құжаттың соңы · Конец документа" in page
    assert "М.О." not in page


def test_every_page_says_where_it_belongs(texts):
    doc = documents.paper(documents.grid(60, empty=3))
    found = pages(document(doc, texts))
    assert len(found) == 3
    for number, page in enumerate(found, 1):
        assert f"{number} / 3" in page
        assert f"Контрольное значение {doc.check_value()}" in page
        assert "№ 999 сайлау учаскесі · Ауылдық округ әкімін сайлау · 2021 жылғы 1 тамыз" in page
        assert "01.07.2026 күнгі мәтіні бойынша; бекітілген нысан емес." in page
        assert "Тізімнің беті Страница списка Сайлаушылар Избиратели Қолдар Подписи" in page
    assert "Акт № 2 (жалғасы)" in found[1]
    assert "Сайлаушылар тізімінің жиыны (жалғасы)" in found[1]
    whole = " ".join(found)
    assert all(f" {i} {20 + i} {10 + i} " in whole for i in range(1, 61))
    assert "Барлығы Всего 1 283 928" in found[-1]
    assert "2021 жылғы 1 тамыз, сағат 20:49 · санау нөмірі: 5417 0936 2281" in found[-1]
    assert "первые цифры журнала: 3460 6025" in found[-1]


def test_approved_wording_is_not_called_unapproved(texts):
    assert "бекітілген нысан емес" not in pages(document(documents.act(wording=True), texts))[0]


def test_a_form_for_writing_says_so_and_has_no_check_value(texts):
    doc = documents.act(blank=True)
    (page,) = pages(document(doc, texts))
    assert "Числа пишутся от руки; номер подсчёта 5417 0936 2281" in page
    assert doc.check_value() not in page
    assert doc.check_value() not in pages(document(documents.labels(blank=True), texts))[0]


def test_the_opening_has_the_place_of_the_seal(texts):
    (page,) = pages(document(documents.opening(), texts))
    assert "М.О. М.П." in page
    assert "Учаскені ашу Открытие участка" in page
    assert "сағат 06:40 06:40" in page
    assert "2021 жылғы сайлау · 2021 жылғы 1 тамыз (сайлау күні)" in page
    assert "№ 2" not in page


def test_a_register_lies_on_its_side(texts):
    data = document(documents.register(), texts)
    ((width, height, _),) = rectangles(data)
    assert (round(width), round(height)) == (297, 210)
    (page,) = pages(data)
    assert "№ 2 00:14 Сенімов Арман Мысалұлы сенім білдірілген адам доверенное лицо 4" in page


def test_labels_stand_alone_when_they_are_cut_out(texts):
    doc = documents.labels()
    (page,) = pages(document(doc, texts))
    assert page.count("№ 999") == 3 + 3
    assert "Жандаулетов Нурбек Мысалулы Бюллетень саны Число бюллетеней = 731 =" in page
    assert page.count("номер подсчёта: 5417 0936 2281") == 3 + 1
    assert page.count(doc.check_value()) == 3 + 1


@pytest.mark.parametrize("landscape", [False, True])
def test_the_longest_texts_are_all_there(texts, landscape):
    doc = documents.long(landscape=landscape)
    found = pages(document(doc, texts))
    whole = "".join(" ".join(found).split())
    name = "".join(factory.LONG_NAME.split())
    assert whole.count("Құдайбергенов-Сейітмұхамбетұлы") >= 40 + 44 + 20 + 3 * 12 + 9
    assert name in whole
    assert all(f"{i} / {len(found)}" in page for i, page in enumerate(found, 1))


def test_a_missing_language_is_shown_by_the_one_there_is(texts):
    doc = documents.paper(
        Prose({"en": "Only English."}),
        Details((Detail({"ru": "только по-русски"}, 5), Detail({}, None, {"kk": "тек қазақша"}))),
        Grid(({"kk": "Баған"}, {}), ((), ({"ru": "слово"},))),
        Signers((Signer("А", {"ru": "эксперт"}, "новое", ""),)),
        title={"ru": "Справка"}, subtitle={"kk": " "}, number="№ 2",
    )  # fmt: skip
    (page,) = pages(document(doc, texts))
    assert "[en] Only English." in page
    assert page.count("Only English") == 1
    assert "[ru] только по-русски Только по-русски 5 Бес Пять" in page
    assert "тек қазақша [kk] тек қазақша" in page
    assert "[ru] слово слово" in page
    assert "[ru] эксперт эксперт" in page
    assert "новое" in page
    assert "[ru] Справка" in page


def test_a_document_of_nothing_is_its_frame(texts):
    doc = documents.paper(Details(()), Signers((), seal=True), Grid((), ()), title={}, number="7",
                          journal_head="", made="кеше", subtitle={})  # fmt: skip
    (page,) = pages(document(doc, texts))
    assert "ACT_BOX № 7" in page
    assert "Документ составлен: кеше · номер подсчёта" in page
    assert "первые цифры" not in page
    assert "М.О." in page
    (empty,) = pages(document(documents.paper(), texts))
    assert "Конец документа" in empty


def test_paragraphs_stand_beside_each_other(texts):
    text = {"kk": "Бірінші.\nЕкінші.\nҮшінші.", "ru": "Первый.\n\nВторой."}
    (page,) = pages(document(documents.paper(Prose(text)), texts))
    assert "Бірінші. Первый. Екінші. Второй. Үшінші." in page


def test_blocks_move_to_the_next_page_whole(texts):
    short = Prose({"kk": "Қысқа сөйлем.", "ru": "Короткое предложение."})
    found = pages(document(documents.paper(*[short] * 50), texts))
    assert len(found) == 2
    assert sum(page.count("Қысқа сөйлем. Короткое предложение.") for page in found) == 50
    tape = documents.grid(4)
    found = pages(document(documents.paper(*[tape] * 5), texts))
    assert all(page.count("Барлығы") == page.count("Тізімнің беті") for page in found)
    two = Prose({"kk": "Сөйлем. " * 18, "ru": "Предложение. " * 18})
    found = pages(document(documents.paper(*[two] * 40), texts))
    assert sum(page.count("Предложение.") for page in found) == 40 * 18


def test_a_table_wider_than_its_words_allow_still_fits(texts):
    wide = Grid(tuple(same(f"Электрондық-{i}") for i in range(14)),
                (tuple(same(f"Сейітмұхамбетұлы-{i}") for i in range(14)),))  # fmt: skip
    (page,) = pages(document(documents.paper(wide), texts))
    assert "Сейіт" in page


def test_training_marks_every_page(texts):
    for made in (documents.act, documents.register, documents.labels, documents.opening):
        data = document(made(mode="training"), texts)
        assert all("ЖАТТЫҒУ · УЧЕБНЫЙ" in page for page in pages(data))
        assert all(fonts(data).values())


def test_the_same_document_gives_the_same_bytes(texts):
    assert document(documents.act(), texts) == document(documents.act(), texts)
    later = replace(documents.act(), made="2021-08-01T20:50:00+05:00")
    assert document(documents.act(), texts) != document(later, texts)


def test_the_journal_extract_is_a_document(texts):
    rows = [
        JournalRow(1, "01.08 06:20", "", {"kk": "түн басталды", "ru": "ночь начата"}, "00" * 32),
        JournalRow(2, "01.08 06:41", "Үйренова С. Ғ.",
                   {"kk": "жол: 1 283", "ru": "строка: 1 283"}, "ab" * 32),
    ]  # fmt: skip
    doc = digest(documents.register(), rows, texts)
    assert not doc.landscape
    (page,) = pages(document(doc, texts))
    assert "ВЫПИСКА ИЗ ЖУРНАЛА" in page
    assert "Записей: 2." in page
    assert "1 01.08 06:20 – түн басталды ночь начата 0000 0000" in page
    assert "2 01.08 06:41 Үйренова С. Ғ. жол: 1 283 строка: 1 283 3460 6025" in page


def test_a_figure_to_be_written_has_cells_and_lines_for_words(texts):
    (page,) = pages(document(documents.counted(), texts))
    row = "5 Өтініштер санынан артық Превышение над числом заявлений қаз. рус."
    assert row in page
    (lined,) = pages(document(documents.act(), texts))
    assert "қаз." not in lined


def test_the_number_of_an_act_stands_alone_and_never_ends_its_title(texts):
    """ "Of portable box № 17" was act 17 of box 1."""
    title = {"kk": "Тасымалданатын жәшік туралы акт", "ru": "Акт о переносной урне"}
    doc = documents.paper(documents.grid(60), title=title, number="17")
    first, second, *_ = pages(document(doc, texts))
    assert "АКТ № 17 Тасымалданатын жәшік туралы акт Акт о переносной урне" in first
    assert "УРНЕ № 17" not in first
    assert "№ 17 акт: Тасымалданатын жәшік" in second
    assert "Акт № 17: Акт о переносной урне" in second
