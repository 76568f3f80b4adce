"""A paper read aloud: its structure tree, walked as a reader by ear walks it."""

import io
import re
from functools import cache

import pypdf
import pytest
from pypdf.generic import ContentStream

from reports.papers.blank import blank
from reports.papers.certified_copy import certified_copy
from reports.papers.document import document
from reports.papers.part_one import part_one
from reports.papers.protocol import protocol
from reports.papers.recount_act import recount_act
from tests.reports import documents, factory
from tests.reports.reading import plain

TEXTS = factory.texts()
ARAL = factory.record()
LONG = factory.record(factory.options(60, long_at=26))
PAPERS = {
    "protocol": lambda: protocol(ARAL, TEXTS),
    "draft": lambda: protocol(ARAL, TEXTS, draft=True),
    "training": lambda: protocol(factory.record(mode="training"), TEXTS),
    "long": lambda: protocol(LONG, TEXTS),
    "recount": lambda: protocol(factory.recounted(), TEXTS),
    "recount act": lambda: recount_act(factory.recounted(), TEXTS),
    "part one": lambda: part_one(factory.part_one(), TEXTS),
    "blank": lambda: blank(ARAL, TEXTS),
    "copy": lambda: certified_copy(ARAL, TEXTS, **factory.HANDED),
    "opening": lambda: document(documents.opening(), TEXTS),
}
#: Letters that Russian has not.
KAZAKH = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


class Element:
    """One element: role, language, its kids, and all its words as (language, words)."""

    def __init__(self, read, reference, parent, lang):
        found = reference.get_object()
        assert found["/P"].get_object() == parent
        about = found.get("/A", {})
        self.role, self.lang = found["/S"], found.get("/Lang", lang)
        self.columns, self.scope = int(about.get("/ColSpan", 1)), about.get("/Scope")
        self.kids, self.said = [], []
        for kid in found["/K"]:
            if isinstance(kid, int):
                page = read.file.get_page_number(found["/Pg"].get_object())
                assert read.owners[page][kid] == reference
                read.reached.append((page, int(kid)))
                self.said.append((self.lang, read.marked[page][kid]))
            else:
                self.kids.append(Element(read, kid, found, self.lang))
                self.said += self.kids[-1].said

    def every(self, role):
        return [self] * (self.role == role) + [e for kid in self.kids for e in kid.every(role)]

    def words(self, lang=None):
        return plain(" ".join(said for of, said in self.said if lang in (None, of)))


class Read:
    """A file by its tree; ``aside`` are the words nobody hears."""

    def __init__(self, data):
        self.file = pypdf.PdfReader(io.BytesIO(data))
        self.root = self.file.trailer["/Root"]
        found = [_marked(page, self.file) for page in self.file.pages]
        self.marked, self.aside = [one for one, _ in found], plain(" ".join(a for _, a in found))
        tree = self.root["/StructTreeRoot"]
        nums = tree["/ParentTree"]["/Nums"]
        self.owners = [nums[2 * page["/StructParents"] + 1] for page in self.file.pages]
        self.reached = []
        self.document = Element(self, tree["/K"][0], tree, self.root["/Lang"])


def _marked(page, reader):
    """Words of a page by MCID, and those of artifacts; none may stand outside of both."""
    fonts = {name: _letters(font) for name, font in page["/Resources"]["/Font"].items()}
    inside, aside, marks, letters = {}, "", [], {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[1] if operator == b"BDC" else {})
            if "/MCID" in marks[-1]:
                mcid = int(marks[-1]["/MCID"])
                assert (len(marks), mcid) == (1, len(inside))
                inside[mcid] = ""
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator == b"Tj":
            assert marks, "words outside of every mark"
            word = "".join(letters[code] for code in operands[0].original_bytes)
            word = marks[-1].get("/ActualText", word)
            if "/MCID" in marks[0]:
                inside[int(marks[0]["/MCID"])] += word
            else:
                aside += word + " "
    return inside, aside


def _letters(font):
    said = font.get_object()["/ToUnicode"].get_data().decode("ascii")
    pairs = re.findall("<([0-9A-F]{2})> <([0-9A-F]{4})>", said)
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}


@cache
def read(name):
    return Read(PAPERS[name]())


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_is_reached_once_in_the_order_it_is_drawn(name):
    found = read(name)
    drawn = [(page, mcid) for page, marked in enumerate(found.marked) for mcid in marked]
    assert found.reached == drawn
    assert len(drawn) > 20
    assert [len(owners) for owners in found.owners] == [len(marked) for marked in found.marked]
    assert found.document.role == "/Document"
    assert found.root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own boolean
    assert {page["/Tabs"] for page in found.file.pages} == {"/S"}


@pytest.mark.parametrize("name", PAPERS)
def test_tables_have_rows_of_one_width_and_heads_say_of_what(name):
    found = read(name)
    assert found.document.every("/H1")
    tables = found.document.every("/Table")
    assert tables
    for table in tables:
        assert {row.role for row in table.kids} == {"/TR"}
        widths = [sum(cell.columns for cell in row.kids) for row in table.kids]
        assert max(widths) == min(widths) or name == "recount act", table.words()
        for row in table.kids:
            heads = [cell for cell in row.kids if cell.role == "/TH"]
            assert {cell.role for cell in row.kids} <= {"/TH", "/TD"}
            assert {cell.scope for cell in heads} <= {"/Row", "/Column"}
    cells = [*found.document.every("/TH"), *found.document.every("/TD")]
    assert len(cells) == sum(len(row.kids) for table in tables for row in table.kids)


@pytest.mark.parametrize("name", PAPERS)
def test_each_language_is_said_to_be_it(name):
    russian = read(name).document.words("ru")
    kazakh = read(name).document.words("kk")
    for person in ("Сенімов", *(plain(option.name["ru"]) for option in LONG.options)):
        russian = russian.replace(person, "")
    assert len(russian) > 300
    assert not KAZAKH & set(russian), [w for w in russian.split() if KAZAKH & set(w)]
    for word in (" и ", "числ", "председател", "подпис"):
        assert word not in kazakh.lower(), word


def test_a_line_is_heard_as_its_number_name_figure_and_words():
    rows = [row for table in read("protocol").document.every("/Table") for row in table.kids]
    heard = [[cell.words() for cell in row.kids] for row in rows]
    body = next(row for row in heard if row[0] == "1" and len(row) == 4)
    assert body[1:] == [
        "Учаскедегі сайлаушылардың жалпы саны Общее число избирателей на участке",
        "1283",
        "Бір мың екі жүз сексен үш Одна тысяча двести восемьдесят три",
    ]


def test_headings_stand_in_the_order_of_the_paper():
    found = read("protocol").document
    assert [head.words("kk") for head in found.every("/H1")] == [
        "ДАУЫС БЕРУ НӘТИЖЕЛЕРІ ТУРАЛЫ ХАТТАМА", "Хаттамаға қосымша",
    ]  # fmt: skip
    assert len(found.every("/H2")) > 3


def test_what_stands_on_every_page_is_read_once():
    """Running head and foot, bands and margins; the check value with the last page."""
    assert "жалғасы" in read("protocol").aside
    assert read("training").aside.count("ЖАТТЫҒУ") > 3
    assert "ЖАТТЫҒУ" in read("training").document.words()  # in the fields of the signatures
    heard = read("protocol").document.words()
    assert heard.count(ARAL.check_value()) == 1
    assert "1 / 3" not in heard
    assert "3 / 3" in heard
