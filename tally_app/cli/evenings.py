"""The evening a command is asked to play, or one sentence on why there is none."""

from __future__ import annotations

from tally_app.app.training.adapted import NoEveningError
from tally_app.app.training.evenings import Evening, evening
from tally_app.cli.context import Context
from tally_app.domain.values.wording import Wording


def evening_or_why(name: str, context: Context, words: Wording) -> Evening | None:
    """The evening of a form's id or of a file; None after saying on standard error why not."""
    try:
        return evening(name, context.library)
    except KeyError as error:
        said = words("demo.no_kind", found=name, known=", ".join(error.args[1]))
    except NoEveningError:
        said = words("demo.no_evening", path=name)
    context.stderr.write(said + "\n")
    return None
