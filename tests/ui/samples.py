"""Views as the presenter would give them, invented like the drawings: names, figures, precincts."""
# ruff: noqa: E501

from dataclasses import replace

from tally_app.app.view.address import PaperName
from tally_app.app.view.base import (
    AskFile,
    Button,
    GoToStart,
    Note,
    PrintPaper,
    SavePaper,
    ShowCopies,
    ShowHelp,
)
from tally_app.app.view.desk import (
    Card,
    Desk,
    Footer,
    Header,
    Page,
    Panel,
    PaperPreview,
    Procedure,
    StepGroup,
    StepItem,
    SumBar,
    Table,
    TableRow,
)
from tally_app.app.view.fields import DialogForm, Field, FileWords, Message, Row, Rows
from tally_app.app.view.intents import Back, FinishProtocol, Next
from tally_app.app.view.start import Going, OpenNight, RecentItem, Start
from tests.ui.ask import Ask
from tests.ui.sample_words import W

THIN = "\u202f"
LANGUAGES = (("kk", "ҚАЗ", "Қазақша"), ("ru", "РУС", "Русский"), ("en", "ENG", "English"))
NIGHT = {
    "5.1": "1190", "5.2": "120", "5.3": "61", "5.4": "35", "6": "66",
    "7": "47", "7.1": "0", "7.2": "9", "7.3": "21", "7.4": "17",
}  # fmt: skip
NAMES = {
    "5.1": "Ахметов Болат Серікұлы",
    "5.2": "Әлиева Гүлнар Маратқызы",
    "5.3": "Жақыпов Ерлан Тоқтарұлы",
    "5.4": "Нұрланова Айгүл Қайратқызы",
}


def grouped(raw: str) -> str:
    return f"{int(raw):,}".replace(",", THIN) if raw.isdecimal() else raw


def field(
    key: str, values: dict[str, str], t: dict, *, tone: str = "", small: bool = False
) -> Field:
    raw = values.get(key, "")
    return Field(key, raw, shown=grouped(raw), tone=tone, small=small, placeholder=t["empty"])


def header(t: dict, *, training: bool = False) -> Header:
    return Header(
        t["precinct"], t["district"], t["contest"], t["day"],
        t["training"] if training else t["mode"], training, t["band"], t["band_quiet"],
        t["who"], t["office"], t["clock"], "1:12 / 12:00", "21:47",
        (("p1", t["who"]), ("p2", "Сейтов М. Е.")),
    )  # fmt: skip


def steps(t: dict, states: str, now: int) -> tuple[StepGroup, ...]:
    names = {
        "d": "done",
        "w": "warning",
        "e": "error",
        "l": "locked",
        "o": "open",
        "n": "now",
        "L": "legal",
        "s": "skipped",
    }
    items = [
        StepItem(str(at), name, names[states[at - 1]], names[states[at - 1]], at == now)
        for at, name in enumerate(t["steps"], 1)
    ]
    return (StepGroup("", "", "", "open", "", tuple(items)),)


def _sum(values: dict[str, str], keys: tuple[str, ...]) -> int:
    return sum(int(values[key]) for key in keys if values.get(key, "").isdecimal())


def count_page(t: dict, values: dict[str, str], names: dict[str, str]) -> Page:
    lines = (*names, "6", "7")
    total = _sum(values, lines)
    missing = sum(not values.get(key) for key in (*lines, "7.1", "7.2", "7.3", "7.4"))
    wrong = not missing and total != 1609
    rows = tuple(
        Row(key, name, field=field(key, values, t, tone="error" if wrong and key == "5.2" else ""),
            message=Message("error", t["again"]) if wrong and key == "5.2" else None)
        for key, name in names.items()
    )  # fmt: skip
    rows += (Row("6", t["6"], field=field("6", values, t)),)
    grounds = _sum(values, ("7.1", "7.2", "7.3", "7.4"))
    said = Message("ok", f"7.1–7.5:  {grounds}")
    invalid = (Row("7", t["7"], field=field("7", values, t), message=said),)
    invalid += tuple(
        Row(key, t[key], field=field(key, values, t, small=True), sub=True)
        for key in ("7.1", "7.2", "7.3", "7.4")
    )
    invalid += (Row("7.5", t["7.5"], value="0", sub=True),)
    gap = total - 1609
    bar = SumBar(
        "5 + 6 + 7", grouped(str(total)), t["target"], grouped("1609"),
        t["missing"] if missing else t["difference"],
        str(missing) if missing else f"–{-gap}" if gap < 0 else str(gap),
        "" if missing else "error" if gap else "ok", total * 1000 // 1609,
    )  # fmt: skip
    return Page("count", t["title"], t["subtitle"], (Rows(rows), Rows(invalid)), bar)


