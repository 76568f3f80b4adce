"""Views of the second pair of eyes: the night of the drawings, two entries and a read-back."""
# ruff: noqa: E501

from dataclasses import replace

from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card, Desk, Footer, Header, Page, Panel
from tally_app.app.view.fields import Field
from tally_app.app.view.intents import Back, Next
from tally_app.app.view.second import ComparedGroup, ComparedLine, Comparison, ReadBack, ShownFigure
from tests.ui import samples
from tests.ui.ask import Ask
from tests.ui.sample_words import W

S = {
    "kk": {
        "title": "Екі енгізуді салыстыру",
        "subtitle": "14 жол қайта енгізілді, 11-і сәйкес. Үшеуі сәйкес емес: қайта санап, қағаздағы санды енгізіңіз.",
        "line": "Жол", "heads": (("1-енгізу", "Омарова"), ("2-енгізу", "Сейтов"), ("Қағаз бойынша", "бірге")),
        "exchanged": ("5.3 және 5.4-жолдар ауыстырылған", "61 мен 35 бірінің орнында бірі тұр"),
        "swapped": ("Екі цифр ауысқан", "7.3-жол: 21 және 12"),
        "votes": "кандидат үшін дауыстар, 7-қадам", "invalid": "жарамсыз, 7-қадам",
        "remark": "Бағдарлама екі санның бірін таңдамайды. Үшінші сан алғашқы екеуімен бірге журналда қалады.",
        "by_hand": "Екінші енгізуде сан тек пернелермен теріледі: қою ажыратылған.",
        "differ": ("Сәйкес емес", "қағазбен салыстырылғаны: 3-тен 0"), "agree": ("Сәйкес", "жол екі енгізуде де бірдей"),
        "confirmed": ("Расталды", "1–3.7, 8 және 9-жолдар жәшіктер ашылғанға дейін жабылған: олар қайта енгізілмейді, І бөліммен салыстырылады"),
        "how": ("Қалай салыстыру керек", "Буманы алып, екеулеп дауыстап қайта санау", "Санды «Қағаз бойынша» бағанына енгізу", "Enter басу: келесі жол"),
        "closed": "9-қадам 3 жол салыстырылғаннан кейін ашылады, N-03",
        "who": "Омарова мен Сейтов", "office": "екеулеп салыстыру",
        "read": "Дауыстап оқу", "read_sub": "Бір адам санды қағаздан оқиды, екіншісі экраннан растайды",
        "number": "{n}-жол", "what": "кандидат үшін берілген дауыстар саны", "words": "бір мың бір жүз тоқсан",
        "before": "Алдыңғы:  1 609", "after": "Келесі:  Әлиева Гүлнар Маратқызы", "mode": "ресми режим",
        "yes": "Сәйкес", "no": "Сәйкес емес",
    },
    "ru": {
        "title": "Сверка двух вводов",
        "subtitle": "Введены заново 14 строк, совпали 11. Три различаются: пересчитайте и введите число с бумаги.",
        "line": "Строка", "heads": (("Первый ввод", "Омарова"), ("Второй ввод", "Сейтов"), ("По бумаге", "вместе")),
        "exchanged": ("Строки 5.3 и 5.4 переставлены", "61 и 35 стоят одна на месте другой"),
        "swapped": ("Переставлены две цифры", "строка 7.3: 21 и 12"),
        "votes": "голоса за кандидата, шаг 7", "invalid": "недействительные, шаг 7",
        "remark": "Программа не выбирает между двумя числами. Третье число остаётся в журнале вместе с первыми двумя.",
        "by_hand": "Во втором вводе число набирают только клавишами: вставка отключена.",
        "differ": ("Различаются", "сверены с бумагой: 0 из 3"), "agree": ("Совпали", "строк одинаковы в обоих вводах"),
        "confirmed": ("Подтверждены", "строки 1–3.7, 8 и 9 закрыты до вскрытия урн: их не вводят заново, а сверяют с частью I"),
        "how": ("Как сверять", "Взять стопку и пересчитать её вслух вдвоём", "Ввести число в столбец «По бумаге»", "Нажать Enter: следующая строка"),
        "closed": "Шаг 9 откроется после сверки 3 строк, N-03",
        "who": "Омарова и Сейтов", "office": "сверка вдвоём",
        "read": "Чтение вслух", "read_sub": "Один читает число с бумаги, другой подтверждает его по экрану",
        "number": "строка {n}", "what": "число голосов за кандидата", "words": "одна тысяча сто девяносто",
        "before": "Предыдущее:  1 609", "after": "Дальше:  Әлиева Гүлнар Маратқызы", "mode": "официальный режим",
        "yes": "Совпадает", "no": "Не совпадает",
    },
    "en": {
        "title": "Two entries side by side",
        "subtitle": "14 lines were entered again, 11 agree. Three differ: count again and type the number on the paper.",
        "line": "Line", "heads": (("First entry", "Omarova"), ("Second entry", "Seitov"), ("From the paper", "together")),
        "exchanged": ("Lines 5.3 and 5.4 exchanged", "61 and 35 stand in each other’s place"),
        "swapped": ("Two digits swapped", "line 7.3: 21 and 12"),
        "votes": "votes for the candidate, step 7", "invalid": "invalid, step 7",
        "remark": "The program does not choose between two numbers. The third one stays in the journal with the first two.",
        "by_hand": "In the second entry a number is typed by keys only: nothing is pasted.",
        "differ": ("Differ", "compared with the paper: 0 of 3"), "agree": ("Agree", "lines are the same in both entries"),
        "confirmed": ("Confirmed", "lines 1–3.7, 8 and 9 were closed before the boxes were opened: they are not typed again but compared with Part I"),
        "how": ("How to compare", "Take the pile and count it again aloud, two together", "Type the number into the column “From the paper”", "Press Enter: the next line"),
        "closed": "Step 9 opens when 3 lines are compared, N-03",
        "who": "Omarova and Seitov", "office": "two together",
        "read": "Reading aloud", "read_sub": "One reads the number from the paper, another confirms it on the screen",
        "number": "line {n}", "what": "number of votes for the candidate", "words": "one thousand one hundred and ninety",
        "before": "Before:  1 609", "after": "Next:  Әлиева Гүлнар Маратқызы", "mode": "official mode",
        "yes": "Agrees", "no": "Does not agree",
    },
}  # fmt: skip
LONG_NAME = "Нұрмағамбетова-Сейдахметова Гүлжаһан Әбдіғаппарқызы"


