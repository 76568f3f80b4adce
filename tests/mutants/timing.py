"""A plugin of pytest that writes down how long each test took, all its values together."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

_took: Counter = Counter()


def pytest_runtest_logreport(report):
    _took[report.nodeid.partition("[")[0]] += report.duration


def pytest_sessionfinish():
    Path(os.environ["TALLY_TIMES"]).write_text(json.dumps(_took))
