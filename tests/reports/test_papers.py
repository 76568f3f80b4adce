"""Part I, the sheet for copying and the recount act."""

from dataclasses import replace

import pytest

from reports.papers.fair_copy import fair_copy
from reports.papers.part_one import part_one
from reports.papers.recount_act import recount_act
from tests.reports import factory
from tests.reports.reading import fonts, pages


def test_part_one(texts):
    record = factory.part_one()
    (page,) = pages(part_one(record, texts))
    assert "ХАТТАМАНЫҢ I БӨЛІМІ" in page
    assert "1283 Бір мың екі жүз сексен үш Одна тысяча двести восемьдесят три" in page
    assert "9 Жойылған бюллетеньдер саны Число погашенных бюллетеней 368 Үш жүз" in page
    assert "3.6 Көрсетов М. Ә. = 187 = Бір жүз сексен жеті Сто восемьдесят семь" in page
    assert "Жәшіктерді ашардың алдында, сайлаушылардың" not in page
    assert "2021 жылғы 1 тамыз, сағат 20:31" in page
    assert f"I бөлімнің тексеру мәні · Контрольное значение части I {record.check_value()}" in page
    assert "М.О." not in page
    assert "төрағаның қолы" not in page


def test_part_one_without_members_table_and_time(texts):
    record = factory.part_one(announced=None)
    record = replace(record, lines=tuple(x for x in record.lines if x.id != "member.issued"))
    (page,) = pages(part_one(record, texts))
    assert "3.1" not in page
    assert "2021 ж. / г." in page


def test_part_one_on_two_pages_has_initials_on_the_first(texts):
    record = factory.part_one(members=factory.MEMBERS * 2)
    found = pages(part_one(record, texts))
    assert len(found) == 2
    assert ["төрағаның қолы" in page for page in found] == [True, False]
    assert "Жария етілген" in found[1]
    assert "Часть I протокола о результатах голосования (продолжение)" in found[1]


def test_part_one_refuses(texts):
    with pytest.raises(ValueError, match="not a record of Part I"):
        part_one(factory.record(), texts)
    record = factory.part_one()
    lines = tuple(replace(x, status="missing", value=None) for x in record.lines)
    with pytest.raises(ValueError, match="missing"):
        part_one(replace(record, lines=lines), texts)


def test_fair_copy_is_one_page_of_two_sittings():
    """Seven members and four candidates; labels in their short form, the blank has the full one."""
    record, form = factory.record(printed={}), factory.form()
    brief = {"kk": "қысқа", "ru": "кратко"}
    lines = tuple(replace(x, short=brief) if x.place == "body" else x for x in form.lines)
    (page,) = pages(fair_copy(record, factory.texts(replace(form, lines=lines))))
    assert "БЛАНКІГЕ КӨШІРУ ПАРАҒЫ" in page
    assert "Бұл хаттама емес:" in page
    assert "Это не протокол:" in page
    assert "Бір мың екі жүз тоқсан алты" in page
    assert f"Контрольное значение записи {record.check_value()}" in page
    for absent in ("М.О.", "төрағаның қолы", "Қолы", "самовыдвижение", "қосымшада"):
        assert absent not in page
    early, late = (page.index(said) for said in ("Переносят до вскрытия", "Переносят после"))
    for name, words in (("Мысалов Бауыржан Ерланұлы", "Сто семьдесят шесть"),
                        ("Тәжірибеева Ләззат Орынқызы", "Сто пятьдесят пять")):  # fmt: skip
        assert early < page.index(name) < page.index(words) < late
    assert page.index("Триста шестьдесят восемь") < late
    assert late < page.index("Махажанова")
    assert page.count("кто перенёс") == 2


def test_the_first_sitting_is_copied_before_the_boxes_are_opened(texts):
    record = factory.part_one()
    (page,) = pages(fair_copy(record, texts))
    assert "Переносят до вскрытия урн" in page
    assert "Мысалов Бауыржан Ерланұлы" in page
    assert "Переносят после подсчёта" not in page
    assert page.count("кто перенёс") == 1
    assert f"Контрольное значение записи {record.check_value()}" in page


def test_fair_copy_of_a_long_list(texts):
    found = pages(fair_copy(factory.record(factory.options(60)), texts))
    assert len(found) == 4
    assert "1 – перенесено на бланк." in found[-1]
    assert "парағы (жалғасы)" in found[1]
    assert "Переносят после подсчёта" in found[1]


def test_fair_copy_refuses_gaps(texts):
    with pytest.raises(ValueError, match="invalid: missing"):
        fair_copy(factory.record(values={"invalid": None}), texts)


def test_recount_act(texts):
    record = factory.recounted()
    found = pages(recount_act(record, texts))
    whole = " ".join(found)
    assert "АКТ № 4 дауыстарды қайта санау туралы о повторном подсчёте голосов" in found[0]
    assert "(43-бап, 7-1-тармақ). Өтініш беруші: Сенімов А. М." in found[0]
    assert "6 Алты Шесть 7 Жеті Семь" in found[0]
    assert "153 Бір жүз елу үш Сто пятьдесят три 152 Бір жүз елу екі Сто пятьдесят два" in found[0]
    assert "5.3: 7 − 6 = +1 5.4: 152 − 153 = −1" in found[0]
    assert "Не пересчитывались и не изменяются строки: 1, 2, 3, 8, 9." in found[0]
    assert record.recount.old_check_value in whole
    assert f"Контрольное значение {record.check_value()}" in whole
    assert ["төрағаның қолы" in page for page in found] == [True, False]
    assert "Актіге қол қоямыз Акт подписываем" in found[1]


def test_recount_act_without_applicant_change_or_time(texts):
    record = factory.record(values={"signed": None})
    recount = factory.recounted().recount
    old = tuple(replace(x, value=record.value(x.id, x.item)) for x in recount.old_lines)
    record = replace(record, recount=replace(recount, applicant="", old_lines=old))
    whole = " ".join(pages(recount_act(record, texts)))
    assert "Өтініш" not in whole
    assert "Ешбір жол өзгермеді · Ни одна строка не изменилась" in whole
    assert "Жаңа хаттама Новый протокол" in whole


def test_recount_act_of_everything_counted_again(texts):
    record = factory.recounted()
    old = tuple(line for line in factory.record().lines if line.place == "body")
    record = replace(record, recount=replace(record.recount, old_lines=old))
    assert "Не пересчитывались" not in " ".join(pages(recount_act(record, texts)))


def test_recount_act_of_a_long_list(texts):
    options = factory.options(60, long_at=7)
    record = factory.recounted()
    new = factory.record(options)
    old = tuple(x for x in new.lines if x.id == "option.votes")
    record = replace(new, recount=replace(record.recount, old_lines=old))
    found = pages(recount_act(record, texts))
    assert len(found) > 3
    assert all("Бұрынғы хаттамада" in page for page in found[:3])
    assert ["төрағаның қолы" in page for page in found] == [True] * (len(found) - 1) + [False]


def test_recount_act_refuses(texts):
    with pytest.raises(ValueError, match="not a record of a recount"):
        recount_act(factory.record(), texts)


def test_training_marks_every_paper(texts):
    training = {"mode": "training"}
    made = (
        part_one(factory.part_one(**training), texts),
        fair_copy(factory.record(**training), texts),
        recount_act(factory.recounted(**training), texts),
    )
    for data in made:
        assert all("ЖАТТЫҒУ · УЧЕБНЫЙ" in page for page in pages(data))
        assert all(fonts(data).values())
