"""Words that every part of the course uses, and fingerprints of bytes."""

from __future__ import annotations

import hashlib


def digest(content: bytes) -> str:
    """A fingerprint of bytes."""
    return hashlib.sha256(content).hexdigest()


def printable(name: str) -> str:
    """A file's name as it may be shown anywhere: without control characters."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def brief(text: str) -> str:
    """The first 80 characters of a name or a text from a file, as they may be shown."""
    return printable(text[:80])


def few(items: list[str]) -> str:
    """Some of the items, and how many more there are."""
    more = f" and {len(items) - 4} more" if len(items) > 4 else ""
    return ", ".join(items[:4]) + more


def one_line(text: str, limit: int) -> str:
    """Text from a student's process as one safe line: no control characters, not too long."""
    line = " ".join(text[: 4 * limit].split())
    return "".join(c for c in line if c.isprintable())[:limit]


def counted(number: int, noun: str) -> str:
    """So many of something, in words."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def worth(score: float, bonus: bool, extra_credit: float = 0.0) -> str:
    """What an exercise is worth, in words, or what an answer has earned."""
    points = f"{score:g} {'bonus ' if bonus else ''}point" + ("" if score == 1 else "s")
    return points + (f" and {extra_credit:g} of extra credit" if extra_credit else "")
