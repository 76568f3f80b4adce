"""One race printed in the ways tables are printed in: every figure by its key, so that one of them
can be printed wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

#: Words of every language: rows and columns of a published table.
SAID = {
    "kk": {
        "against": "Бәріне қарсымын", "invalid": "Жарамсыз деп танылған бюллетеньдер",
        "valid": "Жарамды бюллетеньдер", "total": "Барлығы",
        "registered": "Сайлаушылардың тізіміне енгізілгені", "turnout": "Сайлаушылардың келуі",
        "issued": "Бюллетень алған сайлаушылар саны", "voted": "Қатысты",
        "received": "Учаскелік сайлау комиссиясы алған бюллетеньдер саны",
        "cancelled": "Жойылған бюллетеньдер саны", "portable": "Тасымалданатын жәшіктерде",
        "stationary": "Тұрақты жәшіктерде", "name": "Үміткер", "votes": "Дауыс саны",
        "unit": "дауыс", "share": "Үлесі", "place": "Учаске", "year": "Жыл",
        "members": "Комиссияның әрбір мүшесі берген бюллетеньдер",
    },
    "ru": {
        "against": "Против всех", "invalid": "Число бюллетеней, признанных недействительными",
        "valid": "Действительных бюллетеней", "total": "Итого",
        "registered": "Число избирателей в списках", "turnout": "Явка",
        "issued": "Получили избирательные бюллетени", "voted": "Число граждан, принявших участие",
        "received": "Число бюллетеней, полученных комиссией",
        "cancelled": "Число погашенных бюллетеней", "portable": "В переносных ящиках",
        "stationary": "В стационарных ящиках", "name": "Кандидат", "votes": "Голоса",
        "unit": "проголосовавших", "share": "Доля", "place": "Участок", "year": "Год",
        "members": "Бюллетени, выданные членами комиссии",
    },
    "en": {
        "against": "Against all", "invalid": "Invalid/blank votes", "valid": "Valid votes",
        "total": "Total", "registered": "Eligible voters", "turnout": "Turnout",
        "issued": "Voters who received ballots", "voted": "Voters who took part",
        "received": "Ballots received by the commission", "cancelled": "Cancelled ballots",
        "portable": "In portable boxes", "stationary": "In stationary boxes", "name": "Candidate",
        "votes": "Votes", "unit": "votes", "share": "Share", "place": "Precinct", "year": "Year",
        "members": "Ballots issued by members of the commission",
    },
}  # fmt: skip
NAMES = ["Асан Үлгібек", "Үсен Мысалбек", "Ботагөз Бірінші", "Әлия Екінші", "Sample Third"]


@dataclass
class Race:
    """One race. ``wrong``: figures printed otherwise than they are, by key; ``asked`` collects the
    keys that were printed.
    """

    votes: list[int]
    against: int
    invalid: int
    registered: int
    spare: int = 40
    portable: int = 12
    language: str = "ru"
    group: str = " "
    mark: str = ","
    decimals: int = 2
    wrong: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> list[int]:
        return [*self.votes, self.against]

    @property
    def valid(self) -> int:
        return sum(self.parts)

    @property
    def cast(self) -> int:
        return self.valid + self.invalid

    @property
    def names(self) -> list[str]:
        return [*NAMES[: len(self.votes)], self.said("against")]

    def said(self, word: str) -> str:
        return SAID[self.language][word]

    def count(self, key: str, figure: int) -> str:
        return self._printed(key, f"{figure:,}".replace(",", self.group))

    def share(self, key: str, figure: int, of: int) -> str:
        exact = Fraction(figure * 100 * 10**self.decimals, of)
        units = int(exact + Fraction(1, 2))
        text = str(units).zfill(self.decimals + 1)
        if not self.decimals:
            return self._printed(key, text)
        return self._printed(key, f"{text[: -self.decimals]}{self.mark}{text[-self.decimals :]}")

    def _printed(self, key: str, text: str) -> str:
        self.asked[key] = text
        return self.wrong.get(key, text)


Layout = Callable[[Race], str]
LAYOUTS: dict[str, Layout] = {}
#: Keys that stand in no relation a layout prints.
UNSEEN: dict[str, frozenset[str]] = {}


def layout(*unseen: str) -> Callable[[Layout], Layout]:
    def kept(made: Layout) -> Layout:
        LAYOUTS[made.__name__] = made
        UNSEEN[made.__name__] = frozenset(unseen)
        return made

    return kept


def rows_of(race: Race, of: int, sign: str = "") -> list[list[str]]:
    return [
        [name, race.count(f"v{at}", n), race.share(f"p{at}", n, of) + sign]
        for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))
    ]


def joined(rows: list[list[str]], mark: str) -> str:
    return "\n".join(mark.join(row) for row in rows) + "\n"


@layout()
def plain_list(race: Race) -> str:
    rows = [[race.said("name"), race.said("votes"), "%"], *rows_of(race, race.cast)]
    rows.append([race.said("invalid"), race.count("invalid", race.invalid),
                 race.share("pi", race.invalid, race.cast)])  # fmt: skip
    rows.append([race.said("total"), race.count("total", race.cast), ""])
    rows.append([race.said("registered"), race.count("registered", race.registered), ""])
    rows.append([race.said("turnout"), "", race.share("pt", race.cast, race.registered) + "%"])
    return joined(rows, "\t")


@layout("registered")
def whole_protocol(race: Race) -> str:
    received = race.cast + race.spare
    lines = [
        ("registered", race.registered), ("received", received), ("issued", race.cast),
        ("cancelled", race.spare), ("portable", race.portable),
        ("stationary", race.cast - race.portable), ("valid", race.valid),
        ("invalid", race.invalid),
    ]  # fmt: skip
    rows = [["Көрсеткіш / Показатель", "Число"]]
    rows += [[race.said(key), race.count(key, n)] for key, n in lines]
    each = zip(race.names, race.parts, strict=True)
    rows += [[name, race.count(f"v{at}", n)] for at, (name, n) in enumerate(each)]
    return joined(rows, ";")


@layout("members", "registered", "issued")
def protocol_with_an_unknown_line(race: Race) -> str:
    rows = [
        [race.said("registered"), race.count("registered", race.registered)],
        [race.said("members"), race.count("members", race.cast)],
        [race.said("issued"), race.count("issued", race.cast)],
        *([name, race.count(f"v{at}", n)]
          for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))),
        [race.said("invalid"), race.count("invalid", race.invalid)],
        [race.said("total"), race.count("total", race.cast)],
    ]  # fmt: skip
    return joined(rows, " | ")


@layout()
def newspaper(race: Race) -> str:
    unit = race.said("unit")
    lines = [
        f"- {name} — {race.share(f'p{at}', n, race.valid)}% ({race.count(f'v{at}', n)} {unit});"
        for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))
    ]
    return "\n".join(lines)[:-1] + "."


@layout()
def newspaper_votes_first(race: Race) -> str:
    unit = race.said("unit")
    lines = [
        f"{at + 1}. {name} – {race.count(f'v{at}', n)} {unit} "
        f"({race.share(f'p{at}', n, race.valid)} %)"
        for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))
    ]
    return "\n".join(lines)


@layout()
def one_sentence(race: Race) -> str:
    items = [
        f"{name} – {race.count(f'v{at}', n)} ({race.share(f'p{at}', n, race.valid)}%)"
        for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))
    ]
    return ", ".join(items) + "."


def _wiki(rows: list[list[str]]) -> str:
    head, *rest = rows
    lines = ['{| class="wikitable sortable"', "|+ Results", "! " + " !! ".join(head)]
    for row in rest:
        lines += ["|-", "| " + " || ".join([f"[[{row[0]} (x)|{row[0]}]]", *row[1:]])]
    return "\n".join([*lines, "|}"])


def _encyclopaedia(race: Race) -> list[list[str]]:
    rows = [[race.said("name"), race.said("votes"), "%"], *rows_of(race, race.valid)]
    rows.append([race.said("valid"), race.count("valid", race.valid),
                 race.share("pv", race.valid, race.cast)])  # fmt: skip
    rows.append([race.said("invalid"), race.count("invalid", race.invalid),
                 race.share("pi", race.invalid, race.cast)])  # fmt: skip
    rows.append([race.said("total"), race.count("total", race.cast), "100" + race.mark + "00"])
    rows.append([f"{race.said('registered')} / {race.said('turnout').lower()}",
                 race.count("registered", race.registered),
                 race.share("pt", race.cast, race.registered)])  # fmt: skip
    return rows


@layout()
def wiki_text(race: Race) -> str:
    return _wiki(_encyclopaedia(race))


@layout()
def wiki_with_attributes(race: Race) -> str:
    head, *rest = _encyclopaedia(race)
    lines = ['{| class=wikitable style="text-align:right"']
    lines += [f"! colspan=1 | {head[0]}", f"! {head[1]}", f"! {head[2]}"]
    for row in rest:
        lines.append("|-")
        lines.append(f"| align=left | '''{row[0]}'''<ref name=a>{{{{cite web|url=x}}}}</ref>")
        lines += [f"| {row[1]}", f'| style="x" | {row[2]}']
    return "\n".join([*lines, "|}", "'''Source''': archive"])


@layout()
def page_of_html(race: Race) -> str:
    head, *rest = _encyclopaedia(race)
    lines = ["<div><table class='t'><thead><tr>", *(f"<th>{x}</th>" for x in head), "</tr></thead>"]
    for row in rest:
        cells = "".join(f"<td>{x}</td>" for x in row[1:])
        lines.append(f"<tr><td><b>{row[0]}</b><sup>[1]</sup></td>{cells}</tr>")
    return "\n".join([*lines, "</table></div>"])


@layout()
def changes_and_seats(race: Race) -> str:
    head, *rest = _encyclopaedia(race)
    rows = [[*head, "+/–", "Seats" if race.language == "en" else "Мандаты"]]
    changes = ["+1,2", "−0,8", "new", "–", "+0,1", "–2,0"]
    for at, row in enumerate(rest):
        option = at < len(race.parts)
        rows.append([*row, changes[at % 6] if option else "", str(at) if option else ""])
    return joined(rows, "\t")


@layout()
def broken_head(race: Race) -> str:
    head = [f'"{race.said("name")}\n({race.said("place").lower()} 12)"',
            f'"{race.said("votes")},\n{race.said("unit")}"', '"%\nот всех"']  # fmt: skip
    rows = rows_of(race, race.cast)
    rows.append([race.said("invalid"), race.count("invalid", race.invalid),
                 race.share("pi", race.invalid, race.cast)])  # fmt: skip
    rows.append([race.said("total"), race.count("total", race.cast), ""])
    return joined([head, *([x and f'"{x}"' for x in row] for row in rows)], ",")


@layout()
def on_its_side(race: Race) -> str:
    rows = rows_of(race, race.cast, "%")
    rows.append([race.said("invalid"), race.count("invalid", race.invalid),
                 race.share("pi", race.invalid, race.cast) + "%"])  # fmt: skip
    rows.append([race.said("total"), race.count("total", race.cast), ""])
    turned = [list(row) for row in zip(*rows, strict=True)]
    return joined([["", *turned[0]], [race.said("votes"), *turned[1]], ["%", *turned[2]]], ";")


@layout()
def in_one_cell(race: Race) -> str:
    rows = [
        [name, f"{race.count(f'v{at}', n)} ({race.share(f'p{at}', n, race.cast)} %)"]
        for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))
    ]
    count, share = race.count("invalid", race.invalid), race.share("pi", race.invalid, race.cast)
    rows.append([race.said("invalid"), f"{count} ({share} %)"])
    rows.append([race.said("total"), race.count("total", race.cast)])
    return joined(rows, "\t")


def precincts(race: Race) -> list[list[int]]:
    """The race over three precincts: votes of each, then its invalid ballots."""
    third = [[n // 3 + at for at, n in enumerate([*race.parts, race.invalid])] for _ in range(2)]
    return [*third, [n + 5 for n in third[0]]]


@layout()
def precincts_in_rows(race: Race) -> str:
    held = precincts(race)
    rows = [["№", race.said("registered"), *race.names, race.said("invalid"), race.said("total")]]
    rows[0].append(f"{race.said('turnout')}, %")
    voters = [sum(one) + 70 + 9 * at for at, one in enumerate(held)]
    for at, one in enumerate(held):
        cells = [race.count(f"c{at}.{n}", x) for n, x in enumerate(one)]
        rows.append([str(101 + at), race.count(f"r{at}", voters[at]), *cells,
                     race.count(f"t{at}", sum(one)),
                     race.share(f"pt{at}", sum(one), voters[at])])  # fmt: skip
    sums = [sum(column) for column in zip(*held, strict=True)]
    cells = [race.count(f"s{n}", x) for n, x in enumerate(sums)]
    cells += [race.count("ts", sum(sums)), race.share("pts", sum(sums), sum(voters))]
    rows.append([race.said("total"), race.count("rs", sum(voters)), *cells])
    return joined(rows, ";")


@layout()
def precincts_in_columns(race: Race) -> str:
    held = precincts(race)
    spare = [30 + at for at in range(len(held))]
    rows = [["", *(f"№ {101 + at}" for at in range(len(held))), race.said("total")]]

    def line(key: str, name: str, figures: list[int]) -> None:
        cells = [race.count(f"{key}.{at}", n) for at, n in enumerate(figures)]
        rows.append([name, *cells, race.count(f"{key}.s", sum(figures))])

    line("registered", race.said("registered"), [sum(one) + 90 for one in held])
    line("received", race.said("received"),
         [sum(one) + more for one, more in zip(held, spare, strict=True)])  # fmt: skip
    line("issued", race.said("issued"), [sum(one) for one in held])
    line("cancelled", race.said("cancelled"), spare)
    for at, name in enumerate(race.names):
        line(f"v{at}", name, [one[at] for one in held])
    line("invalid", race.said("invalid"), [one[-1] for one in held])
    return joined(rows, "\t")


@layout()
def shares_left_of_votes(race: Race) -> str:
    held = precincts(race)
    rows = [[race.said("place")]]
    for name in race.names:
        rows[0] += [name, race.said("votes")]
    rows[0].append(race.said("total"))
    for at, one in enumerate(held):
        options = one[:-1]
        row = [f"{race.said('place')} {'ABC'[at]}"]
        for n, x in enumerate(options):
            row += [race.share(f"p{at}.{n}", x, sum(options)) + "%", race.count(f"c{at}.{n}", x)]
        rows.append([*row, race.count(f"t{at}", sum(options))])
    return joined(rows, ";")


@layout()
def two_rounds(race: Race) -> str:
    later = [n * 2 + 11 for n in race.parts]
    votes = race.said("votes")
    rows = [[race.said("name"), f"{votes} I", "%", f"{votes} II", "%"]]
    for at, (name, one, two) in enumerate(zip(race.names, race.parts, later, strict=True)):
        rows.append([name, race.count(f"v{at}", one), race.share(f"p{at}", one, race.valid),
                     race.count(f"w{at}", two), race.share(f"q{at}", two, sum(later))])  # fmt: skip
    rows.append([race.said("total"), race.count("t1", race.valid), "100",
                 race.count("t2", sum(later)), "100"])  # fmt: skip
    return joined(rows, "\t")


@layout()
def series_of_elections(race: Race) -> str:
    rows = [[race.said("year"), race.said("registered"), race.said("voted"),
             f"{race.said('turnout')}, %"]]  # fmt: skip
    for at, (year, n) in enumerate(zip((1999, 2005, 2011, 2015), race.parts, strict=False)):
        voters, voted = race.registered + 400 * at, n + race.valid
        rows.append([f"{year}", race.count(f"r{at}", max(voters, voted + 9)),
                     race.count(f"d{at}", voted),
                     race.share(f"pt{at}", voted, max(voters, voted + 9))])  # fmt: skip
    return joined(rows, ";")


@layout("v1", "total")
def a_figure_is_not_known(race: Race) -> str:
    rows = [[race.said("name"), race.said("votes"), "%"], *rows_of(race, race.valid)]
    rows[2] = [rows[2][0], {"kk": "белгісіз", "ru": "н/д", "en": "N/A"}[race.language], rows[2][2]]
    race.asked.pop("p1", None)
    rows.append([race.said("total"), race.count("total", race.valid), ""])
    return joined(rows, ";")


@layout()
def fixed_width(race: Race) -> str:
    rows = rows_of(race, race.cast)
    rows.append([race.said("invalid"), race.count("invalid", race.invalid),
                 race.share("pi", race.invalid, race.cast)])  # fmt: skip
    rows.append([race.said("total"), race.count("total", race.cast), "100"])
    return "\n".join(f"{a:<55}{b:>10}  {c:>8}" for a, b, c in rows)


@layout()
def only_shares(race: Race) -> str:
    return "\n".join(
        f"«{name}» {race.share(f'p{at}', n, race.valid)}%"
        for at, (name, n) in enumerate(zip(race.names, race.parts, strict=True))
    )