def error_card(t: dict, values: dict[str, str]) -> Card:
    votes = _sum(values, ("5.1", "5.2", "5.3", "5.4"))
    total = _sum(values, ("5.1", "5.2", "5.3", "5.4", "6", "7"))
    return Card(
        "D-01", "error", t["error"], "D-01", t["d01"], "4 = 5 + 6 + 7",
        (("5", t["r5"], grouped(str(votes))), ("6", t["6"], values.get("6", "")),
         ("7", t["r7"], values.get("7", "")), ("", t["all"], grouped(str(total))),
         ("4", t["r4"], grouped("1609"))),
        (t["difference"], str(total - 1609).replace("-", "–")), Message("again", t["hint"]),
        buttons=(Button(Ask("focus", "5.2"), t["line"], "small", icon="jump"),
                 Button(Ask("counted", "D-01"), t["counted"], "small")),
        numbers=f"1 609 ≠ {grouped(str(votes))} + 66 + 47;\n{t['gap'].format(1609 - total)}",
        observer=(t["observers"], t["observer"]),
    )  # fmt: skip


def warning_card(t: dict) -> Card:
    return Card(
        "C-05", "warning", t["warning"], "C-05", t["c05"], "9 < 10",
        buttons=(Button(Ask("reason", "C-05"), t["reason"], "small", shortcut_text="1–5"),
                 Button(Ask("step", "5"), t["step"], "small", icon="jump"),
                 Button(Ask("observer", "C-05"), t["observers"], "plain", icon="jump")),
    )  # fmt: skip


def answered_cards(t: dict) -> tuple[Card, ...]:
    return (
        Card("ok", "ok", t["ok"], "", t["ok_text"], "", (), ("", ""), None,
             ("4 = 5 + 6 + 7", "1 609 = 1 496 + 66 + 47", "8 = 2 + 9", "2 505 = 1 610 + 895")),
        Card("C-05", "warning", t["warning"], "C-05", t["c05"],
             answer=("Причина 2: избиратель оставил бюллетень у себя.", "Омарова Б. С., 21:31")),
        Card("C-03", "note", "К сведению", "C-03", "Извлечено на 1 бюллетень меньше, чем выдано:  2 − 4 = 1"),
    )  # fmt: skip


def count(lang: str = "kk", values: dict[str, str] | None = None, *, training: bool = False,
          names: dict[str, str] | None = None, focus_row: str = "") -> Desk:  # fmt: skip
    t, values, names = W[lang], NIGHT if values is None else values, names or NAMES
    page = count_page(t, values, names)
    tone = page.sum_bar.tone
    cards: tuple[Card, ...] = (warning_card(t),)
    chips = (("warning", "1"),)
    if tone == "error":
        cards, chips = (error_card(t, values), *cards), (("error", "1"), *chips)
    if tone == "ok":
        cards, chips = answered_cards(t), ()
    state = "ddddwdelll" if tone == "error" else "ddddddnoll"
    return Desk(
        lang, LANGUAGES, header(t, training=training), steps(t, state, 7), page,
        Panel(t["check"], chips, cards, (t["later"],) if tone == "ok" else ()),
        Footer(t["saved"], t["closed"] if tone == "error" else "", (
            Button(Back(), t["back"], icon="back"),
            Button(Next(), t["next"], style="filled", shortcut="Ctrl+Return",
                   shortcut_text="Ctrl+Enter", icon="next")),
            Button(ShowCopies(), t["copies"], "plain", icon="save")),
        "Undo 5.4 = 35", "", (Button(GoToStart(), "Start page"), Button(ShowHelp(), "Help", shortcut="F1", shortcut_text="F1")),
    )  # fmt: skip


def no_stick(lang: str) -> Desk:
    """The stick for the copies was pulled out."""
    shown = count(lang)
    copies = Button(ShowCopies(), W[lang]["no_stick"], "plain", icon="warning")
    return replace(shown, footer=replace(shown.footer, copies=copies))


