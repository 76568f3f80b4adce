"""Kept events of every kind, and of every version of the payloads."""

import json
from pathlib import Path

from tally_app.domain.night.event import Event

#: Kept examples of every kind of event, one file per version. Never change a line of an old file.
KEPT = sorted(Path(__file__).parent.glob("events_v*.jsonl"))


#: The file of each version by its name, the first one "events_v1".
BY_NAME = {path.stem: path for path in KEPT}


def kept(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Event(**json.loads(line)) for line in lines]
