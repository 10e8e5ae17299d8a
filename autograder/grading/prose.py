"""What students write in words: where it stands, and the pictures that they paste into it."""

from __future__ import annotations

import ast
import binascii
import re
from collections.abc import Mapping
from typing import Any

from autograder.course.cells import parsed
from autograder.course.text import brief

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")
MAX_PICTURES = 10 * 2**20
"""How much of the pictures in a submission is kept, in characters of base64."""
FEW_WORDS = 8
"""Less is no answer that a person has to look for."""
INLINE = re.compile(r"data:(image/[a-z+]+);base64,([A-Za-z0-9+/=]+)")
WORD = re.compile(r"[^\W\d_]{2,}")
STATEMENT = re.compile(
    r"^[ \t]*([!%@]|(def|class|import|from|return|for|while|if|print)\b.*[:(]|[\w.]+\s*=)"
)


def as_prose(kind: str, source: str) -> str | None:
    """The text of a cell that holds words, also where it is a code cell; None of one with code."""
    if kind != "code":
        return source
    try:
        body = parsed(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        lines = source.splitlines()
        words = len(WORD.findall(source)) >= 3
        return source if words and not any(map(STATEMENT.match, lines)) else None
    texts = [node.value.value for node in body
             if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
             and isinstance(node.value.value, str)]  # fmt: skip
    if len(texts) < len(body):
        return None
    comments = [line.strip().lstrip("#").strip() for line in source.splitlines()]
    text = "\n\n".join(texts) if texts else "\n".join(comments)
    return text if WORD.search(text) else None


def is_substantial(source: str) -> bool:
    """Whether a text may be an answer: it is long enough, or has a picture."""
    return len(WORD.findall(source)) >= FEW_WORDS or "attachment:" in source


def added_lines(original: str, edited: str) -> str:
    """What somebody has written into a given text: the lines that it did not have."""
    known = {" ".join(line.split()) for line in original.splitlines()}
    new = [line for line in edited.splitlines() if " ".join(line.split()) not in known]
    return "\n".join(new).strip()


def without_inline_pictures(source: str, attachments: Any) -> tuple[str, dict[str, Any]]:
    """A text with the pictures that stand in it as attachments, beside those that it has."""
    found = dict(attachments) if isinstance(attachments, dict) else {}

    def moved(match: re.Match[str]) -> str:
        name = f"inline-{len(found) + 1}"
        found[name] = {match[1]: match[2]}
        return f"attachment:{name}"

    return INLINE.sub(moved, source), found


class Pictures:
    """Keeps the pictures of a submission's texts, as far as they are pictures and not too large.

    left_out: the names of the others.
    """

    def __init__(self) -> None:
        self.room = MAX_PICTURES
        self.left_out: list[str] = []

    def kept(self, attachments: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
        """Those of a cell's attachments that are kept, as nbformat has them."""
        found = {}
        for name, formats in attachments.items():
            kind, data = _picture(formats)
            if not kind or len(data) > self.room:
                self.left_out.append(brief(str(name)))
                continue
            self.room -= len(data)
            found[str(name)] = {kind: data}
        return found

    @property
    def note(self) -> str | None:
        """What to say of those that were left out."""
        if not self.left_out:
            return None
        names = ", ".join(self.left_out[:4])
        more = f" and {len(self.left_out) - 4} more" if len(self.left_out) > 4 else ""
        return (
            f"Pasted pictures were left out: {names}{more}. They are damaged, of an unusual "
            f"kind, or larger than {MAX_PICTURES >> 20} MB together."
        )


def _picture(formats: Any) -> tuple[str, str]:
    """The kind and the base64 of an attachment, or nothing where it is no picture."""
    if not isinstance(formats, dict):
        return "", ""
    for kind in PICTURES:
        data = formats.get(kind)
        if isinstance(data, list):
            data = "".join(part for part in data if isinstance(part, str))
        if isinstance(data, str) and data:
            data = "".join(data.split())
            try:
                binascii.a2b_base64(data.encode(), strict_mode=True)
            except (ValueError, UnicodeEncodeError):
                continue
            return kind, data
    return "", ""


def joined(parts: list[tuple[str, Mapping[str, Any]]]) -> tuple[str, dict[str, Any]]:
    """Texts one after the other as one, each with the pictures that it had."""
    sources, pictures = [], {}
    for number, (source, attachments) in enumerate(parts):
        for name, formats in attachments.items():
            new = name if name not in pictures else f"{number + 1}-{name}"
            source = source.replace(f"attachment:{name}", f"attachment:{new}")
            pictures[new] = formats
        sources.append(source)
    return "\n\n".join(sources), pictures