def options(number: int) -> dict[str, str]:
    base = list(NAMES.values())
    return {f"5.{at}": f"{base[at % 4]} {at}" for at in range(1, number + 1)}


def portable(lang: str = "ru") -> Desk:
    t = W["ru"]
    desk = count("ru")

    def cell(key: str, raw: str, tone: str = "") -> Field:
        return Field(key, raw, shown=grouped(raw), tone=tone, placeholder=t["empty"])

    procedure = Procedure(
        "Событие по закону: бюллетеней больше, чем заявлений", "C-04",
        "13 > 12. Сначала пересчитайте: может быть, ошибка в счёте. Бюллетени этих выборов из урны 1 "
        "признаются недействительными только после второго равного счёта и решения комиссии (ст. 43, п. 3-1).",
        (("Первый счёт", "13", "20:56"), ("Второй счёт", "", "ещё не было"),
         ("Решение комиссии", "", "ещё не записано")),
        (Button(Ask("recount", "1"), "Пересчитать урну 1", "filled", icon="again"),
         Button(Ask("annul", "1"), "Признать недействительными", closed="Нужны два равных счёта и решение", icon="lock")),
        "Акт – к завершению",
    )  # fmt: skip
    rows = (
        TableRow("Переносная урна 1", (cell("b1a", "12"), cell("b1s", "12"), cell("b1b", "13", "legal")),
                      "пломба 0412, выезд в 10:20", procedure=procedure),
        TableRow("Переносная урна 2", (cell("b2a", "10"), cell("b2s", "10"), cell("b2b", "")),
                      "пломба 0413, выезд в 11:05"),
    )  # fmt: skip
    table = Table(
        "Урна", ("Заявления приняты", "С подписью о получении", "Бюллетени в урне"), rows,
        (Button(Ask("add_box"), "Добавить урну", style="small"),),
        TableRow("Всего", ("22", "22", "не все"), strong=True),
    )  # fmt: skip
    card = Card(
        "C-04", "legal", "Событие по закону", "C-04", "Урна 1: бюллетеней больше, чем заявлений.", "",
        (("", "Бюллетени в урне 1", "13"), ("", "Принятые заявления", "12")), ("Больше на", "1"),
        Message("again", "Пересчитать бюллетени этих выборов из урны 1 и заявления к ней."),
        buttons=(Button(Ask("focus", "b1b"), "Урна 1", "small", icon="jump"),),
    )  # fmt: skip
    page = Page(
        "portable", "Переносные урны",
        "Урны вскрывают по одной, до стационарных, и сверяют с письменными заявлениями", (table,),
    )  # fmt: skip
    quiet = (
        "Если второй счёт даёт то же число и решение записано, 13 бюллетеней переходят в строку 7.5. Акт с фамилиями нужен к завершению; урну 2 можно вскрывать и раньше.",
    )
    return replace(
        desk, page=page, steps=steps(t, "ddddLlllll", 5),
        panel=Panel("Проверка", (("legal", "1"),), (card,), quiet),
        footer=Footer("Сохранено 20:58:12", "Стационарные урны – после всех переносных: ст. 43, п. 3-1", (
            Button(Back(), t["back"], icon="back"),
            Button(Next(), t["next"], closed="Стационарные урны – после всех переносных", icon="next"))),
    )  # fmt: skip


