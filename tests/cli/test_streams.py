"""Whatever the streams are, a command ends with its answer and never with a traceback."""

import io
import os
import subprocess
import sys

import pytest

from tally_app.cli.streams import Plain, shown


def run(command, cwd, **environ):
    shell = command.replace("tally-app", f'"{sys.executable}" -m tally_app')
    env = {**os.environ, **environ}
    return subprocess.run(shell, shell=True, cwd=cwd, env=env, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["cp1251", "ascii", "latin-1"])
def test_an_alphabet_that_lacks_letters_is_no_error(tmp_path, encoding):
    done = run("tally-app forms show akim-rural --lang kk", tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert b"akim-rural" in done.stdout
    done = run("tally-app forms check nothing --lang kk", tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such shell")
def test_closed_streams_are_no_error(tmp_path):
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = run(f"tally-app forms show akim-rural --lang en {closed}", tmp_path)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), closed


def test_what_steers_a_terminal_is_shown_as_its_code():
    assert shown("a\x1b[31mb\u202ec\u200bd\te\n") == "a\\u001b[31mb\\u202ec\\u200bd\te\n"
    assert shown("Қазақ ☎ « »\n") == "Қазақ ☎ « »\n"
    assert shown("\U000e0041") == "\\udb40\\udc41"
    stream = io.StringIO()
    Plain(stream).writelines(["\x07", "a"])
    assert stream.getvalue() == "\\u0007a"


def test_an_id_that_steers_a_terminal_is_told_as_text(tmp_path):
    (tmp_path / "x.toml").write_text('kind = "form"\nformat = 1\nid = "a\\u001b[31m"\n')
    done = run("tally-app forms check x.toml --lang en", tmp_path)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"U+001B ESCAPE" in done.stdout
