"""Which exercises' code runs while something else does: what an answer calls, found by watching."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, MethodType
from typing import Any

from autograder.course.model import Exercise, Namespace


@contextlib.contextmanager
def entered(exercises: Iterable[Exercise], names: Namespace, seen: set[str]) -> Iterator[None]:
    """While this is open, the ids of those exercises whose code runs are put into `seen`.

    Code is known by what it is, not by its name, so that aliases, imports, methods, registered
    functions and what a decorator wraps are found, too. An exercise of which something is not
    defined has no code to run; its id has a question mark after it.
    """
    owners: dict[int, str] = {}
    kept = []
    for exercise in exercises:
        try:
            for value in exercise.code(names):
                kept += (found := codes(value))
                owners |= {id(code): exercise.id for code in found}
        except Exception:  # a name is not there, or a student's class is at work
            seen.add(f"{exercise.id}?")

    def note(frame: Any, event: str, arg: Any) -> None:
        owner = owners.get(id(frame.f_code)) if event == "call" else None
        if owner is not None:
            seen.add(owner)

    if not owners:
        yield
        return
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)


def codes(value: Any) -> list[CodeType]:
    """The code of a function, method or class, with all that is defined or wrapped in it."""
    found: dict[int, CodeType] = {}
    frontier = [value]
    looked_at: set[int] = set()
    while frontier:
        item = frontier.pop()
        if id(item) in looked_at:
            continue
        looked_at.add(id(item))
        match item:
            case CodeType():
                found[id(item)] = item
                frontier += [part for part in item.co_consts if isinstance(part, CodeType)]
            case FunctionType():
                frontier.append(item.__code__)
                frontier += [vars(item).get("__wrapped__")]
                frontier += [_content(cell) for cell in item.__closure__ or ()]
            case MethodType() | staticmethod() | classmethod():
                frontier.append(item.__func__)
            case functools.partial():
                frontier.append(item.func)
            case property():
                frontier += [item.fget, item.fset]
            case type():
                frontier += vars(item).values() if item is value else ()
            case _ if callable(item):  # cached, or an object that can be called
                frontier += [getattr(item, "__wrapped__", None), type(item).__call__]
    return list(found.values())


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # it is still empty
        return None