def finish(lang: str = "kk") -> Desk:
    t = W["kk"]
    lines = (
        ("1", "Учаскедегі сайлаушылардың жалпы саны", "2494", "екі мың төрт жүз тоқсан төрт"),
        ("2", "Бюллетеньдер алған сайлаушылар саны", "1610", "бір мың алты жүз он"),
        ("4", "Дауыс беруге қатысқан сайлаушылардың жалпы саны", "1609", "бір мың алты жүз тоғыз"),
        ("5.1", NAMES["5.1"], "1190", "бір мың бір жүз тоқсан"),
        ("5.2", NAMES["5.2"], "210", "екі жүз он"),
        ("5.3", NAMES["5.3"], "61", "алпыс бір"),
        ("5.4", NAMES["5.4"], "35", "отыз бес"),
        ("6", "«Бәріне қарсымын» деген жолда белгісі бар бюллетеньдер саны", "66", "алпыс алты"),
        ("7", "Жарамсыз деп танылған бюллетеньдер саны", "47", "қырық жеті"),
        ("8", "Учаскелік сайлау комиссиясы алған бюллетеньдер саны", "2505", "екі мың бес жүз бес"),
        ("9", "Жойылған бюллетеньдер саны", "895", "сегіз жүз тоқсан бес"),
    )  # fmt: skip
    rows = tuple(Row(n, label, value=grouped(v), words=words) for n, label, v, words in lines)
    rows += (
        Row("", "4 = 5 + 6 + 7:  1 609 = 1 496 + 66 + 47      8 = 2 + 9:  2 505 = 1 610 + 895"),
    )
    panel = Panel(
        "Хаттама", (), (
            Card("ok", "ok", "Қате: 0", "", "Ескерту: 1, себебі бар"),
            Card("C-05", "warning", "Ескерту", "C-05", "2-жәшік:  9 бюллетень, 10 өтініш",
                 answer=("Себебі: 2, бюллетень жәшікке салынбаған", "Омарова Б. С., 21:31"))),
        (), "Қол қою  5 / 7",
        (("Қасымов Д. А.", "Төраға"), ("Омарова Б. С.", "Хатшы"), ("Сейтов М. Е.", "Комиссия мүшесі"),
         ("Ибраева Л. Т.", "Комиссия мүшесі"), ("Тілеуов Н. Қ.", "Комиссия мүшесі")),
    )  # fmt: skip
    page = Page("finish", "Тексеру және аяқтау", "Дауыс беру нәтижелері туралы хаттама: санмен және сөзбен",
                     (Rows(rows),))  # fmt: skip
    return replace(
        count("kk"), page=page, panel=panel, steps=steps(t, "ddddddddno", 9),
        footer=Footer("Сақталды 22:31:07", "", (
            Button(Ask("preview"), "Алдын ала қарау", icon="page"), Button(Back(), t["back"], icon="back"),
            Button(FinishProtocol(), "Аяқтау", style="filled")),
            label="Учаске нөмірі", field=Field("finish.number", "448", "text", shown="448"), right=True),
    )  # fmt: skip


def commission() -> Desk:
    t = W["ru"]
    offices = (
        ("chair", "Председатель"),
        ("deputy", "Заместитель председателя"),
        ("secretary", "Секретарь"),
        ("member", "Член комиссии"),
    )
    people = (
        ("Касымов Д. А.", "chair"),
        ("Омарова Б. С.", "secretary"),
        ("Сейтов М. Е.", "member"),
        ("", "member"),
    )
    rows = tuple(
        TableRow("", (
            Field(f"m{at}.name", name, "text", placeholder=t["empty"], name=f"Фамилия {at}"),
            Field(f"m{at}.office", office, "choice", choices=offices, name=f"Должность {at}")),
            buttons=(Button(Ask("remove", str(at)), "Убрать", "small"),))
        for at, (name, office) in enumerate(people, 1)
    )  # fmt: skip
    facts = Rows((
        Row("", "Номер участка", field=Field("number", "448", locked="Взято из файла выборов", shown="448")),
        Row("", "Адрес участка", field=Field("address", "с. Актогай, ул. Абая, 1", "text")),
        Row("", "Начало подсчёта", caption="по часам на стене", field=Field("opened", "20:35", "time", shown="20:35"),
            message=Message("warning", "На 2 минуты раньше часов компьютера")),
        Row("1", "Избирателей в списке", field=Field("1", "24x", tone="error", placeholder=t["empty"]),
            message=Message("error", "Только цифры"))))  # fmt: skip
    page = Page("commission", "Участок и комиссия", "Кто заседает и кто подписывает", (
        Note("Список взят из файла выборов; исправления войдут в протокол.", "note", "Проверьте список",
                  (Button(ShowHelp(), "Подробнее", style="small"),)),
        facts, Table("", ("Фамилия, имя, отчество", "Должность"), rows,
                          (Button(Ask("add_member"), "Добавить члена комиссии", style="small", icon="add"),)),
        Note("Тихий абзац под карточками: что будет дальше."),
    ))  # fmt: skip
    return replace(count("ru", {}), page=page, steps=steps(t, "nlllllllll", 1))


