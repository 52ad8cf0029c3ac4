# SPDX-License-Identifier: MPL-2.0
"""A headless Chromium on a pipe: messages of the DevTools protocol, JSON ended by a NUL, on file descriptors 3 and 4."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATH = shutil.which("chromium")
PATIENCE_S = 120.0


class Page:
    """A page with what it said and asked for."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session
        self.errors: list[str] = []
        self.requests: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def _call(self, method: str, **parameters: object) -> dict:
        return self._browser.call(method, parameters, self._session, self._hear)

    def _hear(self, message: dict) -> None:
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(parameters["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.errors.append(json.dumps(parameters["args"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.errors.append(parameters["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])

    def open(self, path: Path, width: int, height: int = 900, *, dark: bool = False) -> None:
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])
        self._call("Page.navigate", url=path.as_uri())
        until = time.monotonic() + PATIENCE_S
        while self.run("document.readyState") != "complete":
            assert time.monotonic() < until, f"{path} is not loaded"
            time.sleep(0.05)

    def run(self, expression: str) -> object:
        """The value of a JavaScript expression."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def picture(self, path: Path, *, top: float = 0, height: float | None = None) -> None:
        size = self._call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": top, "width": size["width"], "height": height or min(size["height"], 16000), "scale": 1}
        shot = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def paper(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._call("Page.printToPDF", preferCSSPageSize=True)["data"]))


class Browser:
    def __init__(self, send: int, receive: int) -> None:
        self._send, self._receive = send, receive
        self._rest = b""
        self._next = 0

    def _messages(self) -> Iterator[dict]:
        until = time.monotonic() + PATIENCE_S
        while True:
            ready, _, _ = select.select([self._receive], [], [], max(until - time.monotonic(), 0.0))
            assert ready, "the browser does not answer"
            piece = os.read(self._receive, 1 << 20)
            assert piece, "the browser went away"
            *whole, self._rest = (self._rest + piece).split(b"\0")
            for text in whole:
                yield json.loads(text)

    def call(self, method: str, parameters: dict, session: str | None = None, hear=lambda message: None) -> dict:
        self._next += 1
        message = {"id": self._next, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        rest = json.dumps(message).encode() + b"\0"
        while rest:
            rest = rest[os.write(self._send, rest) :]
        answer = None
        for heard in self._messages():
            if heard.get("id") == self._next:
                answer = heard
            else:
                hear(heard)
            if answer is not None:
                break
        assert answer is not None and "error" not in answer, answer
        return answer["result"]

    def page(self) -> Page:
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        return Page(self, self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"])


def _connect(to_browser: int, from_browser: int) -> None:
    """In the child: the browser reads from 3 and writes to 4. Duplicates above first, for either may be 3 or 4."""
    reads, writes = os.dup(to_browser), os.dup(from_browser)
    while reads < 5 or writes < 5:
        reads, writes = (os.dup(reads) if reads < 5 else reads), (os.dup(writes) if writes < 5 else writes)
    os.dup2(reads, 3)
    os.dup2(writes, 4)


@contextmanager
def chromium() -> Iterator[Browser]:
    assert PATH is not None
    to_browser, send = os.pipe()
    receive, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(prefix="tvilling-chromium-", ignore_cleanup_errors=True) as profile:
        flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                 "--disable-background-networking", "--remote-debugging-pipe", f"--user-data-dir={profile}")  # fmt: skip
        process = subprocess.Popen(
            [PATH, *flags, "about:blank"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=lambda: _connect(to_browser, from_browser),
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        try:
            yield Browser(send, receive)
        finally:
            os.close(send)
            os.close(receive)
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
