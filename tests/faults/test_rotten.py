"""Rotten sectors: a disk gives back other bytes than were written, in any file at any place.

Nothing may be read as something else in silence: the file is refused, or ``verify`` says what does
not fit, or everything is there as it was.
"""

from __future__ import annotations

import shutil

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import StoreError, create, open_file, read_file, verify

SECTOR = 512
ROT = {"zeros": b"\0" * SECTOR, "ones": b"\xff" * SECTOR, "text": (b"rotten. " * 64)}
FIRST = next_event(
    None, at="", who="setup", kind="night_opened", payload={"night": "7", "files": "x" * 9000}
)


def night(path):
    """A night of some pages, open; and its events."""
    journal = create(path, FIRST)
    for number in range(60):
        payload = {"line": f"L{number}", "text": str(number) * 20, "value": number}
        journal.append(
            next_event(journal.head, at="", who="m1", kind="typed", contest="c", payload=payload)
        )
    import hashlib

    for number in range(2):
        content = bytes([number]) * 5000
        journal.keep_document(hashlib.sha256(content).hexdigest(), f"{number}.pdf", content)
    return journal


def said_of(path, whole):
    """How a rotten file is answered: "refused", "told", "same"; "silent" may not be."""
    try:
        said = verify(path)
        if not said.sound:
            return "told"
        if read_file(path) == whole:
            return "same"
        return "told" if said.events < len(whole.events) else "silent"
    except StoreError:
        return "refused"


def rotted(folder, files, whole, every):
    """Rot one sector of one file after another."""
    answers = {}
    for name, content in files.items():
        for at in range(0, len(content), SECTOR * every):
            for how, rot in ROT.items():
                for other, kept in files.items():
                    (folder / other).write_bytes(kept)
                bad = content[:at] + rot[: len(content) - at] + content[at + SECTOR :]
                (folder / name).write_bytes(bad)
                answer = said_of(folder / "night.tally", whole)
                answers.setdefault(answer, []).append((name, at, how))
                for left in folder.iterdir():
                    left.unlink()
    return answers


@pytest.mark.parametrize("every", [23, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("state", ["closed", "killed"])
def test_no_rotten_sector_is_read_in_silence(tmp_path, state, every):
    journal = night(tmp_path / "night.tally")
    whole = read_file(tmp_path / "night.tally")
    if state == "closed":
        journal.close()
    beside = sorted(tmp_path.glob("night.tally*"))
    files = {x.name: x.read_bytes() for x in beside if not x.name.endswith((".in-use", "-shm"))}
    folder = tmp_path / "rot"
    folder.mkdir()
    answers = rotted(folder, files, whole, every)
    print({answer: len(where) for answer, where in answers.items()}, sorted(files))
    assert answers.get("silent", []) == []
    assert len(answers["refused"]) + len(answers["told"]) > len(answers.get("same", []))
    journal.close()
    shutil.rmtree(folder)


def test_what_was_rotten_is_whole_again_from_a_good_copy(tmp_path):
    with night(tmp_path / "night.tally") as journal:
        journal.copy_to(tmp_path / "copy.tally")
        events = journal.events()
    with open_file(tmp_path / "copy.tally") as again:
        assert again.events() == events