def reasons(lang: str = "ru") -> Desk:
    desk = count(lang)
    buttons = tuple(
        Button(Ask("answer", f"C-05:{at}"), words, "small", shortcut=str(at), shortcut_text=str(at))
        for at, words in enumerate(
            ("не выяснена", "бюллетень остался у избирателя", "унёс с собой", "испорчен и заменён", "иная"), 1)
    )  # fmt: skip
    cards = tuple(
        replace(card, buttons=buttons) if card.key == "C-05" else card for card in desk.panel.cards
    )
    return replace(desk, panel=replace(desk.panel, cards=cards))


def preview(pdf: bytes, digest: str = "d") -> Desk:
    desk = finish()
    block = PaperPreview(pdf, digest, (Button(PrintPaper(PaperName("protocol")), "Басып шығару", style="small", icon="print"),
                                       Button(SavePaper(PaperName("protocol")), "Сақтау", style="small", icon="save")))  # fmt: skip
    page = Page("paper", "Хаттама және көшірмелер", "Қағаз бетіндегідей", (block,), wide=True)
    return replace(desk, page=page, footer=replace(desk.footer, label="", field=None, right=False))


def start(lang: str = "ru", *, resume: bool = True) -> Start:
    recent = (
        RecentItem("/a", "Участок № 999", "Выборы акима, 4 ноября 2023 года", "завершён", "", "учёба-7.tally", "Учебный"),
        RecentItem("/b", "Участок № 448", "Мажилис и маслихаты, 19 марта 2023 года", "завершён, подписи не отмечены", "", "448-2023.tally"),
        RecentItem("/c", "Участок № 448", "Выборы Президента, 20 ноября 2022 года", "отмечен: подписан в 00:14", "ok", "448-президент.tally"),
    )  # fmt: skip
    return Start(
        lang, LANGUAGES, "Протокол участка", "подсчёт, проверка и протокол без сети",
        "Программа сверяет числа подсчёта со списком избирателей и между собой.", (),
        Going(
            "clock", "Подсчёт прерван в 21:47, всё введённое сохранено", "Участок № 448, Актогайский район",
            "Выборы акима сельского округа · шаг «Подсчёт голосов» · строка 5.3, Жақыпов Е. Т.",
            "официальный режим · Выборы 2023 › 448-аким.tally",
            Button(OpenNight(""), "Продолжить подсчёт", style="filled", shortcut="Return", shortcut_text="Enter", icon="next"),
        ) if resume else None,
        "С чего начать",
        (("Открыть", "Пакет или файл выборов, участковый файл, копия; можно перетащить в окно",
          Button(AskFile("open"), "Открыть", shortcut="Ctrl+O", shortcut_text="Ctrl+O")),
         ("Учебный пример", "Вымышленный участок, протокол с пометкой «Учебный»",
          Button(Ask("training"), "Учебный пример", shortcut="Ctrl+T", shortcut_text="Ctrl+T"))),
        "Прошлые подсчёты", recent if resume else (), "Здесь появятся подсчёты этого компьютера.",
        "Версия 1.0", "Файлы хранятся только на этом компьютере",
        (Button(Ask("territorial"), "Территориальная комиссия", style="small"), Button(Ask("verify"), "Проверить протокол или подпись", style="small"),
         Button(Ask("settings"), "Настройки", style="small"), Button(ShowHelp(), "Справка", style="small", shortcut="F1", shortcut_text="F1")),
    )  # fmt: skip


def form(tone: str = "warning") -> DialogForm:
    return DialogForm(
        Ask("annul", "1"), "Признать бюллетени урны 1 недействительными",
        "Два счёта дали 13 бюллетеней при 12 заявлениях. Решение комиссии войдёт в акт, 13 бюллетеней – в строку 7.5. "
        "Отменить это нельзя.",
        (Row("", "Номер решения", field=Field("decision", "", "text", placeholder="не введено")),
         Row("", "Время решения", field=Field("time", "", "time", placeholder="чч:мм")),
         Row("", "Голосов «за»", field=Field("votes", "", placeholder="не введено"))),
        (("sure", "Акт подписан всеми присутствующими членами комиссии, и наблюдатели его видели", False),),
        "Признать недействительными", "Не сейчас", tone,
        (("votes", "Не больше числа членов комиссии, 7"),), bool(tone),
    )  # fmt: skip


FILE_WORDS = FileWords(
    "Открыть файл", "Участковые файлы", "Папка:", "Имя файла:", "Какие файлы:", "Открыть", "Отмена"
)
