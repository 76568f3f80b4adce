"""The plain word a newcomer types finds the answer, with Russian letters for Kazakh ones too."""

import pytest

from tally_app import main, paths
from tally_app.app.help.answers import answer, topics_in
from tally_app.app.help.search import found

#: What is typed, and the question it is about.
RUSSIAN = {
    "потерялся бюллетень": "lost", "не хватает бюллетеня": "lost", "под столом": "floor",
    "бюллетень другого участка": "foreign", "не сходится": "differ", "расходится на один": "differ",
    "пересчёт": "recount", "пересчет": "recount", "считать заново": "recount",
    "ушёл член комиссии": "member", "секретарь ушла домой": "member",
    "председатель заболел": "chair", "председателю плохо": "chair", "жалоба": "observer",
    "сфотографировали список": "photo", "снимают на телефон": "photo", "нет света": "power",
    "отключили свет": "power", "ноутбук умер": "laptop", "завис компьютер": "laptop",
    "не успеваем до утра": "morning", "принтер сломался": "printer", "зажевало бумагу": "printer",
    "без принтера": "no_printer", "испортили бланк": "blank", "зачеркнули в протоколе": "blank",
}  # fmt: skip
KAZAKH = {
    "бюллетень жоғалды": "lost", "бюллетень жогалды": "lost", "бір бюллетень жетпейді": "lost",
    "еденнен бюллетень": "floor", "басқа участкенің бюллетені": "foreign",
    "сандар сәйкес емес": "differ", "сандар сайкес емес": "differ",
    "сандар тура келмейди": "differ",
    "қайта санау": "recount", "кайта санау": "recount", "мүше кетіп қалды": "member",
    "муше кетти": "member", "төраға ауырып қалды": "chair", "торага ауырды": "chair",
    "байкаушы": "observer", "тізімді суретке түсірді": "photo",
    "тизимди суретке тусирди": "photo",
    "жарық жоқ": "power", "жарык жок": "power", "свет жок": "power",
    "ноутбук істен шықты": "laptop",
    "компьютер сонип калды": "laptop", "таңға дейін үлгермейміз": "morning",
    "принтер сынды": "printer", "принтер бузылды": "printer", "қағаз тұрып қалды": "printer",
    "принтер жок": "no_printer", "бланкіні бүлдірді": "blank", "бланкини булдирди": "blank",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers():
    wordings = main.Wordings(paths.resources() / "texts")
    topics = topics_in(paths.resources())
    return {x: [answer(topic, words) for topic in topics] for x, words in wordings.items()}


@pytest.mark.parametrize(("language", "typed"), [("ru", RUSSIAN), ("kk", KAZAKH)])
def test_what_is_typed_finds_its_answer_first(answers, language, typed):
    first = {text: [one.id for one in found(text, answers[language])][:1] for text in typed}
    assert first == {text: [topic] for text, topic in typed.items()}


def test_every_title_finds_itself_first_in_every_language(answers):
    for said in answers.values():
        assert [found(one.title, said)[0].id for one in said] == [one.id for one in said]


def test_who_reads_one_language_may_type_the_other(answers):
    for text, topic in RUSSIAN.items():
        assert topic in [one.id for one in found(text, answers["kk"])][:3], text


def test_what_no_answer_holds_finds_nothing_and_a_slip_beside_a_word_is_left_out(answers):
    assert found("zzz", answers["ru"]) == []
    assert found("  ", answers["ru"]) == []
    assert found("ноутбук zzz", answers["ru"])[0].id == "laptop"
    assert len(found("наблюдателя", answers["ru"])) < 5, "a search is no table of contents"
