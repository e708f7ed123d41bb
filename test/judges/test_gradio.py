"""The bridge paints with a real Gradio app, gradio_app.py; a simulated fal behind it would charge."""

import base64
import io
import json
import sys
import time
from pathlib import Path

import openai
import pytest
from conftest import VENDORS, Process
from PIL import Image

SPACE, FAL = "huggingface-space", "fal"
LIMIT_S = 30
GRADIENT = Image.linear_gradient("L").convert("RGB")


class Space(Process):
    """gradio_app.py."""

    def __init__(self, folder):
        self.folder = folder
        program = Path(__file__).with_name("gradio_app.py")
        super().__init__([sys.executable, "-B", str(program), str(folder)], r"http://\S+")
        self.url = self.found

    @property
    def calls(self):
        file = self.folder / "calls"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def release(self):
        (self.folder / "release").touch()

    def forget(self):
        for name in ("calls", "release"):
            (self.folder / name).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = Space(tmp_path_factory.mktemp("space"))
    yield app
    app.release()
    app.stop()


@pytest.fixture
def space(app):
    app.forget()
    yield app
    app.release()


@pytest.fixture(scope="module")
def client_of(app, start_bridge):
    """Starts a bridge over a function of the app."""

    def client_of(endpoint, **env):
        bridge = start_bridge(
            OPENAI_API_KEY="",
            HF_SPACE_NAME=app.url,
            HF_SPACE_ENDPOINT=endpoint,
            FAL_API_KEY="id:secret",
            FAL_QUEUE_URL=VENDORS["fal"],
            **env,
        )
        return openai.OpenAI(base_url=f"{bridge.url}/v1", api_key=bridge.key, max_retries=0, timeout=60)

    return client_of


@pytest.fixture(scope="module")
def client(client_of):
    return client_of("/run_lora", MAX_PIXELS="4194304")


@pytest.fixture
def fal(vendor_named):
    return vendor_named("fal")


def painted(client, prompt, size="256x256", **extra):
    answer = client.images.generate(
        prompt=prompt, size=size, response_format="b64_json", output_format="png", extra_body=extra
    )
    return answer.data, answer.model_extra["fusionbridge"]


def picture_of(image):
    return Image.open(io.BytesIO(base64.b64decode(image.b64_json)))


def asked(account):
    return [attempt["provider"] for attempt in account["attempts"]]


def until(found):
    """Asks until the answer is not empty, and gives it."""
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(0.05)
    raise TimeoutError(found)


def begun(client, prompt):
    body = {"prompt": prompt, "size": "256x256", "async": True, "routing": f"only:{SPACE}"}
    return client.post("/images/generations", body=body, cast_to=object)["id"]


def job_of(client, job):
    return client.get(f"/jobs/{job}", cast_to=object)


def test_paints_with_loras_for_nothing(client, space, fal):
    loras = [{"name": "https://loras.example/grain.safetensors", "weight": 0.5}]
    data, account = painted(client, "a fox", "256x320", seed=7, lora_settings=loras)
    assert picture_of(data[0]).size == (256, 320)
    assert (asked(account), account["cost"]["usd"], fal.submissions) == ([SPACE], 0, 0)
    [call] = space.calls
    assert (call["seed"], call["width"], call["height"]) == (7, 256, 320)
    assert [(lora["url"], lora["weight"]) for lora in call["loras"]] == [(loras[0]["name"], 0.5)]


def test_goes_on_for_nothing_after_what_the_app_refused(client, space, fal):
    for order in range(6):
        _, account = painted(client, "a forbidden fox", "256x256", seed=order)
        assert asked(account) == [SPACE, FAL]
    _, account = painted(client, "another fox")
    assert (asked(account), account["cost"]["usd"], fal.charges) == ([SPACE], 0, 6)


def test_keeps_within_the_sliders_of_the_app(client, space, fal):
    _, account = painted(client, "a fox", "1792x256")
    assert (asked(account), fal.submissions) == ([SPACE], 0)
    [call] = space.calls
    assert 256 <= call["height"] <= call["width"] <= 1536
    assert [cut["asked"] for cut in account["degradations"] if cut["field"] == "size"] == ["1792x256"]


def test_tells_what_the_app_says(client, space, fal):
    with pytest.raises(openai.APIStatusError, match="forbidden words") as failure:
        painted(client, "a forbidden fox", routing=f"only:{SPACE}")
    assert failure.value.body["billed"] == "no"
    assert fal.submissions == 0


def test_cancels_and_paints_the_next_at_once(client, space):
    job = begun(client, "a slow fox")
    until(lambda: space.calls)
    assert client.delete(f"/jobs/{job}", cast_to=object)["state"] in ("running", "cancelled")
    until(lambda: job_of(client, job)["state"] == "cancelled")
    data, _ = painted(client, "a quick fox", routing=f"only:{SPACE}")
    assert [call["prompt"] for call in space.calls] == ["a slow fox", "a quick fox"]
    assert len(data) == 1


def test_waits_in_the_queue_of_the_app(client, space):
    first = begun(client, "a slow fox")
    until(lambda: space.calls)
    second = begun(client, "a patient fox")
    until(lambda: "queued, position" in (job_of(client, second)["progress"]["note"] or ""))
    space.release()
    for job in (first, second):
        until(lambda: job_of(client, job)["state"] == "succeeded")
    assert [call["prompt"] for call in space.calls] == ["a slow fox", "a patient fox"]


def test_takes_the_last_picture_of_a_comparison(client_of, space):
    client = client_of("/compare", HF_SPACE_PARAMETERS='{"image":"{image}","prompt":"{prompt}"}')
    source = io.BytesIO()
    GRADIENT.save(source, "PNG")
    answer = client.images.edit(
        image=source.getvalue(), prompt="restored", response_format="b64_json", extra_body={"routing": f"only:{SPACE}"}
    )
    # It goes from black to white.
    assert picture_of(answer.data[0]).convert("RGB").getpixel((5, 5))[0] > 200


def test_says_that_a_gallery_held_more(client_of, space):
    parameters = '{"prompt":"{prompt}","seed":"{seed}","width":"{width}","height":"{height}"}'
    data, account = painted(client_of("/sheet", HF_SPACE_PARAMETERS=parameters), "a fox", routing=f"only:{SPACE}")
    assert len(data) == 1
    assert [(one["field"], one["given"]) for one in account["degradations"]] == [("n", "the first 1 of 3")]
