"""The printed documents by name. To add one: its module in ``papers`` and a row here."""

from reports.drawing.fonts import drawn
from reports.drawing.frame import joined, sheets
from reports.papers.blank import blank
from reports.papers.certified_copy import certified_copy
from reports.papers.dictation import dictation
from reports.papers.document import document
from reports.papers.fair_copy import fair_copy
from reports.papers.handout import handout
from reports.papers.key_letter import key_letter
from reports.papers.part_one import part_one
from reports.papers.protocol import protocol
from reports.papers.reading_sheet import reading_sheet
from reports.papers.recount_act import recount_act
from reports.papers.wall import wall

__all__ = (
    "blank",
    "certified_copy",
    "dictation",
    "document",
    "drawn",
    "fair_copy",
    "handout",
    "joined",
    "key_letter",
    "part_one",
    "protocol",
    "reading_sheet",
    "recount_act",
    "sheets",
    "wall",
)
