"""Paths in messages as ``go build`` shows them: relative to the current directory where that is shorter.

The compiler's messages name files by their full path. The go command rewrites them as text: mentions of the package's folder and of each
folder above it become relative. The standard library's folder is called $GOROOT.
"""

from __future__ import annotations

import os

from .goroot import find_goroot


def short_folder(path: str, cwd: str) -> str:
    """A folder (or file) relative to the current directory if that is shorter, else as it is."""
    relative = os.path.relpath(path, cwd)
    return relative if len(relative) < len(path) else path


def short_path(path: str, cwd: str) -> str:
    """A file: relative when that is shorter, with ``./`` if it is in the directory itself."""
    if os.path.isabs(path):
        relative = short_folder(path, cwd)
        if relative != path:
            return relative if os.sep in relative else f"./{relative}"
    return path


def _replace_prefix(text: str, old: str, new: str) -> str:
    """Replace ``old`` where a word of a line begins with it: after a space, or at the beginning of a line with or without a tab."""
    if old not in text:
        return text
    text = text.replace(" " + old, " " + new).replace("\n" + old, "\n" + new).replace("\n\t" + old, "\n\t" + new)
    return new + text[len(old) :] if text.startswith(old) else text


def shorten(text: str, folder: str, cwd: str) -> str:
    """The messages about the package in ``folder``."""
    root = find_goroot()
    if not folder.startswith(root):
        text = _replace_prefix(text, os.path.join(root, "src"), "$GOROOT/src")
    while True:
        shown = short_folder(folder, cwd)
        if shown != folder:
            text = _replace_prefix(text, folder, shown)
        above = os.path.dirname(folder)
        if above == folder:
            return text
        folder = above
