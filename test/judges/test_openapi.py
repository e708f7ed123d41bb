"""Schemathesis invents calls from /docs-json: none may be answered by a failure, or otherwise than documented."""

import subprocess
import sys
from pathlib import Path

# Of inventing; the same calls in the same order, as many as the machine manages.
LIMIT_S = 120
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
]


def test_answers_nothing_with_a_failure(start_bridge, tmp_path):
    bridge = start_bridge(OPENAI_API_KEY="", BASE_URL="http://127.0.0.1")
    command = [
        str(Path(sys.executable).with_name("st")),
        "run",
        f"{bridge.url}/docs-json",
        "--seed=20",
        "--max-examples=10",
        f"--max-time={LIMIT_S}",
        # One after the other: a call that stops all jobs would fail the others.
        "--workers=1",
        "--request-timeout=30",
        "--phases=examples,coverage,fuzzing",
        f"--checks={','.join(CHECKS)}",
        "--continue-on-failure",
        "--no-color",
        "--warnings=off",
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=3 * LIMIT_S, check=False)
    print(run.stdout[-20_000:], run.stderr[-2_000:])
    assert run.returncode == 0
