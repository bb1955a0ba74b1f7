"""A real browser, driven over a pipe by the protocol of its developer tools."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from tests.peers.person import PATIENCE

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-default-browser-check", "--disable-extensions", "--hide-scrollbars"),
)
KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "ArrowDown": (40, ""),
    "Backspace": (8, ""),
}


class Browser:
    """One page of Chromium; `requests` and `complaints` are what it asked for and told of."""

    def __init__(self, profile: Path) -> None:
        read_end, self._out = os.pipe()
        self._in, write_end = os.pipe()
        # The browser reads its third and writes its fourth descriptor.
        given = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (read_end, write_end)]
        line = 'exec chromium "$@" 3<&{} 4>&{}'.format(*given)
        options = [*QUIET, "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        self._process = subprocess.Popen(
            ["bash", "-c", line, "bash", *options, "about:blank"],
            pass_fds=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (read_end, write_end, *given):
            os.close(end)
        self._rest = b""
        self._number = 0
        self._session = ""
        self._loaded = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        made = self.send("Target.createTarget", url="about:blank")
        joined = self.send("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = joined["sessionId"]
        for part in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{part}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for something and return the answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        wanted = self._number
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == wanted:
                if "error" in told:
                    pytest.fail(f"{method}: {told['error']['message']}")
                result: dict[str, Any] = told["result"]
                return result
            self._note(told)

    def resize(self, width: int, height: int = 900) -> None:
        """Make the page as wide as a screen."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def open(self, address: str, pages: int = 1) -> None:
        """Go to an address and wait until it is loaded, and so many pages that it leads to."""
        before = self._loaded
        told = self.send("Page.navigate", url=address)
        if "loaderId" in told:  # else only the part after # is another
            self._until(lambda: self._loaded >= before + pages, f"loaded: {address}")

    def leave_by(self, act: Callable[[], object]) -> None:
        """Do what leads to another page and wait until it is loaded."""
        before = self._loaded
        act()
        self._until(lambda: self._loaded > before, "another page is loaded")

    def run(self, script: str) -> Any:
        """Return what a script is worth; a promise is waited for."""
        told = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            pytest.fail(f"{script}: {told['exceptionDetails']}")
        return told["result"].get("value")

    def press(self, key: str, shift: bool = False) -> None:
        """Press a key that is no letter."""
        code, text = KEYS[key]
        given = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **given)
        self.send("Input.dispatchKeyEvent", type="keyUp", **given)

    def type(self, text: str) -> None:
        """Type letter by letter into what has the focus."""
        for sign in text:
            self.send("Input.dispatchKeyEvent", type="char", text=sign)

    def picture(self, path: Path) -> None:
        """Keep what the page looks like."""
        told = self.send("Page.captureScreenshot", captureBeyondViewport=False)
        path.write_bytes(base64.b64decode(told["data"]))

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                pytest.fail(f"in {PATIENCE} seconds it never came to this: {what}")
            self._note(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                pytest.fail("the browser says nothing more")
            part = os.read(self._in, 1 << 16)
            if not part:
                pytest.fail("the browser is gone")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told

    def _note(self, told: dict[str, Any]) -> None:
        params = told.get("params", {})
        match told.get("method"):
            case "Page.loadEventFired":
                self._loaded += 1
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                self.complaints.append(str(params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                self.complaints.append(str(params["entry"]))
