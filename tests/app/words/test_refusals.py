"""No dead end: every refusal of a real night says why, what to do now, and which lines it means."""

from __future__ import annotations

import re

import pytest

from tally_app import main, paths
from tally_app.app.words.refusals import refused
from tally_app.domain.night.command import Refusal
from tests.domain.night.test_table import FAMILIES

WORDINGS = main.Wordings(paths.resources() / "texts")
ROWS = [row for family in FAMILIES for row in getattr(family, "REFUSED", ())]
#: Their next step is about certain lines, a person or a step: it names them.
NAMES = {
    "not_entered": "lines", "derived": "lines", "undecided": "lines", "has_figures": "lines",
    "before": "step", "locked": "step", "finished": "step", "not_finished": "step",
}  # fmt: skip
#: A place that nothing filled, or brackets around nothing.
HOLLOW = re.compile(r"\{|\(\)|«»|“”|: ?\.|:  | ,|  |\.\.")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_refusal_of_a_night_says_what_to_do_now(language):
    words = WORDINGS[language]
    for code, _, _, night, kind, payload in ROWS:
        evening = night()
        refusal = evening.refusal(kind, **payload)
        said = refused(refusal, evening.night, evening.contest, words)
        assert not HOLLOW.search(said), (code, said)
        assert said.endswith("."), (code, said)
        why, _, now = said.rpartition(". ")
        assert why, (code, said)
        assert now, (code, said)
        if named := NAMES.get(code):
            assert getattr(refusal, named), code


def test_the_lines_that_are_meant_are_named():
    evening = next(row[3] for row in ROWS if row[0] == "not_entered")()
    kind, payload = next(row[4:] for row in ROWS if row[0] == "not_entered")
    refusal = evening.refusal(kind, **payload)
    said = {x: refused(refusal, evening.night, evening.contest, WORDINGS[x]) for x in ("kk", "ru")}
    assert "Мыналарды енгізіңіз: " in said["kk"]
    assert re.search(r"Введите: (строк[аи] )?[\d.]+", said["ru"]), said["ru"]


def test_a_form_s_own_reason_keeps_the_next_step():
    evening = next(row[3] for row in ROWS if row[0] == "before")()
    refusal = Refusal("before", "43(3-1)", "announce")
    said = refused(refusal, evening.night, evening.contest, WORDINGS["ru"], "Урны позже (ст. 43).")
    assert said == "Урны позже (ст. 43). Сначала подтвердите шаг «Оглашение»."


def test_no_refusal_blames_anybody():
    blame = re.compile(
        r"вы ошиб|ваша ошибка|нельзя было|қателес|your mistake|you should", re.IGNORECASE
    )
    for language in ("kk", "ru", "en"):
        texts = WORDINGS[language].texts
        found = [k for k in texts if k.startswith("refused.") and blame.search(str(texts[k]))]
        assert found == []
