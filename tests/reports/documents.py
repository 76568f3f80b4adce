"""Documents to print: every block, short and long, with the Aral night's people."""

from dataclasses import replace

from tally_app.domain.record.document import (
    Detail,
    Details,
    Document,
    Grid,
    Label,
    Labels,
    Prose,
    Signer,
    Signers,
    same,
)
from tests.reports import factory

OFFICES = {
    "chair": {"kk": "төраға", "ru": "председатель"},
    "deputy": {"kk": "төрағаның орынбасары", "ru": "заместитель председателя"},
    "secretary": {"kk": "хатшы", "ru": "секретарь"},
    "member": {"kk": "комиссия мүшесі", "ru": "член комиссии"},
}
SIGNERS = tuple(Signer(m.name, OFFICES[m.office], m.state, m.reason) for m in factory.MEMBERS)

FOUND = {
    "kk": "№ 1 тасымалданатын сайлау жәшігі тұрақты жәшіктерден бұрын ашылды: 2021 жылғы 1 тамыз,"
    " сағат 20:34. Жәшіктегі белгіленген үлгідегі, осы сайлау бойынша сайлау бюллетеньдерінің саны"
    " дауыс беруге арналған үй-жайдан тыс жерде дауыс беру туралы жазбаша өтініштер санынан артық"
    " болып шықты. Екі рет саналды, нәтижесі бірдей.",
    "ru": "Переносная избирательная урна № 1 вскрыта 1 августа 2021 года в 20:34, до вскрытия"
    " стационарных урн. Избирательных бюллетеней установленного образца по этим выборам в урне"
    " оказалось больше, чем письменных заявлений о возможности проголосовать вне помещения для"
    " голосования. Сосчитаны дважды, одинаково.",
}
BOX = Details(
    (
        Detail({"kk": "жазбаша өтініштер саны", "ru": "число письменных заявлений"}, 12, None, "1"),
        Detail({"kk": "бірінші санау, сағат 20:36", "ru": "первый счёт, 20:36"}, 13, None, "2"),
        Detail({"kk": "екінші санау, сағат 20:41", "ru": "второй счёт, 20:41"}, 13, None, "3"),
        Detail({"kk": "пломбаның нөмірі", "ru": "номер пломбы"}, None, same("АА 104517"), "4"),
        Detail({"kk": "өтініштер санынан артық", "ru": "превышение над числом заявлений"},
             None, None, "5"),
    ),
    {"kk": "№ 1 тасымалданатын сайлау жәшігі", "ru": "Переносная избирательная урна № 1"},
)  # fmt: skip
PLAIN = Details(
    (
        Detail({"kk": "сайлау учаскесі ашылды", "ru": "избирательный участок открыт"},
             None, {"kk": "сағат 06:40", "ru": "06:40"}),
        Detail({"kk": "тұрақты жәшіктердің пломбалары", "ru": "пломбы стационарных урн"},
             None, same("АА 104511, АА 104512")),
        Detail({"kk": "комиссияның ескертпесі", "ru": "замечание комиссии"}),
    ),
    {"kk": "Учаскені ашу", "ru": "Открытие участка"},
)  # fmt: skip
DECISION = Prose({"kk": "Шешім: бюллетеньдер жарамсыз деп танылсын.",
                  "ru": "Решение: признать бюллетени недействительными."})  # fmt: skip
COPIES = Grid(
    (
        {"kk": "Көшірме", "ru": "Копия"},
        {"kk": "Берілген уақыты", "ru": "Время выдачи"},
        {"kk": "Кімге: тегі, аты, әкесінің аты", "ru": "Кому: фамилия, имя, отчество"},
        {"kk": "Кім ретінде", "ru": "В качестве"},
        {"kk": "Бет", "ru": "Стр."},
        {"kk": "Алғанның қолы", "ru": "Подпись получателя"},
        {"kk": "Төраға мен хатшының қолы", "ru": "Подписи председателя и секретаря"},
    ),
    (
        (same("№ 1"), same("00:12"), same("Бақылаева Динара Мысалқызы"),
         {"kk": "саяси партияның байқаушысы", "ru": "наблюдатель политической партии"}, same("4")),
        (same("№ 2"), same("00:14"), same("Сенімов Арман Мысалұлы"),
         {"kk": "сенім білдірілген адам", "ru": "доверенное лицо"}, same("4"), {}, {}),
    ),
    numeric=(4,),
    empty=6,
)  # fmt: skip


