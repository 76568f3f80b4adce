"""How far a night has come, and what is said in it: shared by the families of facts."""

import pytest

from tests.domain.making import Evening

SAID = {"number": "7", "minutes": 1300, "text": "found", "members": ["m1"]}
ANNUL = {"box": "1", "annulled": True}
RECOUNT = {"ground": "proxy", "applicant": "A", "minutes": 1450, "act_number": "9"}
DECIDED = {"box": "1", "for": 4, "against": 3, "number": "1", "minutes": 1260}
WITHDRAWN = {"reason": "blurred", "sheets": 2, "names": ["A", "B"]}


def listed():
    return Evening().lists()


def announced():
    return listed().announce()


def counted():
    return Evening().counted()


def typing(key, text="1", value=1):
    line, _, item = key.partition("/")
    return {"line": line, "item": item, "text": text, "value": value, "problem": ""}


def seen():
    return counted().seen()


def thirteen():
    """Box 1 holds 13 ballots for 12 applications."""
    return announced().boxes(**{"box.ballots/1": 13})


def decided(votes=7):
    evening = thirteen().do("box_counted_again", box="1", value=13)
    return evening.do(
        "box_decided", box="1", **{"for": votes, "against": 0}, number="1", minutes=1260
    )


def refusing(rows):
    """Code, article and step to go to of a refusal; the night; the command."""
    return pytest.mark.parametrize(("code", "law", "step", "night", "kind", "payload"), rows)
