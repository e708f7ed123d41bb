"""The built bridge and the simulated vendors as processes, for judges that are not ours."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
START_LIMIT_S = 60
KEY = "judge-key-of-no-value"
OPENAI = "http://127.0.0.1:18001"
CHAT = "http://127.0.0.1:18020"
# Where `npm run simulators` listens, by folder: the first port of each.
SIMULATORS = (REPOSITORY / "libs/simulators/src").glob("*/vendors.ts")
VENDORS = {
    **{file.parent.name: "http://127.0.0.1:" + re.search(r"port: (\d+)", file.read_text())[1] for file in SIMULATORS},
    "openai": OPENAI,
}
# Small pictures are as good to judge by, and quicker.
ENVIRONMENT = {
    "OPENAI_API_KEY": "simulated",
    "OPENAI_BASE_URL": f"{OPENAI}/v1",
    "LLM_BASE_URL": f"{CHAT}/v1",
    "LLM_MODEL": "simulated-chat",
    "LLM_VISION_MODEL": "simulated-chat",
    "LLM_SUMMARIZE_MODEL": "",
    "MAX_PIXELS": "1048576",
    "MAX_BODY_BYTES": "8388608",
    "FETCH_TIMEOUT_SECONDS": "5",
    # Invented addresses are long; Node itself answers 431 to more than 16 KB, which no route documents.
    "NODE_OPTIONS": "--max-http-header-size=1048576",
}


class Process:
    """A program that says when it is ready, and is told to stop at the end."""

    def __init__(self, command, ready, env=None, cwd=REPOSITORY):
        self.lines = []
        self.child = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        watchdog = threading.Timer(START_LIMIT_S, self._end)
        watchdog.start()
        try:
            self.found = self._wait_for(ready)
        finally:
            watchdog.cancel()
        # A full pipe would stop it.
        threading.Thread(target=self._read, daemon=True).start()

    def _wait_for(self, ready):
        for line in self.child.stdout:
            self.lines.append(line)
            found = re.search(ready, line)
            if found:
                return found.group(0)
        raise RuntimeError("It ended before it was ready:\n" + "".join(self.lines[-20:]))

    def _read(self):
        for line in self.child.stdout:
            self.lines.append(line)

    def _end(self):
        """Ends it and what it started: npm passes no signal on."""
        os.killpg(self.child.pid, signal.SIGTERM)

    def stop(self):
        self._end()
        return self.child.wait(timeout=START_LIMIT_S)


class Bridge(Process):
    """`node dist/gateway.mjs` in an empty folder."""

    key = KEY

    def __init__(self, folder, env):
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        settings = {
            "PATH": os.environ["PATH"],
            "CONFIG_DIR": str(REPOSITORY / "config"),
            "DATA_PATH": str(folder / "data"),
            "TMPDIR": str(self.temporary),
            "BRIDGE_PORT": "0",
            **ENVIRONMENT,
            **env,
        }
        super().__init__(
            ["node", str(REPOSITORY / "dist/gateway.mjs")], r"http://127\.0\.0\.1:[1-9]\d*", settings, folder
        )
        self.url = self.found


class Vendor:
    """One of the simulated vendors."""

    def __init__(self, name):
        self.url = VENDORS[name]

    def order_fault(self, fault, times=1):
        self._post("fault", {"fault": fault, "times": times})

    def reset(self):
        self._post("reset", {})

    @property
    def submissions(self):
        return self._state()["submissions"]

    @property
    def charges(self):
        return self._state()["charges"]

    def _state(self):
        with urllib.request.urlopen(f"{self.url}/__simulator/state", timeout=10) as answer:
            return json.load(answer)

    def _post(self, path, body):
        request = urllib.request.Request(f"{self.url}/__simulator/{path}", json.dumps(body).encode(), method="POST")
        urllib.request.urlopen(request, timeout=10).close()


@pytest.fixture(scope="session")
def simulators():
    process = Process(["npm", "run", "--silent", "simulators"], r"Ctrl\+C ends them all")
    yield process
    process.stop()


@pytest.fixture(scope="session")
def start_bridge(simulators, tmp_path_factory):
    running = []

    def start(**env):
        bridge = Bridge(tmp_path_factory.mktemp("bridge"), env)
        running.append(bridge)
        return bridge

    yield start
    for bridge in running:
        code = bridge.stop()
        left = [str(path.relative_to(bridge.temporary)) for path in bridge.temporary.rglob("*") if path.is_file()]
        sys.stderr.write("".join(bridge.lines[-5:]) if code != 0 else "")
        assert (code, left) == (0, [])


@pytest.fixture(scope="module")
def paying_bridge(start_bridge):
    """A bridge with keys for several vendors that charge."""
    return start_bridge(
        FAL_API_KEY="id:secret",
        FAL_QUEUE_URL=VENDORS["fal"],
        TOGETHER_API_KEY="secret",
        TOGETHER_BASE_URL=f"{VENDORS['together']}/v1",
        RUNWARE_API_KEY="secret",
        RUNWARE_ENDPOINT=f"{VENDORS['runware']}/v1",
    )


@pytest.fixture
def vendor_named(simulators):
    """Gives one of VENDORS without faults, its counts at 0."""

    def named(name):
        vendor = Vendor(name)
        vendor.reset()
        return vendor

    return named


@pytest.fixture
def vendor(vendor_named):
    return vendor_named("openai")
