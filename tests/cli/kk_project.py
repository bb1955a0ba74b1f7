"""A project with the real kk and stand-ins for all that kk starts, so that no network is needed.

The stand-ins write what they were called with to calls.jsonl, and noise to their stdout.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

RECORD = f"""\
#!{sys.executable}
import json, os, sys
from pathlib import Path

PROJECT = Path(os.environ["KK_PROJECT"])

def record(tool):
    call = {{"tool": tool, "args": sys.argv[1:], "cwd": os.getcwd()}}
    call["platform"] = os.environ.get("QT_QPA_PLATFORM")
    with open(PROJECT / "calls.jsonl", "a") as file:
        file.write(json.dumps(call) + chr(10))
"""
SYSTEM_TOOL = f"""{RECORD}
record(Path(sys.argv[0]).name)
print("noise")
"""
UV_TOOL = f"""{RECORD}
record("uv")
print("noise")
gate = os.environ.get("KK_GATE")
if sys.argv[1] == "venv":
    python = Path(sys.argv[-1], "bin", "python")
    python.parent.mkdir(parents=True)
    python.symlink_to(os.path.realpath({sys.executable!r}))
elif gate:
    open(gate).read()
sys.exit(int(os.environ.get("KK_UV_EXIT", 0)) if sys.argv[1] == "pip" else 0)
"""
PIP = f"""{RECORD}
if "--version" in sys.argv:
    sys.exit("KK_NO_PIP" in os.environ)
record("pip")
print("noise")
folder = Path(sys.argv[sys.argv.index("--target") + 1], "bin")
folder.mkdir(parents=True)
(folder / "uv").write_text({UV_TOOL!r})
(folder / "uv").chmod(0o755)
"""
PYTHON_TOOL = f"""{RECORD}
tool = Path(__file__).parent.name
record(tool)
print(tool)
sys.exit(tool in os.environ.get("KK_FAILING", "").split())
"""
WORKBENCH = f"""{RECORD}
import db
record("kkworkbench")
print(json.dumps(sys.argv[1:]))
if sys.argv[1] == "exit":
    sys.exit(int(sys.argv[2]))
if sys.argv[1] == "die":
    os.kill(os.getpid(), 9)
if sys.argv[1] == "demo":
    Path(sys.argv[2]).write_text("demo")
if sys.argv[1:3] == ["export", "excel"]:
    if "excel" in os.environ.get("KK_FAILING", ""):
        sys.exit(2)
    Path(sys.argv[4]).write_text("excel")
if sys.argv[1:3] == ["export", "drupal"]:
    Path(sys.argv[4]).mkdir()
"""
WINDOW = f"""{RECORD}
record("main.py")
if "--screenshot" in sys.argv:
    Path(sys.argv[-1]).write_text("picture")
"""
LINT_IMPORTS = f"""{RECORD}
def lint_imports_command():
    record("importlinter")
"""


@dataclass(frozen=True, slots=True)
class StubProject:
    folder: Path
    programs: Path

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": str(self.programs), "HOME": str(self.folder.parent), **more} | {
            "KK_PROJECT": str(self.folder)
        }

    def command(self, *args: str) -> list[str]:
        return [sys.executable, str(self.folder / "kk"), *args]

    def kk(
        self, *args: str, cwd: Path | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*args),
            check=False,
            cwd=cwd or self.folder,
            env=self.environment(**env),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def calls(self, *tools: str) -> list[dict[str, Any]]:
        """Return the calls of these tools, or of all, in the order in which they came."""
        path = self.folder / "calls.jsonl"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        calls = [json.loads(line) for line in lines]
        return [call for call in calls if not tools or call["tool"] in tools]

    def program(self, name: str, text: str = SYSTEM_TOOL) -> None:
        path = self.programs / name
        path.write_text(text, "utf-8")
        path.chmod(0o755)


def build(folder: Path) -> StubProject:
    project = StubProject(folder / "project", folder / "programs")
    project.folder.mkdir()
    project.programs.mkdir()
    (project.folder / "kk").write_bytes((ROOT / "kk").read_bytes())
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
        (project.folder / lock).write_text("thing==1 --hash=sha256:0\n", "utf-8")
    with (project.folder / "requirements-dev.lock").open("a", encoding="utf-8") as lock:
        lock.write("more==1 --hash=sha256:1\n")
    for package in ("kkworkbench", "db", "pip", "pytest", "ruff", "mypy", "importlinter"):
        (project.folder / package).mkdir()
        (project.folder / package / "__init__.py").touch()
    for package in ("pytest", "ruff", "mypy"):
        (project.folder / package / "__main__.py").write_text(PYTHON_TOOL, "utf-8")
    (project.folder / "kkworkbench" / "__main__.py").write_text(WORKBENCH, "utf-8")
    (project.folder / "pip" / "__main__.py").write_text(PIP, "utf-8")
    (project.folder / "importlinter" / "cli.py").write_text(LINT_IMPORTS, "utf-8")
    (project.folder / "main.py").write_text(WINDOW, "utf-8")
    project.program("uv", UV_TOOL)
    # In case the machine lacks a library: a test never installs one.
    for name in ("apt-get", "sudo"):
        project.program(name)
    (project.programs / "env").symlink_to("/usr/bin/env")
    assert os.name == "posix"
    return project
