"""The IPython shell that runs a student's cells, with nobody in front of it."""

from __future__ import annotations

import ast
import bdb
import contextlib
import functools
import io
import json
import pdb
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from importlib.machinery import PathFinder
from typing import Any, ClassVar

from autograder.inside.answers import CELL, OWN_CELL
from autograder.inside.outputs import CellOutputs
from autograder.inside.package import Package


def is_python(source: str) -> bool:
    """Whether Python can parse the source, which has no magic in it then."""
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@functools.cache
def _start_shell() -> Any:
    from IPython.core.compilerop import CachingCompiler
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class CellCompiler(CachingCompiler):
        """Names the code of a cell after whose it is."""

        own = True

        def get_code_name(self, *args: Any) -> str:
            name = super().get_code_name(*args)
            return (OWN_CELL if self.own else CELL) + name[1:]

    class Hook(DisplayHook):
        """Adds the value of a cell's last line to its outputs."""

        def quiet(self) -> bool:
            return self.shell is not None and bool(
                self.semicolon_at_end_of_expression(self.shell.source)
            )

        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
            if self.shell is not None and self.shell.outputs is not None:
                self.shell.outputs.add_formats("result", format_dict)

        def finish_displayhook(self) -> None:
            pass

    class Publisher(DisplayPublisher):
        """Adds what a cell displays to its outputs."""

        def publish(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> None:
            if self.shell is not None and self.shell.outputs is not None:
                self.shell.outputs.add_formats("display", data)

        def clear_output(self, wait: bool = False) -> None:
            if self.shell is not None and self.shell.outputs is not None:
                self.shell.outputs.clear()

    class GradingShell(InteractiveShell):
        """A shell without anybody in front of it. Errors travel as data; none is printed."""

        outputs: CellOutputs | None = None
        package: Package | None = None
        source = ""
        passed_over: ClassVar[list[str]] = []
        displayhook_class = Type(Hook)
        display_pub_class = Type(Publisher)

        def transform_cell(self, raw_cell: str) -> str:
            # What Python can parse, IPython leaves as it is, after much looking. A single line
            # may be one of its words all the same, such as `exit`.
            if "\n" in raw_cell.strip() and is_python(raw_cell):
                return raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
            transformed: str = super().transform_cell(raw_cell)
            return transformed

        def should_run_async(self, raw_cell: str, **kwargs: Any) -> bool:
            awaits = "await" in raw_cell or "async" in raw_cell
            return awaits and super().should_run_async(raw_cell, **kwargs)

        def showtraceback(self, *args: Any, **kwargs: Any) -> None:
            pass

        def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
            pass

        def system(self, cmd: str) -> None:
            """A line for the shell of the system, without a terminal: there may be none."""
            if cmd.rstrip().endswith("&"):
                raise OSError("Background processes are not supported.")
            command = self.var_expand(cmd, depth=1)
            with subprocess.Popen(
                command,
                shell=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            ) as process:
                while process.stdout is not None and (part := process.stdout.read(4096)):
                    sys.stdout.write(part)
            self.user_ns["_exit_code"] = process.returncode

        def enable_gui(self, gui: str | None = None) -> None:
            pass

        def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
            """Figures are kept for the page, whatever screen they are meant for."""
            return gui, "agg"

        def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
            line = once(line) if magic_name == "timeit" else line
            try:
                return super().run_line_magic(magic_name, line, _stack_depth + 1)
            except Exception:
                if magic_name not in EXTRAS and self.find_line_magic(magic_name) is not None:
                    raise
                self.passed_over.append(f"%{magic_name} {line}")

        def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
            if self.find_cell_magic(magic_name) is None and is_python(cell):
                self.passed_over.append(f"%%{magic_name} {line}")
                code = self.compile(cell, self.compile.cache(cell), "exec")
                exec(code, self.user_global_ns, self.user_ns)
                return None
            line = once(line) if magic_name == "timeit" else line
            return super().run_cell_magic(magic_name, line, cell)

        def ask_exit(self) -> None:
            raise SystemExit

        @contextlib.contextmanager
        def _tee(self, channel: str) -> Iterator[None]:
            """IPython keeps a copy of all that is printed, without a limit. Not here."""
            yield

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = GradingShell.instance(config=config)
    shell.compile = CellCompiler()

    def package(line: str, order: str) -> None:
        """Loads modules, as `Package` has them."""
        if shell.package is not None:
            shell.package.remove()
        shell.package = Package(shell.user_ns, **json.loads(order))
        shell.package.load()

    shell.magics_manager.register_function(package, "cell")
    # a debugger waits for a person
    sys.breakpointhook = lambda *args, **kwargs: None
    for debugger, name in WAITING:
        setattr(debugger, name, lambda *args, **kwargs: None)
    if shell.display_formatter is not None:
        shell.display_formatter.active_types = ["text/plain", "image/png"]
    # figures are shown all the same, once their cell has run
    warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
    sys.path.append("")  # what a cell writes beside the notebook can be imported
    return shell


WAITING = ((bdb.Bdb, "set_trace"), (pdb.Pdb, "set_trace"), (pdb.Pdb, "interaction"))

EXTRAS = frozenset({"config", "load_ext", "matplotlib", "pylab", "reload_ext", "tensorboard"})
"""The magics that may fail without stopping their cell: they are for whoever looks at it."""


def once(options: str) -> str:
    """The arguments of `%timeit`, for a single run."""
    return "-n1 -r1 " + re.sub(r"(?:^|\s)-[nr]\s*\d+", "", options).strip()


class NobodyThere(io.TextIOBase):
    """Standard input where nobody is: Enter is pressed a few times, and then it has ended."""

    def __init__(self) -> None:
        self.left = 20

    def readable(self) -> bool:
        return True

    # Any: bytes are what io.IOBase has there
    def readline(self, size: int | None = -1, /) -> Any:
        self.left -= 1
        return "\n" if self.left >= 0 else ""

    def read(self, size: int | None = -1, /) -> str:
        return ""


class WithoutScreen:
    """Lets matplotlib draw for the page alone, whatever screen a cell asks it for."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in ("matplotlib", "matplotlib.pyplot"):
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: Any) -> None:
                execute(module)
                if name == "matplotlib":
                    module.use = lambda *args, **kwargs: None
                else:
                    switch = module.switch_backend
                    module.switch_backend = lambda backend: switch("agg")

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec
