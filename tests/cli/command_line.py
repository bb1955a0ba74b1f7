"""The command line, each call in a process of its own and without Qt."""

import atexit
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_QT = """
import sys
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "ui"):
            raise AssertionError("Qt was imported: " + name)
sys.meta_path.insert(0, Refusing())
from kkworkbench.cli.main import main
"""
COLD = WITHOUT_QT + "raise SystemExit(main())"
# What every call loads is loaded once; each call is then a fork of it. One that hangs is killed.
WARM = (
    WITHOUT_QT
    + """
import gc, importlib, json, os, pkgutil, signal
import db, kkworkbench
for package in db, kkworkbench:
    for each in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if each.name.rpartition(".")[2] not in ("env", "__main__"):
            importlib.import_module(each.name)
gc.freeze()
for call in sys.stdin:
    arguments, folder, environment, out, err = json.loads(call)
    child = os.fork()
    if child == 0:
        signal.alarm(120)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = ["kkworkbench", *arguments]
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
)


@dataclass(frozen=True)
class Said:
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Line:
    """A command line in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "state" / "kkworkbench" / "log" / "kkworkbench.log"

    def __call__(self, *arguments: str | Path, program: str | None = None) -> Said:
        given = [str(each) for each in arguments]
        env = _environment() | {"XDG_STATE_HOME": str(self.folder / "state")}
        if program is not None or not hasattr(os, "fork"):
            said = self._cold(program or COLD, given, env)
        else:
            said = self._warm(given, env)
        assert "Traceback" not in said.err
        return said

    def _cold(self, program: str, given: list[str], env: dict[str, str]) -> Said:
        done = subprocess.run(
            [sys.executable, "-c", program, *given],
            check=False,
            cwd=self.folder,
            env=env,
            capture_output=True,
            timeout=120,
        )
        return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def _warm(self, given: list[str], env: dict[str, str]) -> Said:
        out, err = self.folder / "said.out", self.folder / "said.err"
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        print(
            json.dumps([given, str(self.folder), env, str(out), str(err)]),
            file=server.stdin,
            flush=True,
        )
        code = int(server.stdout.readline())
        return Said(code, out.read_bytes().decode("utf-8"), err.read_bytes().decode("utf-8"))


def sentence(said: Said) -> bool:
    """Whether trouble was said in one sentence on stderr, and nothing on stdout."""
    return not said.out and said.err.count("\n") == 1 and said.err.rstrip().endswith(".")


def _environment() -> dict[str, str]:
    # The program sets its own encoding.
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    env.pop("KKWORKBENCH_LANGUAGE", None)
    return env


@cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-c", WARM],
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.kill)
    return server
