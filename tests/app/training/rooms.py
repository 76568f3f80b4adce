"""Codes as a room reads them to its trainer."""

from tally_app.app.training.codes import ExerciseCode, form_mark
from tally_app.domain.causes.planting import KINDS

FORM = form_mark("akim-rural")
#: What the two exercises of the rural akim's round plant.
AKIM = {1: KINDS[:4], 2: KINDS[4:]}


def code(number=12, planted=KINDS[:6], missed=(), minutes=28):
    return ExerciseCode(number, FORM, tuple(planted), tuple(missed), minutes)


def second_exercise():
    """The second exercise of the round at thirty places: every third misses the same kind."""
    return [code(2, AKIM[2], AKIM[2][:1] if at % 3 == 0 else (), 20 + at) for at in range(30)]
