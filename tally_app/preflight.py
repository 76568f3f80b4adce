"""Say in one sentence why no window can open here, before Qt would abort without one; load Qt."""

import builtins
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from tally_app import paths

# Library -> Debian and Ubuntu package. What a package brings along by itself is not listed.
_ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
_FOR_PLUGIN = {
    "xcb": {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
    },
}
# Plugins that need a display, and the variable that names it.
_VARIABLE = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
_INSTALL = "apt-get install -y --no-install-recommends "
#: The build of Windows 10 1809, the oldest that Qt 6.9 starts on.
_OLDEST_WINDOWS = 17763
_PATIENCE = 2.0  # seconds for a display to say its first byte
# A greeting in version 0 of the protocol, which every X server answers with a refusal: a greeting
# it accepted would make a server without other clients (Xvfb) start anew when we hang up.
_X11_HELLO = b"l" + bytes(11)

Load = Callable[[str], object]
Answers = Callable[[str, Mapping[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why no window can open: a key of texts/preflight.toml and what its sentence names."""

    code: str
    args: Mapping[str, str] = field(default_factory=dict)


def missing_for_window(
    environ: Mapping[str, str],
    platform: str,
    load: Load | None = None,
    answers: Answers | None = None,
    build: int | None = None,
) -> Missing | None:
    """Return what keeps Qt from opening a window here, or None.

    `platform` is sys.platform; `load` raises OSError for a library that is not there; `answers`
    says whether the display of a Qt plugin lets us in; `build` is the number of a Windows, else it
    is asked. No child process, at most some seconds.
    """
    if platform == "win32":
        return _too_old(_windows_build() if build is None else build)
    if platform != "linux":
        return None
    plugins = _plugins(environ)
    if not plugins:
        return Missing("no_display")
    problems = [
        _problem_with(plugin, environ, load or _load, answers or display_answers)
        for plugin in plugins
    ]
    # Qt tries the plugins in this order and is content with the first that works.
    return None if None in problems else problems[0]


def sentence(problem: Missing, lang: str) -> str:
    """Say the problem and its remedy in `lang`, in English where there is no such language."""
    import tomllib

    texts = tomllib.loads(
        (paths.resources() / "texts" / "preflight.toml").read_text(encoding="utf-8")
    )
    template: str = texts.get(lang, texts["en"])[problem.code]
    return template.format_map(problem.args)


def tell(said: str) -> None:
    """Say a sentence where somebody sees it: on standard error, or, where a Windows program has no
    console, in a box.
    """
    if sys.stderr is not None:
        sys.stderr.write(said + "\n")
        return
    import ctypes

    ctypes.windll.user32.MessageBoxW(None, said, "Tally app", 0x10)  # type: ignore[attr-defined]


def _too_old(build: int) -> Missing | None:
    """Say which Windows is needed, where this one is older; 0 is one that does not say."""
    if not 0 < build < _OLDEST_WINDOWS:
        return None
    return Missing("windows_too_old", {"build": str(build)})


def _windows_build() -> int:
    """The number of this Windows, 0 elsewhere."""
    asked = getattr(sys, "getwindowsversion", None)
    return int(asked().build) if asked else 0


def windows_locale() -> str:
    """The language in which a Windows speaks ("ru_RU"), "" elsewhere: it has no variable for it."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def display_answers(plugin: str, environ: Mapping[str, str]) -> bool:
    """Tell whether the display that `plugin` would use lets this user in.

    A display on another host is taken at its word: the app opens no network connection.
    """
    if plugin == "wayland":
        return _wayland_answers(environ)
    host, _, number = environ["DISPLAY"].rpartition(":")
    if host not in ("", "unix"):
        return True
    return _x11_answers(number.partition(".")[0]) and _x11_lets_in(environ["DISPLAY"])


def _plugins(environ: Mapping[str, str]) -> list[str]:
    """List the platform plugins Qt would try, in its order."""
    named = [
        part.partition(":")[0].strip() for part in environ.get("QT_QPA_PLATFORM", "").split(";")
    ]
    named = [name.partition("-")[0] for name in named if name]
    if named:
        return named
    return [plugin for plugin in ("wayland", "xcb") if environ.get(_VARIABLE[plugin])]


def _problem_with(
    plugin: str, environ: Mapping[str, str], load: Load, answers: Answers
) -> Missing | None:
    """Return what keeps this one plugin from working."""
    needs_display = plugin in _VARIABLE
    if needs_display and not environ.get(_VARIABLE[plugin]):
        return Missing("no_display")
    packages = _missing_packages(_ALWAYS | _FOR_PLUGIN.get(plugin, {}), load)
    if packages:
        names = " ".join(packages)
        return Missing("missing_libraries", {"packages": names, "command": _INSTALL + names})
    if needs_display and not answers(plugin, environ):
        return Missing("display_silent", {"display": environ[_VARIABLE[plugin]]})
    return None


def _missing_packages(wanted: Mapping[str, str], load: Load) -> list[str]:
    """List the packages of the libraries that cannot be loaded."""
    missing = []
    for library, package in wanted.items():
        try:
            load(library)
        except OSError:
            missing.append(package)
    return missing


def _load(library: str) -> object:
    import ctypes

    return ctypes.CDLL(library)


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    """Tell whether somebody listens where the compositor should."""
    place = Path(environ.get("XDG_RUNTIME_DIR", "")) / environ["WAYLAND_DISPLAY"]
    return place.is_absolute() and _says(str(place), b"")


def _x11_answers(number: str) -> bool:
    """Tell whether an X server says anything, be it that we may not enter."""
    place = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X11 puts it, nothing of ours
    return any(_says(name, _X11_HELLO) for name in ("\0" + place, place))


def _says(place: str, hello: bytes) -> bool:
    """Tell whether a local socket accepts us and, when greeted, answers in time."""
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_PATIENCE)
        try:
            line.connect(place)
            line.sendall(hello)
            return not hello or bool(line.recv(1))
        except OSError:
            return False


def _x11_lets_in(display: str) -> bool:
    """Tell whether the X server accepts this user; safe to ask only once it has answered."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    # Left open for the reason given at _X11_HELLO: Qt connects next.
    return bool(xcb.xcb_connection_has_error(xcb.xcb_connect(display.encode(), None)) == 0)


def load_qt() -> None:
    """Load Qt's core and leave ``import`` to Python.

    PySide puts an ``import`` of its own in place of Python's. It reads the source of every module
    that is loaded from then on, to see whether it may ask for other names of Qt's methods
    (``from __feature__ import snake_case``), which nothing here does. That is a tenth of a cold
    start, and Python keeps all lines that were read: 5 MiB with a night.
    """
    pythons = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = pythons