def grid(count, *, empty=0):
    """A list tape of ``count`` pages with its sum."""
    page = {"kk": "Тізімнің беті", "ru": "Страница списка"}
    heads = (page, {"kk": "Сайлаушылар", "ru": "Избиратели"}, {"kk": "Қолдар", "ru": "Подписи"})
    rows = tuple((same(str(i)), same(str(20 + i)), same(str(10 + i))) for i in range(1, count + 1))
    total = ({"kk": "Барлығы", "ru": "Всего"}, same("1 283"), same("928"))
    title = {"kk": "Сайлаушылар тізімінің жиыны", "ru": "Сумма списка избирателей"}
    return Grid(heads, rows, title, numeric=(1, 2), empty=empty, total=total)


def label(number, kk, ru, count):
    return Label({"kk": kk, "ru": ru}, (
        Detail({"kk": "бюллетень саны", "ru": "число бюллетеней"}, count),
        Detail({"kk": "пломбаның нөмірі", "ru": "номер пломбы"}, None, same(f"АА 10452{number}")),
        Detail({"kk": "жапсырған мүшелердің қолы", "ru": "подписи упаковавших"}),
    ))  # fmt: skip


LABELS = Labels((
    label(1, "Жандәулетов Нұрбек Мысалұлы", "Жандаулетов Нурбек Мысалулы", 731),
    label(2, "жарамсыз бюллетеньдер", "недействительные бюллетени", 35),
    label(3, "жойылған бюллетеньдер", "погашенные бюллетени", 368),
))  # fmt: skip


def paper(*blocks, **changes):
    record = factory.record()
    made = Document(
        format=1, paper="act_box", night=record.night, mode="official", form="test-form",
        law_edition=record.law_edition, wording=False,
        election={"kk": "2021 жылғы сайлау", "ru": "Выборы 2021 года"}, contest=record.title,
        day=record.day, precinct=record.precinct, region=record.region, district=record.district,
        address=record.address, title={"kk": "Акт", "ru": "Акт"},
        subtitle={"kk": "сайлау бюллетеньдерінің жарамсыз деп танылғаны туралы",
                  "ru": "о признании избирательных бюллетеней недействительными"},
        blocks=blocks, journal_head="ab" * 32, made="2021-08-01T20:49:12+05:00", number="2",
    )  # fmt: skip
    return replace(made, **changes)


def act(**changes):
    return paper(Prose(FOUND), BOX, DECISION, Signers(SIGNERS), **changes)


def opening(**changes):
    title = {"kk": "Сайлау учаскесін ашу туралы хаттама",
             "ru": "Протокол об открытии избирательного участка"}  # fmt: skip
    given = {"title": title, "number": "", "contest": {}, "subtitle": {}, **changes}
    return paper(PLAIN, Signers(SIGNERS, seal=True), **given)


def counted(**changes):
    """Figures to write by hand among those that are printed."""
    rows = (*BOX.rows[:4], replace(BOX.rows[4], counted=True))
    return paper(Details(rows, BOX.title), Signers(SIGNERS), **changes)


def register(**changes):
    title = {"kk": "Хаттама көшірмелерін беруді есепке алу журналы",
             "ru": "Реестр выдачи копий протокола"}  # fmt: skip
    given = {"title": title, "number": "", "subtitle": {}, "landscape": True, **changes}
    return paper(COPIES, **given)


def labels(**changes):
    title = {"kk": "Буып-түю жапсырмалары", "ru": "Этикетки для упаковки"}
    given = {"title": title, "number": "", "subtitle": {}, **changes}
    return paper(LABELS, **given)


def long(**changes):
    """The longest of everything: names, prose, a list, signers."""
    words = {"kk": factory.LONG_NAME, "ru": factory.LONG_NAME + "."}
    people = tuple(Signer(factory.LONG_NAME, OFFICES["member"], *state) for state in
                   [("signs",)] * 7 + [("absent", factory.LONG_NAME), ("refused", "")])  # fmt: skip
    facts = Details((
        Detail(words, 9876, None, "10.12"),
        Detail(words, None, words, "10.13"),
        Detail(words, None, same(factory.LONG_NAME * 20), "10.14"),
    ))  # fmt: skip
    table = Grid((words, words, words), ((words, same(factory.LONG_NAME * 12), same("7")),) * 3,
                 words, numeric=(2,), empty=2)  # fmt: skip
    prose = Prose({"kk": (factory.LONG_NAME + " ") * 40, "ru": (factory.LONG_NAME + " ") * 44})
    return paper(prose, facts, table, Signers(people, words, seal=True), **changes)
