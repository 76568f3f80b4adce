from dataclasses import replace

import pytest

from reports.papers.protocol import protocol
from tally_app.domain.form.form import Step
from tally_app.domain.record.record import (
    RecordAnswer,
    RecordAttachment,
    RecordBox,
    RecordLine,
    RecordRelation,
)
from tests.reports import factory
from tests.reports.reading import pages


def test_annex_holds_what_is_no_line_of_the_body(texts):
    page = pages(protocol(factory.record(), texts))[2]
    for part in (
        "2.1 бюллетеньді үй-жайдан тыс жерде алған получили бюллетени вне помещения = 14 =",
        "2.2 бюллетеньді үй-жайда алған получили бюллетени в помещении = 914 =",
        "3.2 Мысалов Б. Е. = 176 = Бір жүз жетпіс алты Сто семьдесят шесть",
        "3 Барлығы · Всего = 928 =",
        "7.4 ерік білдіруін анықтау мүмкін емес невозможно определить волеизъявление = 35 =",
        "Тасымалданатын жәшіктер, ашылу ретімен Переносные урны в порядке вскрытия",
        "№ 1 тасымалданатын жәшік переносная урна № 1 = 14 = = 14 =",
        "хаттамаға кірді вошли в протокол",
        "Уақыты, рет бойынша Время по порядку",
        "стационарные урны = 914 =",
        "подсчёт окончен 23:41",
        "Қоса берілетін құжаттар: 2; парақ саны: 3",
        "4 = 5 + 6 + 7: 928 = 731 + 3 + 6 + 153 + 0 + 35",
        "8 = 2 + 9: 1 296 = 928 + 368",
        "контрольное значение части I 6662 6766",
        "Құжаттың соңы · Конец документа",
    ):
        assert part in page, part
    assert "қол қойылды" not in page  # the signing time stands with the signatures
    # What only the program knows stands on its own sheet: the journal, the number of the night.
    head = str(int("ab" * 32, 16) % 10**32).zfill(32)
    assert head[:4] + " " + head[4:8] not in page
    assert "5417 0936 2281" not in page


def test_annex_leaves_out_what_the_record_has_not(texts):
    bare = factory.record(
        boxes=0, relations=(), answers=(), attachments=(), part_one="",
        lines=tuple(x for x in factory.record().lines if x.place == "body"), announced=None,
    )  # fmt: skip
    page = pages(protocol(bare, texts))[-1]
    for word in ("Жәшіктер", "Қоса берілетін", "Сандарды тексеру", "Жауап", "I бөлімнің", "3.1"):
        assert word not in page, word
    assert "(3.1–3.7" not in pages(protocol(bare, texts))[0]


def test_boxes_without_times_and_annulled_boxes(texts):
    record = factory.record(
        boxes=2, values={"voting_end": None, "count_start": None, "count_end": None}
    )
    record = replace(record, boxes=(RecordBox("b1", "1", True), RecordBox("b9", "2", False)))
    record = factory.with_line(
        record, "box.ballots", "b1", value=None, status="not_established", act="2"
    )
    page = pages(protocol(record, texts))[-1]
    assert "урна № 1" in page
    # A figure that was not established has its act in words, never a number that reads as a count.
    assert "Анықталмады (№ 2 акт) Не установлено (акт № 2)" in page
    assert "№ 2 =" not in page


def test_an_attachment_with_a_long_title_takes_more_lines(texts):
    long = {"kk": factory.LONG_NAME, "ru": factory.LONG_NAME}
    record = factory.record(attachments=(RecordAttachment(long, 12),))
    page = pages(protocol(record, texts))[-1]
    assert page.count(factory.LONG_NAME.split()[0]) >= 2
    assert "= 12 =" in page


def test_wide_figures_of_boxes_stand_whole_in_their_columns(texts):
    record = factory.record(values={"box.ballots": 9998, "box.applications_received": 9999})
    page = pages(protocol(record, texts))[-1]
    assert "переносная урна № 1 = 9 999 = = 9 998 =" in page


def test_parts_without_a_section_stand_under_their_line(texts):
    record = factory.record()
    lines = [replace(x, section="") if x.place == "annex" else x for x in record.lines]
    lines.append(RecordLine("invalid_form", "", "10", "count", "annex", "", "entered", 4))
    page = pages(protocol(replace(record, lines=tuple(lines)), texts))[-1]
    assert (
        "2 Бюллетеньдер алған сайлаушылар саны Число избирателей, получивших бюллетени 2.1" in page
    )
    assert "7 Жарамсыз деп танылған бюллетеньдер саны" in page
    assert "Қосымша мәліметтер Дополнительные сведения 10 белгіленбеген" in page


