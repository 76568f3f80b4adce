"""What holds for every page of every paper: edges, black, overlaps, marked content."""

from itertools import combinations

import pytest

from reports.papers.blank import blank
from reports.papers.certified_copy import certified_copy
from reports.papers.dictation import dictation
from reports.papers.document import document
from reports.papers.fair_copy import fair_copy
from reports.papers.part_one import part_one
from reports.papers.protocol import protocol
from reports.papers.recount_act import recount_act
from reports.papers.wall import wall
from tests.reports import documents, factory
from tests.reports.reading import images, operations, rectangles

EDGE = 10  # mm


def _papers():
    texts = factory.texts()
    for count in (1, 4, 9, 12, 13, 30, 60):
        record = factory.record(factory.options(count, long_at=count))
        yield f"protocol-{count}", lambda r=record: protocol(r, texts)
        yield f"fair-copy-{count}", lambda r=record: fair_copy(r, texts)
    for count in (4, 60):
        record = factory.record(factory.options(count, long_at=count), members=factory.NINE)
        yield f"wall-{count}", lambda r=record: wall(r, texts, posted=1471)
        yield f"dictation-{count}", lambda r=record: dictation(r, texts)
        yield f"copy-{count}", lambda r=record: certified_copy(r, texts, **factory.HANDED)
        yield f"blank-{count}", lambda r=record: blank(r, texts)
    large = factory.record(factory.options(12, votes=lambda i: 9999 - i), {"voters": 999999})
    yield "protocol-large", lambda: protocol(large, texts)
    yield "part-one", lambda: part_one(factory.part_one(), texts)
    yield "act", lambda: recount_act(factory.recounted(), texts)
    yield "recount", lambda: protocol(factory.recounted(), texts)
    yield "long-words", lambda: protocol(_long_words(), texts)
    for printer in (wall, dictation, blank):
        yield f"long-{printer.__name__}", lambda p=printer: p(_long_words(), texts)
    yield "long-copy", lambda: certified_copy(_long_words(), texts, **factory.HANDED)
    for name in ("act", "opening", "counted", "register", "long", "labels"):
        made = getattr(documents, name)
        yield f"document-{name}", lambda m=made: document(m(), texts)
    yield "document-long-turned", lambda: document(documents.long(landscape=True), texts)
    yield "document-grid", lambda: document(documents.paper(documents.grid(60, empty=3)), texts)


def _long_words():
    long = {"kk": factory.LONG_NAME, "ru": factory.LONG_NAME}
    members = (factory.MEMBERS[0].__class__("m1", factory.LONG_NAME, "chair", "absent",
                                            factory.LONG_NAME), *factory.MEMBERS[1:])  # fmt: skip
    return factory.record(title=long, region=long, address=long, members=members,
                          printed=long, precinct="1234567890")  # fmt: skip


def _marked():
    texts = factory.texts()
    long = factory.record(factory.options(60, long_at=26), mode="training")
    yield "training-60", lambda: protocol(long, texts)
    yield "draft", lambda: protocol(factory.record(), texts, draft=True)
    yield "part-one-training", lambda: part_one(factory.part_one(mode="training"), texts)
    training = factory.record(mode="training")
    for printer in (wall, dictation, blank):
        yield f"{printer.__name__}-training", lambda p=printer: p(training, texts)
    yield "copy-training", lambda: certified_copy(training, texts, **factory.HANDED)
    for name in ("act", "register", "labels"):
        made = getattr(documents, name)
        yield f"document-{name}-training", lambda m=made: document(m(mode="training"), texts)


PAPERS = dict(_papers())
MARKED = dict(_marked())
ALL = {**PAPERS, **MARKED}
_made = {}


def made(name):
    if name not in _made:
        _made[name] = ALL[name]()
    return _made[name]


@pytest.mark.parametrize("name", ALL)
def test_nothing_within_10_mm_of_the_edge_and_no_colour(name):
    for image in images(made(name), 72):
        width, height = image.size
        inset = int(EDGE / 25.4 * 72)
        red, green, blue = image.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()
        red.paste(255, (inset, inset, width - inset, height - inset))
        assert red.getextrema() == (255, 255)


@pytest.mark.parametrize("name", ALL)
def test_black_is_the_only_ink(name):
    for page in operations(made(name)):
        for operands, operator in page:
            if operator in (b"g", b"G"):
                assert float(operands[0]) in (0, 1)
            assert operator not in (
                b"rg",
                b"RG",
                b"k",
                b"K",
                b"cs",
                b"CS",
                b"sc",
                b"scn",
                b"sh",
                b"Do",
            )


def _crossing(a, b):
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0.3 and down > 0.5


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_overlaps_and_none_leaves_the_text_block(name):
    strip = "copy" in name or "wall" in name
    for width, height, page in rectangles(made(name)):
        for box in page:
            assert box[0] > 15.5, box
            assert box[2] < width - 15.5, box
            assert box[1] > (10 if strip else 14.5), box
            # A long name takes two lines each in the footer, which moves what stands under it.
            assert box[3] < height - (11.5 if "long" in name else 14.5), box
        crossed = [(a, b) for a, b in combinations(page, 2) if _crossing(a, b)]
        assert not crossed, crossed[:3]


@pytest.mark.parametrize("name", ALL)
def test_everything_is_marked_content(name):
    spans = 0
    for page in operations(made(name)):
        depth, mcids = 0, []
        for operands, operator in page:
            if operator in (b"BDC", b"BMC"):
                depth += 1
                role = operands[0]
                if operator == b"BMC" or role == "/Artifact":
                    assert role == "/Artifact"
                elif role == "/Span":
                    spans += 1
                    assert operands[1]["/ActualText"]
                else:
                    assert role in ("/H1", "/H2", "/TH", "/TD", "/P")
                    mcids.append(int(operands[1]["/MCID"]))
            elif operator == b"EMC":
                depth -= 1
            elif operator in (b"Tj", b"TJ", b"S", b"f", b"f*", b"B", b"B*", b"s"):
                assert depth, operator
        assert depth == 0
        assert mcids == list(range(len(mcids)))
    assert spans
