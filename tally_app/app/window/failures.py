"""The world failing, as a sentence; a fault of the program itself is not worded here."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.handover.taking import NotTakenError
from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.catalog.incoming.bounded import UnfitFileError
from tally_app.catalog.problems import CatalogueError, worded
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.store import StoreError, of_system

_SHOWN_PROBLEMS = 5


def said(failure: BaseException, wording: Wording, path: Path | None = None) -> str | None:
    """What happened, to which file, what to do now; None for a fault of the program."""
    match failure:
        case StoreError(code=code, arguments=arguments):
            known = {"path": str(path or arguments.get("path", "")), **arguments}
            if code == "locked" and not known.get("user"):
                return wording("store.locked_other", **known)
            if code == "locked":
                known["since"] = clock_of(str(known["since"]))
            return wording(f"store.{code}", **known)
        case CatalogueError(problems=problems):
            shown = [worded(problem, wording) for problem in problems[:_SHOWN_PROBLEMS]]
            return "\n".join(shown)
        case FoldError(code=code, seq=seq):
            return wording(f"fold.{code}", seq=seq, path=str(path or ""))
        case UnmadePaperError(fault=fault):
            return wording("papers.unmade", fault=fault)
        case UnfitFileError(code=code, filename=name, size=size, limit=limit):
            return wording(f"unfit_file.{code}", path=name, size=size, limit=limit)
        case NotTakenError():
            return failure.sentence(wording)
        case OSError():
            return said(of_system(failure, Path(failure.filename or path or "")), wording)
        case _:
            return None
