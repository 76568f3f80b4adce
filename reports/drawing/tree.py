"""The structure tree: what somebody hears who has a paper read to them, in its order.

Elements are opened and closed while the pages are drawn; every piece of marked content belongs to
one of them. reportlab has no call for such a tree: it is hung on the file as objects of its own,
after the rules of tagged PDF (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas


class Role(StrEnum):
    """What a piece of a paper is."""

    DOCUMENT = "Document"
    TABLE = "Table"
    TR = "TR"
    H1 = "H1"
    H2 = "H2"
    TH = "TH"
    TD = "TD"
    P = "P"
    SPAN = "Span"
    ARTIFACT = "Artifact"


#: Elements of other elements, which have no words themselves.
_GROUPS: Final = frozenset({Role.DOCUMENT, Role.TABLE, Role.TR})
_CELLS: Final = frozenset({Role.TH, Role.TD})


class Element:
    """One element: the element it belongs to, the page (from 0) of its words, what it consists of
    (elements and MCIDs), the language where it is not the file's, the columns a cell takes.
    """

    __slots__ = ("columns", "kids", "lang", "page", "parent", "role")

    def __init__(self, role: Role, parent: Element | None = None, lang: str = "") -> None:
        self.role = role
        self.parent = parent
        self.lang = lang
        self.kids: list[Element | int] = []
        self.page = 0
        self.columns = 1

    def walk(self) -> Iterator[Element]:
        """The element and all of its own, in the order they are read."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class Tree:
    """The tree of one file while its pages are drawn."""

    def __init__(self) -> None:
        self.root = Element(Role.DOCUMENT)
        self._open = self.root
        #: For each page the element of every MCID.
        self.pages: list[list[Element]] = [[]]

    def begin(self, role: Role, columns: int = 1) -> Element:
        """Open an element in the open one; returns the one to give to ``end``. Nothing opens in a
        paragraph or cell: all words in it are its own. A row consists of cells, and a cell
        elsewhere is a paragraph.
        """
        before = self._open
        if before.role in _GROUPS:
            if (before.role is Role.TR) != (role in _CELLS):
                role = Role.TD if before.role is Role.TR else Role.P
            self._open = Element(role, before)
            self._open.columns = columns
            before.kids.append(self._open)
        return before

    def end(self, before: Element) -> None:
        """Close what was opened after ``before``; a paragraph of no words is none."""
        closed, self._open = self._open, before
        if closed is not before and not closed.kids and closed.role not in _CELLS:
            before.kids.pop()

    def again(self, role: Role) -> None:
        """Close the open element of that role, and open another one beside it."""
        beside = self._open.parent
        if self._open.role is role and beside:
            self._open = Element(role, beside)
            beside.kids.append(self._open)

    def mark(self, lang: str) -> int:
        """The MCID of words of the open element, in another language than the file's if named."""
        element, page = self._open, len(self.pages) - 1
        if lang:
            element = Element(Role.SPAN, self._open, lang)
            self._open.kids.append(element)
        mcid = len(self.pages[page])
        element.page = page
        element.kids.append(mcid)
        self.pages[page].append(element)
        return mcid

    def next_page(self) -> None:
        """Another page begins."""
        self.pages.append([])


class _Written(PDFObject):
    """An object of the file as it is written."""

    def __init__(self) -> None:
        self.said = ""

    def format(self, _: object) -> bytes:
        """Its bytes."""
        return self.said.encode("ascii")


def hang(tree: Tree, canvas: Canvas) -> None:
    """Put the tree on a file whose pages are all drawn, and say that it has one."""
    # reportlab has no call for it: the canvas keeps the objects of its file to itself.
    document = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
    numbers = document.idToObjectNumberAndVersion

    def registered(name: str) -> tuple[_Written, str]:
        made = _Written()
        document.Reference(made, name)
        return made, f"{numbers[name][0]} 0 R"

    root, at_root = registered("StructTree")
    parents, at_parents = registered("StructParents")
    marked, _ = registered("Marked")
    made = {element: registered(f"Struct{n}") for n, element in enumerate(tree.root.walk())}
    at = {element: where for element, (_, where) in made.items()}
    pages = [f"{numbers[f'Page{n}'][0]} 0 R" for n in range(1, len(tree.pages) + 1)]
    for element, (written, _) in made.items():
        over = at[element.parent] if element.parent else at_root
        written.said = f"<</Type /StructElem /P {over}{_said_of(element, at, pages)}>>"
    nums = (f"{n} [{' '.join(map(at.__getitem__, page))}]" for n, page in enumerate(tree.pages))
    parents.said = f"<</Nums [{' '.join(nums)}]>>"
    root.said = (
        f"<</Type /StructTreeRoot /K [{at[tree.root]}] /ParentTree {at_parents}"
        f" /ParentTreeNextKey {len(tree.pages)}>>"
    )
    marked.said = "<</Marked true>>"
    document.Catalog.StructTreeRoot, document.Catalog.MarkInfo = root, marked
    for number, page in enumerate(document.Pages.pages):
        # Of a page reportlab writes the entries it knows, by a list of their names.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, "/S"


def _said_of(element: Element, at: Mapping[Element, str], pages: Sequence[str]) -> str:
    """Role, kids, page and language; of a cell its columns, of a head what it is the head of: in a
    row of heads alone of the columns.
    """
    kids = [str(kid) if isinstance(kid, int) else at[kid] for kid in element.kids]
    said = f" /S /{element.role} /K [{' '.join(kids)}]"
    if any(isinstance(kid, int) for kid in element.kids):
        said += f" /Pg {pages[element.page]}"
    if element.lang:
        said += f" /Lang ({element.lang})"
    about = [f"/ColSpan {element.columns}"] if element.columns > 1 else []
    if element.role is Role.TH and element.parent:
        beside = [kid for kid in element.parent.kids if isinstance(kid, Element)]
        column = all(cell.role is Role.TH for cell in beside)
        about.append("/Scope /Column" if column else "/Scope /Row")
    return f"{said} /A <</O /Table {' '.join(about)}>>" if about else said
