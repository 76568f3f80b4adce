"""Published tables made up for tests: consistent ones of every style, and one fault in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st

from tally_app import paths
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.published.rules.check import check_text
from tally_app.published.words import role_words

WORDINGS = read_texts(paths.resources() / "texts", Problems())
WORDS = role_words(WORDINGS)

NAMES = ["Serik", "Aigul", "Dana", "Marat", "Asel", "Erlan", "Saule", "Timur", "Zarina", "Bolat"]
#: names of the special rows in every language
ROWS = {
    "kk": ("Бәріне қарсымын", "Жарамсыз деп танылған бюллетеньдер саны", "Барлығы",
           "Учаскедегі сайлаушылардың жалпы саны", "Сайлаушылардың келуі"),
    "ru": ("Против всех", "Недействительных бюллетеней", "Всего", "Избирателей в списках", "Явка"),
    "en": ("Against all", "Invalid", "Total", "Registered voters", "Turnout"),
}  # fmt: skip


def check(text):
    return check_text(text, WORDS)


def kinds(checked):
    return [finding.kind for finding in checked.contradictions]


def rounded(votes, of, decimals, style):
    """A percentage in units of its last decimal: half up, half down or half to even."""
    exact = Fraction(100 * votes * 10**decimals, of)
    low = exact.numerator // exact.denominator
    rest = exact - low
    half = Fraction(1, 2)
    up = rest > half or (rest == half and (style == "up" or (style == "even" and low % 2)))
    return low + up


def written(units, decimals, mark):
    text = str(units).zfill(decimals + 1)
    return f"{text[:-decimals]}{mark}{text[-decimals:]}" if decimals else text


def grouped(count, group):
    return f"{count:,}".replace(",", group)


@dataclass
class Race:
    """A table of one race. ``shares`` are percentages in units of the last decimal by row."""

    votes: list[int]
    invalid: int
    registered: int
    decimals: int = 2
    mark: str = "."
    group: str = ""
    separator: str = "\t"
    sign: str = " %"
    style: str = "up"
    base: str = "all"
    language: str = "en"
    header: bool = True
    shares: list[int] = field(default_factory=list)
    total: int = 0
    turnout: int = 0

    def __post_init__(self):
        self.total = self.cast
        self.turnout = rounded(self.cast, self.registered, self.decimals, self.style)
        self.shares = [self.share(n) for n in self.votes]

    @property
    def cast(self):
        return sum(self.votes) + self.invalid

    @property
    def of(self):
        return self.cast if self.base == "all" else self.cast - self.invalid

    def share(self, votes):
        return rounded(votes, self.of, self.decimals, self.style)

    def text(self):
        against, invalid, total, registered, turnout = ROWS[self.language]
        names = [*NAMES[: len(self.votes) - 1], against]
        rows = [["Name", "Votes", "%"]] if self.header else []
        for name, votes, share in zip(names, self.votes, self.shares, strict=True):
            rows.append([name, self.count(votes), self.percent(share)])
        shown = self.percent(self.share(self.invalid)) if self.base == "all" else ""
        rows.append([invalid, self.count(self.invalid), shown])
        rows.append([total, self.count(self.total), ""])
        rows.append([registered, self.count(self.registered), ""])
        rows.append([turnout, "", self.percent(self.turnout)])
        return "".join(self.separator.join(map(self.quoted, row)) + "\n" for row in rows)

    def quoted(self, cell):
        return f'"{cell}"' if self.separator in cell else cell

    def count(self, count):
        return grouped(count, self.group)

    def percent(self, units):
        return written(units, self.decimals, self.mark) + self.sign


@st.composite
def races(draw, least=0, options=(2, 8), decimals=(0, 4)):
    votes = draw(st.lists(st.integers(least, 9000), min_size=options[0], max_size=options[1]))
    if sum(votes) < 20:
        votes[0] += 20
    invalid = draw(st.integers(0, 300))
    mark, group = draw(
        st.sampled_from([(".", ""), (".", ","), (",", "."), (",", " "), (",", "\u00a0"),
                         (".", "\u202f"), (".", "'")])
    )  # fmt: skip
    return Race(
        votes,
        invalid,
        sum(votes) + invalid + draw(st.integers(0, 9000)),
        decimals=draw(st.integers(*decimals)),
        mark=mark,
        group=group,
        separator=draw(st.sampled_from(["\t", ";", ",", "|"])),
        sign=draw(st.sampled_from([" %", "%", "\u00a0%", ""])),
        style=draw(st.sampled_from(["up", "down", "even"])),
        base=draw(st.sampled_from(["all", "valid"])),
        language=draw(st.sampled_from(["kk", "ru", "en"])),
        header=draw(st.booleans()),
    )


@dataclass
class Rectangle:
    """Rows and columns with totals; ``cells`` hold the total row and column too."""

    cells: list[list[int]]
    separator: str = ";"
    named: bool = True
    dash: str = "0"
    group: str = ""

    @property
    def size(self):
        return len(self.cells) - 1, len(self.cells[0]) - 1

    def text(self):
        rows, columns = self.size
        total = "Total" if self.named else "X"
        head = ["Place", *(f"Party {NAMES[at]}" for at in range(columns)), total]
        lines = [head] if self.named else []
        for at, row in enumerate(self.cells):
            name = total if at == rows else f"Place {'abcdefghijkl'[at]}"
            lines.append([name, *(grouped(n, self.group) if n else self.dash for n in row)])
        return "".join(self.separator.join(line) + "\n" for line in lines)


@st.composite
def rectangles(draw, least=0):
    rows, columns = draw(st.integers(3, 10)), draw(st.integers(2, 8))
    cells = [
        draw(st.lists(st.integers(least, 2500), min_size=columns, max_size=columns))
        for _ in range(rows)
    ]
    cells = [[*row, sum(row)] for row in cells]
    cells.append([sum(column) for column in zip(*cells, strict=True)])
    return Rectangle(
        cells,
        separator=draw(st.sampled_from([";", "\t", "|"])),
        named=draw(st.booleans()),
        dash=draw(st.sampled_from(["0", "–", "-", "—"])),
        group=draw(st.sampled_from(["", ",", " ", "\u202f"])),
    )


@dataclass
class Sheet:
    """One race over several precincts: options, invalid ballots, total, voters and turnout as
    rows, a column per precinct and one of totals; ``turned``: the other way round.
    """

    votes: list[list[int]]
    invalid: list[int]
    absent: list[int]
    language: str
    turned: bool

    def text(self):
        against, invalid, total, registered, turnout = ROWS[self.language]
        names = [*NAMES[: len(self.votes) - 1], against]
        counts = [*zip(names, self.votes, strict=True), (invalid, self.invalid)]
        cast = [sum(column) for column in zip(*(row for _, row in counts), strict=True)]
        voters = [n + more for n, more in zip(cast, self.absent, strict=True)]
        rows = [(name, [*row, sum(row)]) for name, row in [*counts, (total, cast)]]
        lines = [[name, *map(str, row)] for name, row in rows]
        lines.append([registered, *map(str, [*voters, sum(voters)])])
        pairs = zip([*cast, sum(cast)], [*voters, sum(voters)], strict=True)
        shares = [rounded(n, of, 2, "up") for n, of in pairs]
        lines.append([turnout, *(written(n, 2, ",") + " %" for n in shares)])
        head = ["", *(f"№ {101 + at}" for at in range(len(cast))), total]
        table = [head, *lines]
        if self.turned:
            table = [list(row) for row in zip(*table, strict=True)]
        return "".join("\t".join(line) + "\n" for line in table)


@st.composite
def sheets(draw):
    options, precincts = draw(st.integers(2, 6)), draw(st.integers(2, 7))
    some = st.lists(st.integers(0, 900), min_size=precincts, max_size=precincts)
    votes = [draw(some) for _ in range(options)]
    votes[0] = [n + 1 for n in votes[0]]
    return Sheet(
        votes,
        draw(some),
        draw(some),
        language=draw(st.sampled_from(["kk", "ru", "en"])),
        turned=draw(st.booleans()),
    )