def field(key: str, values: dict[str, str], t: dict) -> Field:
    raw = values.get(key, "")
    return Field(f"paper.{key}", raw, shown=samples.grouped(raw), by_hand=t["by_hand"])


def line(number: str, label: str, caption: str, pair: tuple[str, str], values: dict[str, str],
         t: dict, settled: dict[str, str]) -> ComparedLine:  # fmt: skip
    first, second = (samples.grouped(one) for one in pair)
    marks = tuple(
        at
        for at in range(max(len(first), len(second)))
        if first[at : at + 1] != second[at : at + 1]
    )
    done = samples.grouped(settled.get(number, ""))
    return ComparedLine(
        number, label, caption, ShownFigure(first, tuple(at for at in marks if at < len(first) or not first)),
        ShownFigure(second, tuple(at for at in marks if at < len(second) or not second)),
        None if done else field(number, values, t), done,
    )  # fmt: skip


def comparison(lang: str = "ru", values: dict[str, str] | None = None,
               settled: dict[str, str] | None = None) -> Comparison:  # fmt: skip
    t, words, values, settled = S[lang], W[lang], values or {}, settled or {}
    groups = (
        ComparedGroup("exchange", *t["exchanged"], (
            line("5.3", samples.NAMES["5.3"], t["votes"], ("61", "35"), values, t, settled),
            line("5.4", samples.NAMES["5.4"], t["votes"], ("35", "61"), values, t, settled))),
        ComparedGroup("digits", *t["swapped"], (
            line("7.3", words["7.3"], t["invalid"], ("21", "12"), values, t, settled),)),
    )  # fmt: skip
    return Comparison(t["line"], *t["heads"], groups, t["remark"])


def many(lang: str = "kk", number: int = 60) -> Comparison:
    """A block shifted down a list of sixty options, long names among them."""
    t, figures = S[lang], [str(at * 397 % 12011) for at in range(number + 1)]
    names = list(samples.options(number).items())
    lines = tuple(
        line(key, LONG_NAME if at % 7 == 3 else name, t["votes"],
             (figures[at + 1], figures[at] if at else ""), {}, t, {})
        for at, (key, name) in enumerate(names)
    )  # fmt: skip
    return replace(comparison(lang), groups=(ComparedGroup("shift", *t["exchanged"], lines),))


def _header(lang: str, training: bool) -> Header:
    return replace(
        samples.header(W[lang], training=training), who=S[lang]["who"], who_office=S[lang]["office"],
        clock_used="1:39 / 12:00", clock="22:14",
    )  # fmt: skip


def second(lang: str = "ru", shown: Comparison | None = None, *, training: bool = False) -> Desk:
    """The page of drawing 05."""
    t, words = S[lang], W[lang]
    desk = samples.count(lang, {**samples.NIGHT, "5.2": "210"}, training=training)
    block = shown or comparison(lang)
    cards = (
        Card("differ", "warning", t["differ"][0], "", t["differ"][1], count="3"),
        Card("agree", "ok", t["agree"][0], "", t["agree"][1], count="11"),
        Card("confirmed", "locked", t["confirmed"][0], "", t["confirmed"][1], count="12"),
        Card("how", "plain", t["how"][0], "", "", steps=t["how"][1:]),
    )
    return replace(
        desk, header=_header(lang, training), steps=samples.steps(words, "dddddddwll", 8),
        page=Page("second", t["title"], t["subtitle"], (block,)),
        panel=Panel(words["check"], (), cards),
        footer=Footer(words["saved"], t["closed"], (
            Button(Back(), words["back"], icon="back"),
            Button(Next(), words["next"], closed=t["closed"], shortcut="Ctrl+Return", icon="next"))),
    )  # fmt: skip


def figure(lang: str = "kk", at: int = 4, number: int = 11, **other: str) -> ReadBack:
    """The figure of drawing 07."""
    t, words = S[lang], W[lang]
    shown = ReadBack(
        (words["precinct"], f"{words['contest']} · {words['day']} · {t['mode']}"),
        t["number"].format(n="5.1"), samples.NAMES["5.1"], t["what"], samples.grouped("1190"),
        t["words"], tuple(done < at for done in range(number)), f"{at} / {number}",
        t["before"], t["after"],
        (Button(Ask("read_agrees"), t["yes"], style="filled", shortcut="Space", shortcut_text="Space", icon="tick"),
         Button(Ask("read_differs"), t["no"], shortcut="Backspace", shortcut_text="Backspace")),
    )  # fmt: skip
    return replace(shown, **other)


def read_back(lang: str = "kk", shown: ReadBack | None = None, *, training: bool = False) -> Desk:
    t = S[lang]
    page = Page("read", t["read"], t["read_sub"], (shown or figure(lang),), wide=True)
    return replace(second(lang, training=training), page=page)
