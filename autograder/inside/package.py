"""A submission's modules, which Python imports by their names, and the namespace that is probed.

The namespace and the modules are kept alike: what a module defines is taken into the namespace,
and what a cell defines there, such as a provided answer, gets into every module that has it.
"""

from __future__ import annotations

import contextlib
import importlib
import linecache
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import spec_from_loader
from types import ModuleType
from typing import Any

from autograder.inside.answers import OWN_CELL

NOTHING = object()
EXTEND = "__extend__"
"""The metaclass below which a class statement adds to the class that the module has already."""

OF_A_CLASS = ("__module__", "__qualname__", "__doc__")


class Package(MetaPathFinder, Loader):
    """The modules of a submission; its own finder and loader.

    name: what the package is called; other folders and files stand beside it.
    files: the sources, by path. On clean ground these are parts of what was handed in.
    links: a name of the namespace, the module that has it, and its name there: the namespace has
        what the module has. `Class.method` is a name, too, and `.` is the module itself.
    begin: the same for what a module has from the namespace before it runs.
    imports: the modules to import at once.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        name: str,
        files: dict[str, str],
        links: Sequence[Sequence[str]] = (),
        begin: Sequence[Sequence[str]] = (),
        imports: Sequence[str] = (),
        clean: bool = False,
    ):
        self.namespace, self.name, self.files = namespace, name, files
        # a class before its methods
        self.links = sorted(map(tuple, links), key=lambda link: "." in link[2])
        self.begin, self.imports, self.clean = begin, imports, clean
        self.stand_ins = {
            module: namespace[name]
            for name, module, place in self.links
            if place == "." and clean and name in namespace
        }
        self.known: dict[tuple[str, ...], Any] = {}

    # Importing

    def load(self) -> None:
        """Imports what is to be imported at once. Raises the first of the errors at the end."""
        sys.meta_path.insert(0, self)
        errors = []
        for module in self.imports:
            try:
                importlib.import_module(module)
            except Exception as error:
                errors.append(error)
        if errors:
            raise errors[0]

    def remove(self) -> None:
        """Forgets the modules."""
        with contextlib.suppress(ValueError):
            sys.meta_path.remove(self)
        for name in self.loaded():
            del sys.modules[name]

    def loaded(self) -> dict[str, ModuleType]:
        """The modules that have been imported, or are being imported."""
        return {
            name: module
            for name, module in list(sys.modules.items())
            if getattr(getattr(module, "__spec__", None), "loader", None) is self
        }

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        first, place = name.partition(".")[0], name.replace(".", "/")
        folder = any(file.startswith(f"{place}/") for file in self.files)
        if not folder and f"{place}.py" not in self.files:
            return None
        if first != self.name and _is_installed(first):
            return None
        return spec_from_loader(name, self, origin=self._file(name), is_package=folder)

    def _file(self, name: str) -> str:
        place = name.replace(".", "/")
        return f"{place}.py" if f"{place}.py" in self.files else f"{place}/__init__.py"

    def exec_module(self, module: ModuleType) -> None:
        name, file = module.__name__, self._file(module.__name__)
        source, cell = self.files.get(file, ""), f"{OWN_CELL}{file}>"
        module.__file__ = file
        if self.clean:
            for link in self.begin:
                if link[1] == name and "." not in link[2] and link[0] in self.namespace:
                    vars(module)[link[2]] = self.namespace[link[0]]
            vars(module).update({EXTEND: _extending(module), "__getattr__": self._given(name)})
        linecache.cache[cell] = (len(source), None, source.splitlines(keepends=True), cell)
        exec(compile(source, cell, "exec", dont_inherit=True), vars(module))

    def get_source(self, name: str) -> str:
        return self.files.get(self._file(name), "")

    def _given(self, module: str) -> Callable[[str], Any]:
        """What a module gives on clean ground for a name that it does not have: what stands in for
        it in the namespace may, or the namespace itself."""
        stand_in = self.stand_ins.get(module)

        def given(name: str) -> Any:
            if not name.startswith("__") and hasattr(stand_in, name):
                return getattr(stand_in, name)
            if name.startswith("__") or name not in self.namespace:
                raise AttributeError(f"module {module!r} has no attribute {name!r}")
            return self.namespace[name]

        return given

    # Linking

    def link(self) -> None:
        """Makes the namespace and the modules alike, where one of them has changed."""
        modules = self.loaded()
        for link in self.links:
            name, module, place = link
            if module not in modules:
                continue
            here, there = self.namespace.get(name, NOTHING), _get(modules[module], place)
            known = self.known.get(link, here if self.clean else NOTHING)
            if known is not NOTHING and here is not known and place != ".":
                for each in modules.values():
                    for key, value in list(vars(each).items()):
                        if value is there and value is not None:
                            vars(each)[key] = here
                _set(modules[module], place, here)
            elif there is not NOTHING:
                self.namespace[name] = here = there
            self.known[link] = here


def _is_installed(name: str) -> bool:
    """Whether Python has a module of that name, or would find one."""
    loaded = sys.modules.get(name)
    mine = isinstance(getattr(getattr(loaded, "__spec__", None), "loader", None), Package)
    return (
        (loaded is not None and not mine)
        or name in sys.stdlib_module_names
        or (PathFinder.find_spec(name) is not None)
    )


def _extending(module: ModuleType) -> Callable[..., type]:
    def extend(name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        """Adds what stands in the body of a class statement to the module's class of that name."""
        extended = vars(module).get(name)
        if not isinstance(extended, type):
            return type(name, bases, body)
        body = {key: value for key, value in body.items() if key not in OF_A_CLASS}
        if "__classcell__" in body:  # for super()
            body.pop("__classcell__").cell_contents = extended
        for key, value in body.items():
            setattr(extended, key, value)
        return extended

    return extend


def _raw(module: ModuleType, place: str) -> Any:
    """What a module has under `name` or `Class.name`, as it stands in the class."""
    first, *rest = place.split(".")
    value = vars(module).get(first, NOTHING)
    for name in rest:
        value = vars(value).get(name, NOTHING) if isinstance(value, type) else NOTHING
    return value


def _get(module: ModuleType, place: str) -> Any:
    """The same, but for methods of classes and the like the function in them."""
    if place == ".":
        return module
    value = _raw(module, place)
    return value.__func__ if isinstance(value, (classmethod, staticmethod)) else value


def _set(module: ModuleType, place: str, value: Any) -> None:
    *owners, name = place.split(".")
    owner, before = _raw(module, ".".join(owners)) if owners else module, _raw(module, place)
    if isinstance(before, (classmethod, staticmethod)) and not isinstance(value, type(before)):
        value = type(before)(value)
    if isinstance(owner, (type, ModuleType)):
        setattr(owner, name, value)
