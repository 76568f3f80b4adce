"""What keeps a window from opening is said in one sentence, quickly, in every language."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import tomllib

import pytest

from tally_app import paths, preflight
from tally_app.preflight import Missing, missing_for_window, sentence

LANGUAGES = ("kk", "ru", "en")


def nothing_missing(library):
    return library


def lacking(*libraries):
    def load(library):
        if library in libraries:
            raise OSError(library)

    return load


def check(environ, load=nothing_missing, *, answers=True, platform="linux"):
    return missing_for_window(environ, platform, load, lambda plugin, environ: answers)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_bring_their_own_libraries(platform):
    assert check({}, lacking("libGL.so.1"), platform=platform) is None


@pytest.mark.parametrize(("build", "opens"), [(17134, False), (17763, True), (26100, True)])
def test_a_windows_before_1809_is_told_before_qt_is_loaded(build, opens):
    problem = missing_for_window({}, "win32", build=build)
    assert problem == (None if opens else Missing("windows_too_old", {"build": str(build)}))
    for lang in LANGUAGES if problem else ():
        assert "17763" in sentence(problem, lang)


def test_a_program_without_a_console_says_it_in_a_box(monkeypatch):
    import ctypes
    from types import SimpleNamespace

    shown = []
    box = SimpleNamespace(MessageBoxW=lambda *asked: shown.append(asked[1]))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=box), raising=False)
    monkeypatch.setattr(sys, "stderr", None)
    preflight.tell("No window.")
    assert shown == ["No window."]


def test_neither_display_variable_is_no_display():
    assert check({}) == Missing("no_display")
    assert check({"DISPLAY": "", "WAYLAND_DISPLAY": ""}) == Missing("no_display")


@pytest.mark.parametrize("name", ["offscreen", "offscreen:configfile=/x.json", "minimal", "vnc"])
def test_a_platform_without_a_screen_needs_no_display(name):
    assert check({"QT_QPA_PLATFORM": name}, answers=False) is None


def test_offscreen_still_needs_the_libraries_of_qt():
    problem = check({"QT_QPA_PLATFORM": "offscreen"}, lacking("libGL.so.1", "libxcb-cursor.so.0"))
    assert problem == Missing(
        "missing_libraries",
        {
            "packages": "libgl1",
            "command": "apt-get install -y --no-install-recommends libgl1",
        },
    )


def test_only_the_missing_packages_are_named():
    problem = check({"DISPLAY": ":0"}, lacking("libdbus-1.so.3", "libxcb-cursor.so.0"))
    assert problem.args["packages"] == "libdbus-1-3 libxcb-cursor0"


def test_a_silent_display_is_named():
    assert check({"DISPLAY": ":7"}, answers=False) == Missing("display_silent", {"display": ":7"})


def test_a_working_display_is_no_problem():
    assert check({"DISPLAY": ":0"}) is None
    assert check({"WAYLAND_DISPLAY": "wayland-0"}) is None


def test_wayland_asked_for_but_absent():
    assert check({"QT_QPA_PLATFORM": "wayland", "DISPLAY": ":0"}) == Missing("no_display")


def test_wayland_needs_its_own_libraries_only():
    environ = {"QT_QPA_PLATFORM": "wayland-egl", "WAYLAND_DISPLAY": "wayland-0"}
    assert check(environ, lacking("libxcb-cursor.so.0")) is None
    assert "libwayland-cursor0" in check(environ, lacking("libwayland-cursor.so.0")).args["command"]


def test_the_second_plugin_saves_the_first():
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert check(both, lacking("libwayland-client.so.0")) is None
    listed = {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}
    assert check(listed) is None


def test_every_sentence_stands_in_every_language():
    texts = tomllib.loads((paths.resources() / "texts" / "preflight.toml").read_text("utf-8"))
    assert set(texts) == set(LANGUAGES)
    problems = [
        Missing("no_display"),
        Missing("display_silent", {"display": ":0"}),
        check({"QT_QPA_PLATFORM": "offscreen"}, lacking("libGL.so.1")),
        missing_for_window({}, "win32", build=17134),
    ]
    for lang in LANGUAGES:
        assert set(texts[lang]) == {problem.code for problem in problems}
        for problem in problems:
            said = sentence(problem, lang)
            assert "{" not in said
            assert all(value in said for value in problem.args.values())
    assert sentence(problems[0], "xx") == sentence(problems[0], "en")


unix_sockets = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="no local sockets on this system"
)


@unix_sockets
def test_a_socket_that_never_answers_does_not_hang(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "_PATIENCE", 0.2)
    place = str(tmp_path / "X0")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place)
        server.listen()
        started = time.monotonic()
        assert not preflight._says(place, b"hello")
        assert time.monotonic() - started < 2
        assert preflight._says(place, b"")
    assert not preflight._says(str(tmp_path / "nobody"), b"")


@unix_sockets
def test_a_socket_that_answers_is_heard(tmp_path):
    place = str(tmp_path / "X0")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place)
        server.listen()

        def answer():
            line, _ = server.accept()
            with line:
                line.sendall(line.recv(12)[:1])

        thread = threading.Thread(target=answer)
        thread.start()
        assert preflight._says(place, b"hello")
        thread.join()


@unix_sockets
def test_wayland_is_looked_for_in_the_runtime_folder(tmp_path):
    environ = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-9"}
    assert not preflight.display_answers("wayland", environ)
    assert not preflight.display_answers("wayland", {"WAYLAND_DISPLAY": "wayland-9"})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-9"))
        server.listen()
        assert preflight.display_answers("wayland", environ)


@unix_sockets
def test_a_display_on_another_host_is_not_connected_to():
    assert preflight.display_answers("xcb", {"DISPLAY": "somewhere.invalid:10.0"})


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_really_without_a_display_the_child_says_so_and_starts_no_process():
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    code = (
        "import os, sys\n"
        "from tally_app.preflight import missing_for_window, sentence\n"
        "sys.addaudithook(lambda event, args: event in ('subprocess.Popen', 'os.fork', 'os.system')"
        " and os.abort())\n"
        "problem = missing_for_window(os.environ, sys.platform)\n"
        "sys.exit(sentence(problem, 'ru') if problem else 0)\n"
    )
    child = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        env={key: value for key, value in os.environ.items() if key not in hidden},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=30,
    )
    assert child.returncode == 1
    assert child.stderr.strip() == sentence(Missing("no_display"), "ru")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_a_display_nobody_serves_does_not_answer():
    assert not preflight.display_answers("xcb", {"DISPLAY": ":4711"})


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed: no real X server")
def test_a_real_x_server_answers(tmp_path):
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    try:
        os.close(write_end)
        with os.fdopen(read_end) as told:
            display = f":{told.readline().strip()}"
        assert preflight.display_answers("xcb", {"DISPLAY": display})
        assert preflight.display_answers("xcb", {"DISPLAY": display + ".0"})
    finally:
        server.terminate()
        server.wait()
