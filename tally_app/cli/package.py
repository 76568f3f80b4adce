"""``tally-app package``: make, sign for comparison, show, verify the package of an election."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from tally_app.app.handover.packages import (
    KeyFileError,
    Package,
    PackageError,
    built_each,
    built_of,
    digits_of,
    key_file,
    opened_key,
    read_package,
    rules_of_package,
    signed,
)
from tally_app.app.handover.recognising import FileKind, recognised
from tally_app.app.maker.making import write_new
from tally_app.cli.context import Context, speaks
from tally_app.cli.passphrases import passphrase
from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.values.dates import in_full, is_iso
from tally_app.domain.values.wording import Wording

_DONE, _FAULT, _UNUSABLE = 0, 1, 2

#: What is handed out is counted by people.
_MOST_VERSIONS: Final = 999

NAME: Final = "package"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Wording) -> None:
    """Declare the commands and their arguments."""
    parser = subparsers.add_parser(NAME, help=words("cli.package"))
    commands = parser.add_subparsers(required=True, metavar="build|sign|show|verify")
    build = commands.add_parser("build", help=words("cli.package_build"))
    build.add_argument("file", type=Path, metavar="FILE", help=words("cli.election_file"))
    build.add_argument("--each", action="store_true", help=words("cli.package_each"))
    build.add_argument("--version", type=int, default=1, help=words("cli.package_version"))
    build.add_argument("--made", default="", help=words("cli.package_made"))
    build.set_defaults(run=run_build)
    sign = commands.add_parser("sign", help=words("cli.package_sign"))
    sign.add_argument("file", type=Path, metavar="FILE", help=words("cli.package_file"))
    sign.add_argument("--key", type=Path, required=True, help=words("cli.package_key"))
    sign.set_defaults(run=run_sign)
    show = commands.add_parser("show", help=words("cli.package_show"))
    show.add_argument("file", type=Path, metavar="FILE", help=words("cli.package_file"))
    show.set_defaults(run=run_show)
    verify = commands.add_parser("verify", help=words("cli.package_verify"))
    verify.add_argument("file", type=Path, metavar="FILE", help=words("cli.package_file"))
    verify.add_argument("--fingerprint", default="", help=words("cli.package_fingerprint"))
    verify.set_defaults(run=run_verify)
    for command in (build, sign):
        command.add_argument("--out", type=Path, required=True, help=words("cli.package_out"))
    for command in (build, sign, show, verify):
        speaks(command, words)


def run_build(arguments: argparse.Namespace, context: Context) -> int:
    """Write a package, or one for each precinct into a folder; 0, or 2 where a file of the name
    stands, which is never replaced, or the version or the day is none.
    """
    words = context.wording(arguments.lang)
    made = arguments.made or context.clock().date().isoformat()
    if wrong := _no_such(arguments.version, made, words):
        context.stderr.write(wrong + "\n")
        return _UNUSABLE
    about = {"version": arguments.version, "made": made}
    if not arguments.each:
        data = built_of(arguments.file, context.library, **about)
        return _written(arguments.out, data, words, context)
    arguments.out.mkdir(parents=True, exist_ok=True)
    packages = built_each(arguments.file, context.library, **about)
    return max(_written(arguments.out / name, x, words, context) for name, x in packages)


def _no_such(version: int, made: str, words: Wording) -> str:
    if not 0 < version <= _MOST_VERSIONS:
        return words("package.bad_version", found=version)
    return "" if is_iso(made) else words("package.bad_made", found=made)


def _written(path: Path, data: bytes, words: Wording, context: Context) -> int:
    try:
        write_new(path, data)
    except FileExistsError:
        context.stderr.write(words("maker.answer.exists", path=path) + "\n")
        return _UNUSABLE
    context.stdout.write(words("package.built", path=path, size=len(data)) + "\n")
    return _DONE


def run_sign(arguments: argparse.Namespace, context: Context) -> int:
    """Sign a package for comparison; 0, or 2 for a package or key that cannot be used."""
    words = context.wording(arguments.lang)
    try:
        package = read_package(arguments.file)
        key = opened_key(key_file(arguments.key), passphrase(words, context))
    except PackageError as error:
        return _refused(arguments.file, error.code, words, context)
    except KeyFileError as error:
        context.stderr.write(words(f"key.{error.code}", path=arguments.key) + "\n")
        return _UNUSABLE
    done = _written(arguments.out, signed(package, key), words, context)
    if done == _DONE:
        digits = " ".join(groups(digits_of(key.public)))
        context.stdout.write(words("package.done", path=arguments.out, digits=digits) + "\n")
    return done


def run_show(arguments: argparse.Namespace, context: Context) -> int:
    """What a file is, and of a package what it says of itself; 0, or 2 for another file."""
    words = context.wording(arguments.lang)
    found = recognised(arguments.file)
    if found.package is None:
        context.stderr.write(found.sentence(words) + "\n")
        return _UNUSABLE
    context.stdout.writelines(f"{row}\n" for row in _shown(found.package, words))
    return _DONE


def run_verify(arguments: argparse.Namespace, context: Context) -> int:
    """Whether a package is as it was handed out and can begin a night, and signed with the key of
    that fingerprint; 0 yes, 1 signed with another key or by nobody, 2 changed or no package.
    """
    words = context.wording(arguments.lang)
    try:
        package = read_package(arguments.file)
        rules_of_package(package)
    except PackageError as error:
        return _refused(arguments.file, error.code, words, context)
    asked = "".join(arguments.fingerprint.split())
    if asked and asked != package.fingerprint:
        digits = " ".join(groups(package.fingerprint)) or "–"
        said = words("package.other_key", path=arguments.file, digits=digits)
        context.stderr.write(said + "\n")
        return _FAULT
    context.stdout.write(words("package.verified", path=arguments.file) + "\n")
    context.stdout.write(_signature(package, words) + "\n")
    return _DONE


def _shown(package: Package, words: Wording) -> Iterator[str]:
    manifest = package.manifest
    day = manifest.made
    with suppress(ValueError):
        day = in_full(date.fromisoformat(day), words.language)
    yield words(
        "package.head",
        version=manifest.version,
        day=day,
        mode=words(f"package.{manifest.mode}"),
        precincts=", ".join(manifest.precincts),
    )
    yield _signature(package, words)
    for part in manifest.parts:
        yield words("package.part", name=part.name, size=part.size, sha256=part.sha256)


def _signature(package: Package, words: Wording) -> str:
    if not package.key:
        return words("package.unsigned")
    return words("package.signed", digits=" ".join(groups(package.fingerprint)))


def _refused(path: Path, code: str, words: Wording, context: Context) -> int:
    found = recognised(path) if code == "no_zip" else FileKind("package_broken", path, why=code)
    context.stderr.write(found.sentence(words) + "\n")
    return _UNUSABLE
