"""Views of the whole night: several ballots, twenty steps, wide tables, turnout, count by ear."""

import itertools
from dataclasses import replace

from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Button, Note, PrintPaper
from tally_app.app.view.desk import (
    Call,
    Chart,
    ContestTab,
    Desk,
    Page,
    PaperPreview,
    StepGroup,
    StepItem,
    Table,
    TableRow,
    Tally,
)
from tally_app.app.view.fields import Field, Message
from tally_app.app.view.intents import CloseBundle, ShowPaper, TakeBackBallot
from tests.ui import samples
from tests.ui.ask import Ask
from tests.ui.night_words import N
from tests.ui.sample_words import W

STATES = ("done", "now", "now", "error", "warning")
LONG_NAME = "Нұрмағамбетова-Сейдахметова Гүлжаһан Әбдіғаппарқызы"


def contests(lang: str, current: int = 2, number: int = 5) -> tuple[ContestTab, ...]:
    t = N[lang]
    if number <= 5:
        words = t["contests"][:number]
        states = STATES[:number]
    else:
        words = tuple((t["primary"].format(n=at), t["open"]) for at in range(1, number + 1))
        states = tuple("error" if at == number - 1 else "open" for at in range(number))
        states = ("done", "warning", *states[2:])
    return tuple(
        ContestTab(f"c{at}", name, state, said, at == current)
        for at, ((name, said), state) in enumerate(zip(words, states, strict=True))
    )


def steps(lang: str, now: int = 14) -> tuple[StepGroup, ...]:
    t, starts = N[lang], (0, 9, 13, 17, len(N[lang]["steps"]))
    made = []
    for at, name in enumerate(t["steps"]):
        state = "done" if at < now else "now" if at == now else "locked" if at > 16 else "open"
        state = {3: "warning", 7: "legal", 5: "skipped"}.get(at, state)
        made.append(StepItem(f"s{at + 1}", name, state, state, at == now))
    return tuple(
        StepGroup(name, name, f"{first} / {last}", "open", name, tuple(made[first:last]))
        for name, (first, last) in zip(t["groups"], itertools.pairwise(starts), strict=True)
    )


def night(lang: str = "kk", current: int = 2, number: int = 5, now: int = 14) -> Desk:
    """The count page of one of several ballots, with every step of the night."""
    desk = samples.count(lang, {**samples.NIGHT, "5.2": "210"})
    return replace(desk, contests=contests(lang, current, number), steps=steps(lang, now))


def _page(lang: str, page: Page, now: int, *, several: bool = False) -> Desk:
    desk = night(lang, now=now)
    return replace(desk, page=page, contests=desk.contests if several else ())


def seals(lang: str = "ru", rows: int = 4, *, message: bool = True) -> Desk:
    """Added rows with every kind of cell and two buttons each."""
    t, empty = N[lang], W[lang]["empty"]
    states = tuple(zip(("whole", "broken", "changed"), t["states"], strict=True))
    people = ("Касымов Д. А.", LONG_NAME, "Сейтов М. Е.", "")
    made = []
    for at in range(1, rows + 1):
        key = f"seal.{at}"
        cells = (
            Field(f"{key}.number", f"KZ-2023-04{at:02}-0017/448-A", "text", placeholder=empty),
            Field(f"{key}.state", ("whole", "broken", "")[at % 3], "choice", choices=states),
            Field(f"{key}.who", people[at % 4], "text", placeholder=empty),
            Field(f"{key}.time", "6:45", "time", shown="6:45", placeholder=empty),
            Field(f"{key}.count", str(at * 401), shown=samples.grouped(str(at * 401)),
                  placeholder=empty),
        )  # fmt: skip
        said = Message("error", t["seal_wrong"]) if message and at == 2 else None
        buttons = (
            Button(Ask("act", str(at)), t["act"], "small"),
            Button(Ask("remove", str(at)), t["remove"], "small"),
        )
        made.append(
            TableRow(f"{t['box']} {at}", cells, buttons=buttons if at != 3 else buttons[1:],
                          message=said)
        )  # fmt: skip
    total = TableRow(t["total"], ("", "", "", "", samples.grouped("4010")), strong=True)
    table = Table(
        t["box"], t["heads"][:5], tuple(made),
        (Button(Ask("add"), t["add"], style="small", icon="add"),), total,
    )  # fmt: skip
    answers = tuple(
        Button(Ask("answer", str(at)), words, "small") for at, words in enumerate(t["answers"])
    )
    note = Note(t["ask_text"], "legal", t["ask"], answers)
    return _page(lang, Page("seals", t["seals"], t["seals_sub"], (table, note)), 2)


