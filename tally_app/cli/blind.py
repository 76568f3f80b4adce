"""``tally-app forms blind``: which slips a form cannot notice, as a table and as a page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tally_app.app.papers.issue import write_document
from tally_app.app.training.blind import (
    BlindMap,
    NotSoundError,
    blind_map,
    lines_said,
    page,
    percent,
    says,
)
from tally_app.cli.context import Context, evening_or_why
from tally_app.cli.progress import STOPPED, Progress
from tally_app.domain.causes.blind_spots import OF_ONE, OF_SEVERAL
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.wording import Wording

_MADE, _UNUSABLE = 0, 2
NIGHTS: Final = 1_000
SEED: Final = 2026
_WIDE: Final = 7
_SHOWN: Final = 30  # neighbours that are listed
_HUNDRED: Final = 100


def add(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Declare the arguments."""
    parser.add_argument("form", metavar="FORM", help=words("cli.form"))
    parser.add_argument("--nights", type=int, default=NIGHTS, help=words("blind.help_nights"))
    parser.add_argument("--seed", type=int, default=SEED, help=words("blind.help_seed"))
    parser.add_argument("--out", type=Path, metavar="PAGE.pdf", help=words("blind.help_out"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Write the table, and the page where one is asked for; 2 where no sound evening is found."""
    words = context.wording(arguments.lang)
    evening = evening_or_why(arguments.form, context, words)
    if evening is None:
        return _UNUSABLE
    progress = Progress(max(1, arguments.nights), context.stderr, words)
    try:
        found = blind_map(evening, progress.of, arguments.seed, progress.over)
    except NotSoundError as error:
        context.stderr.write(words("blind.not_sound", script=error) + "\n")
        return _UNUSABLE
    except KeyboardInterrupt:
        progress.leave()
        context.stderr.write(progress.stopped() + "\n")
        return STOPPED
    context.stdout.writelines(f"{line}\n" for line in _table(found, words))
    if arguments.out is not None:
        texts = Texts(found.session.night.form(found.contest), context.wordings)
        made = context.printers().document(page(found, context.wordings), texts)
        write_document(arguments.out, made)
        context.stdout.write(words("demo.wrote", path=str(arguments.out)) + "\n")
    return _MADE


def _table(found: BlindMap, words: Wording) -> Iterator[str]:
    yield says(found, words)
    yield ""
    for number, kind in enumerate(OF_ONE, 1):
        yield f"  ({number}) {words(f'training.fault.{kind}')}"
    yield ""
    yield "".join(f"{f'({number})':>{_WIDE}}" for number in range(1, len(OF_ONE) + 1))
    for cell, of in found.lines().items():
        cells = "".join(f"{percent(of.get(kind)) or '·':>{_WIDE}}" for kind in OF_ONE)
        yield f"{cells}   {found.name(cell, words)}"
    several = found.several()
    if several:
        yield ""
        yield words("blind.several")
    for spot in several[:_SHOWN]:
        said, kind = lines_said(found, spot, words), words(f"training.fault.{spot.kind}")
        yield f"{percent(spot):>{_WIDE}}   {kind}: {said}"
    if len(several) > _SHOWN:
        yield words("published.and_more", count=len(several) - _SHOWN)
    yield ""
    one = f"{_HUNDRED * found.spots.share(OF_ONE):.1f}"
    more = f"{_HUNDRED * found.spots.share(OF_SEVERAL):.1f}"
    yield words("blind.whole", one=one, several=more)
    second = [found.name(cell, words) for cell in found.for_a_second_person()]
    if second:
        yield words("blind.second", lines=", ".join(second))
