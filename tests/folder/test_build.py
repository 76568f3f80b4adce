"""A folder for Windows as it comes out: its Python by its sum, its programs, its own list."""

import hashlib
import io
import zipfile

import lief
import pytest
from building.binaries import needs
from building.gathering import Gathered, GatheringError
from building.launcher import PROGRAMS, program, stub
from building.setup import made as setup_made
from building.sizes import Built, told
from building.windows_python import add_python
from building.writing import laid_out, zipped

from tests.folder.stand_in import embeddable


def archive(tmp_path, data):
    path = tmp_path / "python-3.12.0-embed-amd64.zip"
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def test_python_is_taken_whole_and_finds_nothing_of_the_machine(tmp_path):
    path, digest = archive(tmp_path, embeddable())
    gathered = Gathered()
    add_python(gathered, path, digest.upper())
    assert gathered.files["python/python312._pth"] == b"python312.zip\n.\n"
    [part] = gathered.parts()
    assert (part.name, part.version, part.sha256) == ("python", "3.12", digest)
    assert len(part.files) == len(zipfile.ZipFile(path).namelist())


def test_another_sum_builds_nothing_and_says_both(tmp_path):
    path, digest = archive(tmp_path, embeddable())
    with pytest.raises(GatheringError, match=f"{digest}, not {'0' * 64}"):
        add_python(Gathered(), path, "0" * 64)


def test_another_version_builds_nothing(tmp_path):
    path, digest = archive(tmp_path, embeddable(paths="python314._pth"))
    with pytest.raises(GatheringError, match=r"holds Python 3\.14"):
        add_python(Gathered(), path, digest)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_the_code_of_pip_s_stub_and_the_start_in_the_open(name):
    made = program(name, b"print(1)\n", "1.2.3", 1_700_000_000)
    kind, python = PROGRAMS[name]
    ours, theirs = (lief.PE.parse(list(data)) for data in (made, stub(kind)))
    for section in theirs.sections:
        if section.name != ".rsrc":
            assert bytes(ours.get_section(section.name).content) == bytes(section.content)
    assert ours.entrypoint == theirs.entrypoint
    assert f"#!<launcher_dir>\\python\\{python}\n".encode() in made
    with zipfile.ZipFile(io.BytesIO(made)) as behind:
        assert behind.read("__main__.py") == b"print(1)\n"
    assert needs(made) <= {"KERNEL32.dll", "USER32.dll", "SHLWAPI.dll"}
    assert made == program(name, b"print(1)\n", "1.2.3", 1_700_000_000)


def test_windows_shows_our_icon_and_version():
    shown = lief.PE.parse(list(program("tally-app.exe", b"", "1.2.3", 0))).resources_manager
    [version] = shown.version
    said = {one.key: one.value for one in version.string_file_info.children[0].entries}
    assert (said["FileDescription"], said["FileVersion"]) == ("Tally app", "1.2.3")
    assert [(icon.width, icon.height) for icon in shown.icons] == [
        (16, 16),
        (32, 32),
        (48, 48),
        (0, 0),
    ]
    assert shown.manifest  # the stub's own: no administrator is asked for


def test_the_same_files_give_the_same_bytes_whenever_and_in_whatever_order():
    files = {"b/c": b"2", "a": b"1"}
    again = dict(reversed(files.items()))
    assert zipped(files, 1_700_000_000) == zipped(again, 1_700_000_000)
    assert zipfile.ZipFile(io.BytesIO(zipped(files, 0))).namelist() == ["a", "b/c"]


def test_two_parts_never_write_one_file():
    gathered = Gathered()
    gathered.part("one", "1", "MIT", "one.whl")
    gathered.add("parts/x.py", b"")
    gathered.part("two", "1", "MIT", "two.whl")
    with pytest.raises(GatheringError, match=r"parts/x\.py: both of one and of two"):
        gathered.add("parts/x.py", b"")


def test_a_folder_is_written_anew_whole(tmp_path):
    root = tmp_path / "folder"
    laid_out({"old/module.py": b"", "run": b""}, root, 0)
    laid_out({"run": b"1"}, root, 86_400, programs=["run"])
    assert [path.name for path in root.rglob("*")] == ["run"]
    assert root.joinpath("run").stat().st_mode & 0o111
    assert root.joinpath("run").stat().st_mtime == 86_400


def test_a_missing_makensis_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GatheringError, match="apt-get install"):
        setup_made(tmp_path, "0.1.0", tmp_path, 0)


def test_sizes_are_a_table(tmp_path):
    packed = tmp_path / "x.zip"
    packed.write_bytes(b"0" * 1_000_000)
    assert "| `x.zip` | 1.0 |" in told(Built("x", 2_000_000, 3, "ab", (packed,)))
