"""How kk brings .venv and the system to what the workbench needs, without a network."""

import importlib.machinery
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.kk_project import ROOT, StubProject, build

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are POSIX scripts")


@pytest.fixture
def project(tmp_path: Path) -> StubProject:
    return build(tmp_path)


@pytest.fixture
def kk() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("kk", str(ROOT / "kk"))
    spec = importlib.util.spec_from_loader("kk", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class Gate:
    """Hold the stand-in of uv back until it is opened, and end what was started."""

    def __init__(self, project: StubProject, path: Path) -> None:
        os.mkfifo(path)
        self.project = project
        self.path = path
        self.started: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            self.project.command("check"),
            env=self.project.environment(KK_GATE=str(self.path)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def open(self) -> None:
        """Let the uv that waits go on; returns only once there is one."""
        self.path.write_text("go", "utf-8")

    def kill(self, process: subprocess.Popen[str]) -> None:
        """Kill kk with all that it started, as a power cut would."""
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def close(self) -> None:
        for process in self.started:
            if process.poll() is None:
                self.kill(process)


@pytest.fixture
def gate(project: StubProject, tmp_path: Path) -> Iterator[Gate]:
    gate = Gate(project, tmp_path / "gate")
    yield gate
    gate.close()


def expect(process: subprocess.Popen[str], words: str) -> None:
    """Wait for the next thing that kk itself says, and hold it against the words."""
    assert process.stderr
    said = next((line for line in process.stderr if line.startswith("kk: ")), "nothing")
    assert words in said


def test_two_at_once_install_once(project: StubProject, gate: Gate) -> None:
    first = gate.start()
    expect(first, "installing requirements.lock")
    second = gate.start()
    expect(second, "waiting for another kk")
    gate.open()
    for process in (first, second):
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, '["check"]\n'), err
    assert [call["args"][0] for call in project.calls("uv")] == ["venv", "pip"]


def test_a_setup_that_was_killed_is_made_anew(project: StubProject, gate: Gate) -> None:
    first = gate.start()
    expect(first, "installing requirements.lock")
    with gate.path.open("w", encoding="utf-8"):  # opens once uv reads, in the midst of it
        gate.kill(first)
    half = project.folder / ".venv" / "half"
    half.touch()
    done = project.kk("check")
    assert done.returncode == 0, done.stderr
    assert not half.exists()
    assert [call["args"][0] for call in project.calls("uv")] == ["venv", "pip", "venv", "pip"]


def test_an_install_that_fails_is_one_sentence_and_costs_nothing(project: StubProject) -> None:
    project.kk("check")
    kept = project.folder / ".venv" / "kept"
    kept.touch()
    (project.folder / "requirements.lock").write_text("thing==2 --hash=sha256:2\n", "utf-8")
    failed = project.kk("check", KK_UV_EXIT="1")
    assert (failed.returncode, failed.stdout) == (3, "")
    assert "Traceback" not in failed.stderr
    assert failed.stderr.splitlines()[-1].startswith("kk: uv could not install requirements.lock")
    assert project.kk("check").returncode == 0
    assert kept.exists()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_changed_lock_is_installed(project: StubProject, lock: str) -> None:
    verb = "check" if lock == "requirements.lock" else "lint"
    project.kk(verb)
    (project.folder / lock).write_text("thing==2 --hash=sha256:2\n", "utf-8")
    project.kk(verb)
    assert [call["args"][-1] for call in project.calls("uv")][1:] == [lock, lock]


def test_the_development_lock_serves_run_too(project: StubProject) -> None:
    project.kk("lint")
    before = len(project.calls("uv"))
    project.kk("check")
    assert len(project.calls("uv")) == before


def test_a_venv_of_another_python_is_made_anew(project: StubProject) -> None:
    project.kk("check")
    python = project.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\necho cpython-39\n", "utf-8")
    python.chmod(0o755)
    (project.folder / ".venv" / "kk.stamp").write_text("of another Python", "utf-8")
    assert project.kk("check").returncode == 0
    assert [call["args"][0] for call in project.calls("uv")] == ["venv", "pip", "venv", "pip"]


def test_uv_comes_from_pip_by_hash_where_the_path_has_none(project: StubProject) -> None:
    (project.programs / "uv").unlink()
    done = project.kk("check")
    assert (done.returncode, done.stdout) == (0, '["check"]\n'), done.stderr
    (pip,) = project.calls("pip")
    assert {"--require-hashes", "--target", str(project.folder / ".tools")} < set(pip["args"])
    assert (project.folder / ".tools" / "bin" / "uv").exists()


def test_pip_itself_is_installed_where_it_is_missing(project: StubProject) -> None:
    (project.programs / "uv").unlink()
    project.kk("check")
    assert project.calls("apt-get", "sudo") == []
    shutil.rmtree(project.folder / ".tools")
    shutil.rmtree(project.folder / ".venv")
    project.kk("check", KK_NO_PIP="1")
    assert project.calls("apt-get", "sudo")[-1]["args"][-1] == "python3-pip"


def test_every_install_checks_hashes(project: StubProject) -> None:
    project.kk("check")
    project.kk("lint")
    installs = [call["args"] for call in project.calls("uv") if call["args"][0] == "pip"]
    assert len(installs) == 2
    assert all("--require-hashes" in args for args in installs)


def test_only_what_is_missing_is_named(kk: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kk.sys, "platform", "linux")
    libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    assert kk.missing_libraries(libraries) == ["libnowhere9"]
    monkeypatch.setattr(kk.sys, "platform", "darwin")
    assert kk.missing_libraries(libraries) == []


def test_a_font_is_wanted_where_there_is_none(kk: ModuleType, tmp_path: Path) -> None:
    assert kk.missing_fonts(tmp_path) == ["fonts-dejavu-core"]
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "some.ttf").touch()
    assert kk.missing_fonts(tmp_path) == []