def tape(lang: str = "ru", rows: int = 40, changed: str = "") -> Desk:
    """Six columns of forty pages, as the list tape has them."""
    t = N[lang]
    people = ("Сейтов М. Е.", "Ибраева Л. Т.", "Тілеуов Н. Қ.")
    made = []
    for at in range(1, rows + 1):
        raws = ("25", str(at % 3), "0", changed if at == 2 and changed else str(12 + at % 9))
        cells = tuple(
            Field(f"tape.{at}.{column}", raw, shown=raw, small=True)
            for column, raw in enumerate(raws)
        )
        cells += (Field(f"tape.{at}.who", people[at % 3], "text", small=True),)
        made.append(TableRow(str(at), cells))
    total = TableRow(t["total"], (samples.grouped("1000"), "40", "0", "640", ""), strong=True)
    table = Table(t["page"], t["tape_heads"], tuple(made), total=total)
    return _page(lang, Page("tape", t["tape"], t["tape_sub"], (table,)), 10)


def turnout(lang: str = "kk", *, several: bool = False) -> Desk:
    t, empty = N[lang], W[lang]["empty"]
    figures = ((10, 312, "12,5"), (12, 689, "27,6"), (14, 958, "38,4"), (16, 1187, "47,6"),
               (18, 1402, "56,2"), (20, 0, ""))  # fmt: skip
    rows = []
    for hour, figure, share in figures:
        raw = str(figure) if figure else ""
        cell = Field(f"turnout.{hour}", raw, shown=samples.grouped(raw), placeholder=empty)
        journal = f"{hour * 283:04} {hour * 107:04}" if figure else ""
        percent = f"{share} %" if share else ""
        done = f"{hour}:0{hour % 7}" if figure and hour < 18 else ""
        rows.append(TableRow(f"{hour}:00", (cell, percent, journal, done)))
    table = Table(t["hour"], t["turnout_heads"], tuple(rows))
    other = N["ru" if lang == "kk" else "kk"]
    call = Call(
        t["phone"],
        t["at"],
        t["sentence"],
        other["sentence"],
        t["turnout_heads"][2],
        "4807 1926",
        (Button(Ask("reported", "18"), t["reported"], "small"),),
    )
    bars = tuple(
        (str(hour), share, figure * 1000 // 2494, "now" if hour == 18 else "")
        for hour, figure, share in figures
    )
    page = Page("turnout", t["turnout"], t["turnout_sub"], (table, call))
    desk = _page(lang, page, 5, several=several)
    return replace(desk, panel=replace(desk.panel, chart=Chart(t["percent"], bars)))


def lying(lang: str) -> Chart:
    """A chart whose words find no room beside each other."""
    t = N[lang]
    return Chart(
        t["members"],
        tuple(
            (name, t["of"].format(n=figure, p=share), share * 10, tone)
            for name, figure, share, tone in (
                ("Сейтов М. Е.", 548, 34, ""),
                (LONG_NAME, 523, 33, "warning"),
                ("Тілеуов Н. Қ.", 517, 32, ""),
            )
        ),
    )


def ear(lang: str = "kk", counts: dict[str, int] | None = None, *, locked: bool = False) -> Desk:
    t = N[lang]
    counts = counts or {"1": 118, "2": 21, "3": 6, "4": 4, "5": 7, "0": 5}
    names = [*samples.NAMES.values(), t["against"], t["invalid"]]
    keys = tuple(
        (key, name, samples.grouped(str(counts[key])))
        for key, name in zip(counts, names, strict=True)
    )
    closed = t["locked"] if locked else ""
    buttons = (
        Button(
            TakeBackBallot(), t["undo"], style="small", closed=closed, shortcut_text="Backspace"
        ),
        Button(CloseBundle(), t["bundle"], style="small", closed=closed, shortcut_text="Enter"),
    )
    block = Tally(t["piles"], keys, t["progress"], buttons, closed)
    page = Page("ear", t["ear"], t["ear_sub"], (block,))
    return replace(_page(lang, page, 15), contests=contests(lang))


def papers(pdf: bytes, lang: str = "ru", number: int = 15) -> Desk:
    """The last page of the night: every paper, one of them shown."""
    t = N[lang]
    buttons = tuple(
        Button(ShowPaper(PaperName(f"p{at}")), name, "chosen" if at == 2 else "small")
        for at, name in enumerate(t["papers"][:number])
    )
    buttons += (Button(PrintPaper(PaperName("protocol")), t["print"], style="small", icon="print"),)
    block = PaperPreview(pdf, "d", buttons)
    page = Page("paper", t["paper_title"], t["paper_sub"], (block,), wide=True)
    return _page(lang, page, 19)
