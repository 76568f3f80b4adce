"""Forms, events, records and papers are what they were, and papers look as they did."""

from __future__ import annotations

from functools import cache

from PIL import ImageDraw

from reports.drawing import fonts
from reports.papers.protocol import protocol
from tests.golden import digests, pictures
from tests.reports import factory, reading

RENEW = "meant to be seen? then renew on purpose: uv run python -m tests.golden"


def same(name, made):
    kept = digests.kept(name)
    changed = [key for key in kept if key in made and kept[key] != made[key]]
    gone = [key for key in kept if key not in made]
    new = [key for key in made if key not in kept]
    told = f"changed {changed}\ngone {gone}\nnew {new}"
    assert not changed + gone + new, f"{name}:\n{told}\n{RENEW}"
    assert list(kept) == list(made), f"{name} in another order: {RENEW}"


def test_every_form_shows_what_it_showed():
    same("forms", digests.forms())


def test_every_sample_night_makes_the_same_events_and_ends_in_the_same_records():
    events, records = digests.events_and_records()
    same("events", events)
    same("records", records)


def test_every_paper_of_the_whole_day_says_the_same_and_looks_the_same(tmp_path):
    made = digests.every_paper()
    same("papers", digests.papers(made))
    looks, boxes = pictures.of(made)
    kept = pictures.kept()
    assert sorted(looks) == sorted(kept), RENEW
    assert len(kept) <= 80
    assert sum(path.stat().st_size for path in pictures.FOLDER.iterdir()) < 2_000_000
    changed = [name for name in kept if pictures.differs(kept[name], looks[name])]
    for name in changed:
        pictures.shown(kept[name], looks[name]).save(tmp_path / f"{name}.png")
    assert not changed, f"gone red, new green: {tmp_path}: {changed}\n{RENEW}"
    same("boxes", boxes)


@cache
def page():
    fonts.register(factory.FONTS)
    record = factory.record()
    return reading.rectangles(protocol(record, factory.texts()))[0], reading.images(
        protocol(record, factory.texts()), pictures.DPI
    )[0]


def drawn(*rules):
    """A page of a protocol with rules of half a millimetre drawn on it, each so far down."""
    boxes, image = page()
    image = image.copy()
    dots = pictures.DPI / 25.4
    for y in rules:
        ImageDraw.Draw(image).line((40 * dots, y * dots, 170 * dots, y * dots), "black", 1)
    return pictures.picture(image, boxes)


def test_a_rule_that_moved_or_is_gone_is_seen_and_a_speck_is_not():
    assert not pictures.differs(drawn(8), drawn(8))
    assert pictures.differs(drawn(8), drawn(9))
    assert pictures.differs(drawn(8), drawn())
    assert pictures.differs(drawn(), drawn().crop((0, 0, 400, 400)))
    speck = drawn()
    for x in range(5):
        speck.putpixel((100 + x, 20), 0)
    assert not pictures.differs(drawn(), speck)
    speck.putpixel((105, 20), 0)
    assert pictures.differs(drawn(), speck)


def test_words_that_moved_by_a_millimetre_are_seen_in_the_boxes():
    (width, height, boxes), _ = page()
    moved = [(x + 1, y, right + 1, bottom, text) for x, y, right, bottom, text in boxes]
    hair = [(x + 0.0001, y, right, bottom, text) for x, y, right, bottom, text in boxes]
    said = pictures.boxes_of((width, height, boxes))
    assert pictures.boxes_of((width, height, moved)) != said
    assert pictures.boxes_of((width, height, hair)) == said