@pytest.fixture
def user(
    kk: ModuleType, project: StubProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """kk as one who is not root, with a sudo that asks for a password."""
    monkeypatch.setenv("PATH", str(project.programs))
    monkeypatch.setenv("KK_PROJECT", str(project.folder))
    monkeypatch.setattr(kk.os, "geteuid", lambda: 1000)
    project.program("sudo", "#!/bin/sh\nexit 1\n")
    return kk


def test_who_may_not_install_gets_the_exact_line(user: ModuleType, project: StubProject) -> None:
    with pytest.raises(user.SetupError) as caught:
        user.install_packages(["libegl1", "libgl1"])
    assert str(caught.value).splitlines()[-1] == (
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )
    assert project.calls() == []


def test_sudo_without_a_password_is_used(user: ModuleType, project: StubProject) -> None:
    project.program("sudo")
    user.install_packages(["libegl1"])
    assert [call["args"] for call in project.calls("sudo")][1:] == [
        ["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "update"],
        [
            *("-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"),
            *("-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"),
            *("install", "-y", "--no-install-recommends", "libegl1"),
        ],
    ]


def test_root_installs_without_sudo(
    user: ModuleType, project: StubProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user.os, "geteuid", lambda: 0)
    user.install_packages(["libegl1"])
    assert [call["args"][-1] for call in project.calls("apt-get")] == ["update", "libegl1"]
    assert project.calls("sudo") == []


def test_an_apt_get_that_fails_leaves_the_line_to_run(
    user: ModuleType, project: StubProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user.os, "geteuid", lambda: 0)
    project.program("apt-get", "#!/bin/sh\nexit 100\n")
    with pytest.raises(user.SetupError, match=r"apt-get install -y .* libegl1"):
        user.install_packages(["libegl1"])


def test_without_apt_get_the_packages_are_named(user: ModuleType, project: StubProject) -> None:
    (project.programs / "apt-get").unlink()
    with pytest.raises(user.SetupError, match="libegl1"):
        user.install_packages(["libegl1"])


def test_nothing_missing_asks_for_nothing(user: ModuleType, project: StubProject) -> None:
    (project.programs / "apt-get").unlink()
    user.install_packages([])
    assert project.calls() == []