def test_a_time_after_midnight_names_its_day(texts):
    page = pages(protocol(factory.record(values={"count_end": 1445}), texts))[-1]
    assert "подсчёт окончен 02.08 00:05" in page


def test_relations_that_fail_show_difference_and_act(texts):
    relations = (
        RecordRelation("G-01", "G-01", "", "legal", "fails", 1),
        RecordRelation("B-02", "B-02", "", "error", "fails", None),
        RecordRelation("C-01", "C-01", "", "error", "not_applicable", None),
    )
    answers = (
        RecordAnswer("G-01", "G-01", "", "act", 1, number="3", minutes=1222, text="бір жетпейді",
                     members=("Мысалов Б. Е.", "Байқаева Г. Т.")),
        RecordAnswer("B-02", "B-02", "", "finish_act", None, number="5"),
        RecordAnswer("V-03", "V-03", "", "reason", None, text="себеп!"),
    )  # fmt: skip
    record = factory.record(values={"ballots_received": 1297}, relations=relations, answers=answers)
    page = pages(protocol(record, texts))[2]
    assert "8 = 2 + 9: 1 297 ≠ 928 + 368 (+1) (№ 3 акт)" in page
    assert "№ 3 акт акт № 3 20:22" in page
    assert "бір жетпейді" not in page  # what was found stands in the act itself
    assert "Байқаева Г. Т.; " not in page
    assert not [code for code in ("G-01", "B-02", "V-03") if code in page]
    assert "подсчёт завершён с этим актом" in page
    assert "себеп!" in page
    assert "4 = 1" not in page


def test_many_answers_run_over_pages_whole_row_by_row(texts):
    answers = tuple(replace(factory.ANSWER, text=f"жауап {i}.") for i in range(80))
    found = pages(protocol(factory.record(answers=answers), texts))
    assert len(found) > 4
    whole = " ".join(found)
    # What the commission wrote stands once across both columns.
    assert all(whole.count(f"жауап {i}.") == 1 for i in range(80))
    assert "Жауап берілген ескертулер мен оқиғалар: 80 (жалғасы)" in whole
    assert all("(қосымша)" in page and "төрағаның қолы" in page for page in found[2:])


def test_issued_ballots_without_a_line_for_their_sum(texts):
    record = factory.record()
    gone = ("issued_total", "voting_end", "count_start", "count_end", "box.ballots",
            "box.applications_received")  # fmt: skip
    lines = tuple(line for line in record.lines if line.id not in gone)
    page = pages(
        protocol(replace(record, lines=lines, boxes=(), relations=(), announced=None), texts)
    )[-1]
    assert "3.7 Тәжірибеева Л. О. = 155 =" in page
    assert "Барлығы" not in page
    assert "Басқа сандар Другие числа" in page


def test_a_long_relation_takes_the_whole_width(texts):
    votes = factory.options(12, votes=lambda i: 1000 + i)
    first = RecordRelation("B-02", "B-02", "", "error", "holds", 0)
    relations = (first, RecordRelation("D-01", "D-01", "", "error", "holds", 0))
    page = pages(protocol(factory.record(votes, relations=relations), texts))[-1]
    assert "1 001 + 1 002 + 1 003" in page


def test_what_happened_out_of_turn_and_what_is_unknown_is_named(texts):
    record = factory.record()
    member, option, box = record.members[3], record.options[0], record.boxes[0]
    unknown = [
        RecordAnswer(
            f"N-01/{line}", "N-01", item, "unestablished", None, number=number, minutes=1425
        )
        for line, item, number in (
            ("member.issued", member.id, "7"),
            ("option.votes", option.id, "8"),
            ("box.ballots", box.id, "9"),
        )
    ]
    found = pages(protocol(factory.record(answers=tuple(unknown)), texts))
    page = " ".join(found[2:])
    for name in (member.name, option.name["kk"], f"№ {box.number}"):
        assert name in page
    for number in ("7", "8", "9"):
        assert f"№ {number} акт акт № {number} 23:45" in page


@pytest.mark.parametrize(("kind", "said"), [
    ("order", "Шаг «Урны» открыт раньше, чем по порядку закона. Света не было."),
    ("unlock", "Строки шага «Урны» открыты снова. Света не было."),
])  # fmt: skip
def test_a_step_out_of_turn_is_named(kind, said):
    name = {"kk": "Жәшіктер", "ru": "Урны"}
    texts = factory.texts(replace(factory.form(), steps=(Step("boxes", "lines", name, {}, {}),)))
    answer = RecordAnswer("B", "B", "boxes", kind, None, text="Света не было")
    page = pages(protocol(factory.record(answers=(answer,)), texts))[-1]
    assert said in page
