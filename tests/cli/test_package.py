"""The package and key commands as a person runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from tally_app.app.handover.packages import read_package, rules_of_package
from tests.cli.test_commands import run

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
PASSPHRASE = "five ordinary words here\n"


def piped(*arguments, cwd, text=PASSPHRASE):
    env = {**os.environ, "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "tally_app", *map(str, arguments)],
        cwd=cwd, env=env, input=text, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """A key with its letter, a package and the same signed."""
    folder = tmp_path_factory.mktemp("комиссия")
    new = ("keys", "new", "--out", "our.key", "--letter", "letter.pdf", "--lang", "ru")
    made = piped(*new, cwd=folder)
    assert made.returncode == 0, made.stderr
    build = ("package", "build", SAMPLES / "aral-2021.toml", "--made", "2021-07-01")
    assert run(*build, "--out", "plain.tally-election", cwd=folder).returncode == 0
    sign = ("package", "sign", "plain.tally-election", "--key", "our.key", "--out")
    done = piped(*sign, "aral.tally-election", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, made.stdout.splitlines()[0].rpartition(": ")[2]


def test_the_letter_has_the_digits_the_package_shows(handed_out):
    folder, digits = handed_out
    page = pypdf.PdfReader(folder / "letter.pdf").pages[0].extract_text()
    assert all(group in page for group in digits.split())
    assert "не электронная подпись в смысле закона" in " ".join(page.split())
    shown = run("package", "show", "aral.tally-election", "--lang", "ru", cwd=folder).stdout
    assert f"отпечаток ключа: {digits}" in shown
    assert "версия 1, 1 июля 2021 года. Учебный. Участки: 999." in shown


def test_verify_tells_who_signed_and_what_was_changed(handed_out, tmp_path):
    folder, digits = handed_out
    name = "aral.tally-election"
    good = run("package", "verify", name, "--fingerprint", digits, "--lang", "en", cwd=folder)
    assert good.returncode == 0
    assert "not a single byte was changed" in good.stdout
    other = run("package", "verify", name, "--fingerprint", "0" * 24, "--lang", "en", cwd=folder)
    assert (other.returncode, digits in other.stderr) == (1, True)
    plain = run("package", "verify", "plain.tally-election", "--lang", "en", cwd=folder)
    assert plain.returncode == 0
    assert "no comparing signature" in plain.stdout
    changed = bytearray((folder / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / name).write_bytes(changed)
    bad = run("package", "verify", name, "--lang", "en", cwd=tmp_path)
    assert bad.returncode == 2
    assert "A byte of it was changed or lost. Nothing was stored" in bad.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_wrong_passphrase_or_no_key_signs_nothing(handed_out, tmp_path):
    folder, _ = handed_out
    out = tmp_path / "x.tally-election"
    sign = ("package", "sign", "plain.tally-election", "--key", "our.key", "--out", out)
    done = piped(*sign, "--lang", "en", cwd=folder, text="five ordinary words\n")
    assert (done.returncode, out.exists()) == (2, False)
    assert "the passphrase is not the right one" in done.stderr
    os.mkfifo(tmp_path / "pipe")
    sign = ("package", "sign", "plain.tally-election", "--key", tmp_path / "pipe", "--out", out)
    piped_key = piped(*sign, "--lang", "en", cwd=folder)
    assert (piped_key.returncode, out.exists()) == (2, False)
    assert "a pipe or a device" in piped_key.stderr
    short = piped("keys", "new", "--out", tmp_path / "k", "--lang", "en", cwd=folder, text="1234\n")
    assert (short.returncode, (tmp_path / "k").exists()) == (2, False)


def test_one_package_for_each_precinct(tmp_path):
    text = (SAMPLES / "aral-2021.toml").read_text(encoding="utf-8")
    first = text[text.index("[[precinct]]") :]
    both = text + "\n" + first.replace('number = "999"', 'number = "998"  # the club')
    (tmp_path / "two.toml").write_text(both, encoding="utf-8")
    done = run("package", "build", "two.toml", "--each", "--out", "each", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "each").iterdir())
    assert names == ["998.tally-election", "999.tally-election"]
    package = read_package(tmp_path / "each" / "998.tally-election")
    assert [x.number for x in rules_of_package(package).election.precincts] == ["998"]
    said = package.election.data.decode()
    assert "# the club" in said
    assert said.startswith(text.partition("\n")[0])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tally-election", b"", "is empty"),
        ("a.tally-election", b"%PDF-1.4", "a printed paper"),
        ("a.toml", (SAMPLES / "aral-2021.toml").read_bytes(), "an election file without a package"),
        ("a.toml", (SAMPLES / "aral-2021-night.toml").read_bytes(), "the script of a count"),
        ("a.toml", b'kind = "election"\nname = ', "an election file that cannot be read"),
        ("a.csv", "участок;адрес\n1;школа\n".encode("cp1251"), "is a table"),
        ("a.dat", bytes(range(256)), "a file of another program"),
        ("a.txt", b"hello", "a text and no election file"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "a file of another program"),
        ("a.tally", b"SQLite format 3\0" + bytes(100), "a database of another program"),
    ],
)
def test_every_wrong_file_is_told_with_what_to_do(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    done = run("package", "show", name, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    if not content.startswith(b"PK"):
        verified = run("package", "verify", name, "--lang", "en", cwd=tmp_path)
        assert (verified.returncode, verified.stderr) == (2, done.stderr)
    assert said in done.stderr
    assert done.stderr.rstrip().endswith(".")


@pytest.mark.parametrize(
    ("option", "found"),
    [("--version", "0"), ("--version", "-5"), ("--version", "1000"), ("--made", "2027-99-25")],
)
def test_no_version_and_no_day_make_no_package(option, found, tmp_path):
    build = ("package", "build", SAMPLES / "aral-2021.toml", f"{option}={found}", "--lang", "en")
    done = run(*build, "--out", "new.tally-election", cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert found in done.stderr
    assert "Nothing was written." in done.stderr
