"""What comes along when code is pasted: characters that Python does not read, code fences,
merge-conflict markers.

Invisible characters and odd spaces outside of strings and comments can only have been meant in one
way, and are repaired. Of everything else a sentence names the character and the line.
"""

from __future__ import annotations

import re
import unicodedata

from autograder.course.cells import LITERAL

SHELL = re.compile(r"^[ \t]*(?:[^=\n]{1,80}=[ \t]*)?[!%?].*$", re.MULTILINE)
RUNS_PYTHON = re.compile(r"\s*%%(time|timeit|capture|prun|python|python3)\b")

INVISIBLE = {"\ufeff": "byte order mark", "\xad": "soft hyphen", "\u200b": "zero-width space",
             "\u200c": "zero-width character", "\u200d": "zero-width character",
             "\u2060": "zero-width character", "\u200e": "mark of direction",
             "\u200f": "mark of direction"}  # fmt: skip
SPACES = {"\xa0": "non-breaking space", "\u202f": "non-breaking space"} | dict.fromkeys(
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000",
    "space that is no ordinary one",
)
REPAIRED = dict.fromkeys(INVISIBLE, "") | dict.fromkeys(SPACES, " ")
REPAIRABLE = re.compile(f"[{''.join(REPAIRED)}]")

MEANT = {
    "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02": ("a typographic quotation mark", '"'),
    "\u2018\u2019\u201a\u201b\u2032\u00b4\uff07": ("a typographic quotation mark", "'"),
    "\u2212\u2010\u2011\u2012\u2013\u2014\u2015\uff0d": ("not the minus sign of the keyboard", "-"),
    "\u00d7\u22c5\u00b7\u2217\uff0a": ("a multiplication sign of print", "*"),
    "\u00f7\u2215\u2044": ("a division sign of print", "/"),
    "\u2260": ("a sign of print", "!="),
    "\u2264": ("a sign of print", "<="),
    "\u2265": ("a sign of print", ">="),
    "\u2192": ("an arrow of print", "->"),
    "\u2026": ("an ellipsis of print", "..."),
    "\u00b2": ("a power of print", "**2"),
    "\u00b3": ("a power of print", "**3"),
    "\uff08": ("a full-width bracket", "("),
    "\uff09": ("a full-width bracket", ")"),
    "\uff0c": ("a full-width comma", ","),
    "\uff1a": ("a full-width colon", ":"),
    "\uff1d": ("a full-width equals sign", "="),
}
"""Characters that look like one of the keyboard: what they are, and what was meant."""
LOOKALIKES = {character: meant for several, meant in MEANT.items() for character in several}
SUSPECT = re.compile(r"[^\x20-\x7e\n\t\r\f]")
FENCE = re.compile(r"^[ \t]*(```)", re.MULTILINE)
MARKER = re.compile(r"^(<{7}|>{7}|={7}$|[|]{7})", re.MULTILINE)
MARKS = {
    FENCE: "a code fence ({}), which belongs to Markdown: delete the line",
    MARKER: "a merge-conflict marker ({}): choose one side and delete the markers",
}
"""Lines that are no Python, and what to do with them."""


def repaired(source: str) -> tuple[str, list[str]]:
    """Python source with ordinary spaces and without invisible characters, and what was repaired.

    Strings, comments, and lines for a shell or a magic are left as they are.
    """
    if not REPAIRABLE.search(source):
        return source, []
    found: dict[str, int] = {}
    code = blanked(source)

    def replaced(match: re.Match[str]) -> str:
        character, at = match[0], match.start()
        if code[at] != character:
            return character
        found.setdefault(character, source.count("\n", 0, at) + 1)
        return REPAIRED[character]

    return REPAIRABLE.sub(replaced, source), [
        f"{_named(character)} in line {line}" for character, line in found.items()
    ]


def oddity(source: str, line: int = 1) -> str | None:
    """What only pasting can have brought into Python source, the first of it, with its line.

    line: the number of the source's first line.
    """
    code = blanked(source)
    found = [
        (match.start(1), "is", what.format(match[1]))
        for pattern, what in MARKS.items()
        if (match := pattern.search(code))
    ]
    for match in SUSPECT.finditer(code):
        if said := _explained(match[0]):
            found.append((match.start(), "has", said))
            break
    if not found:
        return None
    at, verb, said = min(found)
    return f"line {line + source.count(chr(10), 0, at)} {verb} {said}"


def blanked(source: str) -> str:
    """The source with spaces in place of its strings, its comments, and its lines for a shell or a
    magic, so that each line and each character stays where it is."""
    if source.lstrip().startswith("%%") and not RUNS_PYTHON.match(source):
        return _spaces(source)
    return SHELL.sub(_blank, LITERAL.sub(_blank, source))


def _blank(match: re.Match[str]) -> str:
    return _spaces(match[0])


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _explained(character: str) -> str:
    """What to say of a character that Python reads nowhere in code; nothing of one that it does."""
    if character in LOOKALIKES:
        what, meant = LOOKALIKES[character]
        return f"{character} ({_code(character)}), {what}: write {meant} in its place"
    if f"a{character}".isidentifier():
        return ""
    name = unicodedata.name(character, "").lower() or "a control character"
    shown = f"{character} " if character.isprintable() else ""
    return f"{shown}({_code(character)}, {name}), which Python does not read: delete it"


def _named(character: str) -> str:
    return f"{(INVISIBLE | SPACES)[character]} ({_code(character)})"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
