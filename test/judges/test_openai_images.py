"""What OpenAI's own Python package makes of the bridge's image routes."""

import asyncio
import base64
import re
import struct
import urllib.request
import zlib
from pathlib import Path

import openai
import pytest

SIZE = "256x256"


def png(width, height, colour, alpha=lambda x, y: 255):
    """A PNG of one colour; `alpha` says how opaque each pixel is."""
    rows = b"".join(
        b"\0" + b"".join(bytes([*colour, alpha(x, y)]) for x in range(width)) for y in range(height)
    )

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def size_of(picture):
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", picture[16:24])


def rows_of(picture):
    """The pixels of a PNG of 8 bits, three colours and transparency, row by row."""
    at, data = 8, b""
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        data += picture[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    width, height = size_of(picture)
    assert picture[24:26] == b"\x08\x06"
    pixels, before, stride, rows = zlib.decompress(data), bytes(width * 4), width * 4 + 1, []
    for start in range(0, height * stride, stride):
        before = unfiltered(pixels[start], pixels[start + 1 : start + stride], before)
        rows.append(before)
    return rows


def unfiltered(kind, row, above):
    """PNG specification, section 9."""
    out = bytearray(row)
    for at, value in enumerate(row):
        left, up, corner = (out[at - 4], above[at], above[at - 4]) if at >= 4 else (0, above[at], 0)
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda one: abs(guess - one))
        out[at] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return bytes(out)


def picture_of(image):
    return base64.b64decode(image.b64_json)


ONLY_OPENAI = {"routing": "only:openai"}


def call_of(bridge, path, **more):
    return urllib.request.Request(bridge.url + path, headers={"authorization": f"Bearer {bridge.key}"}, **more)


def forget(bridge):
    """Lets the bridge forget how the vendor has done, which would rest after failures."""
    urllib.request.urlopen(call_of(bridge, "/reset", data=b""), timeout=10).close()


GREEN = png(256, 256, (40, 160, 60))
OPEN_MIDDLE = png(256, 256, (0, 0, 0), lambda x, y: 0 if 64 <= x < 192 and 64 <= y < 192 else 255)


@pytest.fixture(scope="module")
def bridge(start_bridge):
    return start_bridge(API_KEYS="judge-key-of-no-value", OPENAI_PREVIEWS="2")


@pytest.fixture
def client(bridge):
    return openai.OpenAI(base_url=f"{bridge.url}/v1", api_key=bridge.key, max_retries=0, timeout=60)


@pytest.fixture
def patient(client):
    return client.with_options(max_retries=2)


def test_generates(client):
    answer = client.images.generate(model="sandbox", prompt="a fox", n=2, size=SIZE, response_format="b64_json")
    assert [size_of(picture_of(image)) for image in answer.data] == [(256, 256)] * 2


def test_gives_addresses(client):
    answer = client.images.generate(model="sandbox", prompt="a fox", size=SIZE, response_format="url")
    with urllib.request.urlopen(answer.data[0].url, timeout=10) as picture:
        assert picture.headers["content-type"] == "image/png"
        assert size_of(picture.read()) == (256, 256)


def test_passes_fields_that_only_the_bridge_knows(client):
    extra = {"seed": 7, "negative_prompt": "rain", "lora_settings": [{"name": "grain", "weight": 0.5}]}
    answer = client.images.generate(model="sandbox", prompt="a fox", size=SIZE, extra_body=extra)
    assert answer.model_extra["fusionbridge"]["seeds"] == [7]


def test_edits(client):
    answer = client.images.edit(model="sandbox", image=GREEN, prompt="a fox", size=SIZE, response_format="b64_json")
    assert size_of(picture_of(answer.data[0])) == (256, 256)


def test_edits_under_a_mask_and_leaves_the_rest(client):
    answer = client.images.edit(model="sandbox", image=GREEN, mask=OPEN_MIDDLE, prompt="a fox", size=SIZE)
    rows = rows_of(picture_of(answer.data[0]))
    assert all(row[: 64 * 4] == bytes((40, 160, 60, 255)) * 64 for row in rows)
    assert any(row[128 * 4 : 129 * 4] != bytes((40, 160, 60, 255)) for row in rows)


def test_edits_several_pictures(client):
    answer = client.images.edit(model="gpt-image", image=[GREEN, OPEN_MIDDLE, GREEN], prompt="a fox", size="1024x1024")
    assert len(answer.data) == 1


def test_streams_an_edit(client):
    *_, completed = client.images.edit(model="sandbox", image=GREEN, prompt="a fox", size=SIZE, stream=True)
    assert completed.type == "image_edit.completed"
    assert size_of(picture_of(completed)) == (256, 256)


def test_varies(client):
    answer = client.images.create_variation(
        model="sandbox", image=GREEN, size=SIZE, n=2, response_format="b64_json"
    )
    assert [size_of(picture_of(image)) for image in answer.data] == [(256, 256)] * 2


@pytest.mark.parametrize("image", [b"", b"no picture", GREEN[:-20]])
def test_names_the_picture_that_is_none(client, image):
    for call in (
        lambda: client.images.edit(model="sandbox", image=("fox.png", image), prompt="a fox"),
        lambda: client.images.create_variation(model="sandbox", image=("fox.png", image)),
    ):
        with pytest.raises(openai.BadRequestError) as refusal:
            call()
        assert refusal.value.param == "image"


def test_streams(client):
    *partial, completed = client.images.generate(
        model="gpt-image", prompt="a fox", size="1024x1024", stream=True, partial_images=2, extra_body=ONLY_OPENAI
    )
    assert [event.type for event in partial] == ["image_generation.partial_image"] * 2
    assert completed.type == "image_generation.completed"
    assert completed.usage.total_tokens >= 0
    assert size_of(picture_of(completed)) == (1024, 1024)


def test_answers_at_once_with_a_job(bridge, client):
    answer = client.images.with_raw_response.generate(
        model="sandbox", prompt="a fox", size=SIZE, extra_body={"async": True}
    )
    assert answer.status_code == 202
    address = answer.headers["location"].removeprefix(bridge.url)
    with urllib.request.urlopen(call_of(bridge, f"{address}/events"), timeout=30) as events:
        assert b"succeeded" in events.read()
    job = client.get(address.removeprefix("/v1"), cast_to=object)
    assert job["state"] == "succeeded" and len(job["results"]) == 1


def test_generates_for_many_at_once(bridge):
    async def all_of_them():
        async with openai.AsyncOpenAI(base_url=f"{bridge.url}/v1", api_key=bridge.key, max_retries=0) as client:
            calls = [client.images.generate(model="sandbox", prompt=f"fox {at}", size=SIZE) for at in range(8)]
            return await asyncio.gather(*calls)

    assert all(len(answer.data) == 1 for answer in asyncio.run(all_of_them()))


def test_lists_models(client):
    assert "sandbox" in [model.id for model in client.models.list()]
    assert client.models.retrieve("sandbox").id == "sandbox"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"prompt": ""}, "prompt"),
        ({"n": 0}, "n"),
        ({"n": 1000}, "n"),
        ({"size": "0x0"}, "size"),
        ({"size": "large"}, "size"),
        ({"response_format": "ftp"}, "response_format"),
        ({"output_format": "gif"}, "output_format"),
        ({"output_compression": 101}, "output_compression"),
    ],
)
def test_names_the_field_that_is_wrong(client, vendor, fields, param):
    with pytest.raises(openai.BadRequestError) as refusal:
        client.images.generate(**{"model": "gpt-image", "prompt": "a fox", **fields})
    assert refusal.value.param == param
    assert refusal.value.type == "invalid_request_error"
    assert refusal.value.request_id.startswith("req_")
    assert vendor.submissions == 0


def test_refuses_strangers(client):
    with pytest.raises(openai.AuthenticationError) as refusal:
        client.with_options(api_key="wrong-key-1").images.generate(prompt="a fox")
    assert refusal.value.code == "invalid_api_key"


def test_knows_no_other_model(client):
    with pytest.raises(openai.NotFoundError) as refusal:
        client.images.generate(model="nope", prompt="a fox")
    assert (refusal.value.code, refusal.value.param) == ("model_not_found", "model")


@pytest.mark.parametrize(
    ("fault", "error", "status", "code"),
    [
        ("content_policy", openai.BadRequestError, 400, "content_policy_violation"),
        ("out_of_credit", openai.APIStatusError, 402, "insufficient_quota"),
        ("rate_limited", openai.RateLimitError, 429, "rate_limit_exceeded"),
        ("unauthorized", openai.APIStatusError, 424, "all_providers_failed"),
        ("drop_after_accept", openai.APIStatusError, 424, "all_providers_failed"),
    ],
)
def test_tells_what_the_vendor_said(bridge, client, vendor, fault, error, status, code):
    forget(bridge)
    vendor.order_fault(fault)
    with pytest.raises(error) as failure:
        client.images.generate(model="gpt-image", prompt="a fox", size="1024x1024", extra_body=ONLY_OPENAI)
    assert (failure.value.status_code, failure.value.code) == (status, code)


def test_does_not_buy_twice_when_it_retries(bridge, patient, vendor):
    forget(bridge)
    vendor.order_fault("drop_after_accept")
    with pytest.raises(openai.APIStatusError):
        patient.images.generate(model="gpt-image", prompt="once", size="1024x1024", extra_body=ONLY_OPENAI)
    assert vendor.submissions == 1


def test_retries_what_cost_nothing(bridge, patient, vendor):
    forget(bridge)
    vendor.order_fault("rate_limited_without_delay")
    answer = patient.images.generate(
        model="gpt-image", prompt="again", size="1024x1024", extra_body=ONLY_OPENAI
    )
    assert len(answer.data) == 1


def test_the_documented_program_runs(bridge, tmp_path, monkeypatch):
    page = (Path(__file__).parents[2] / "docs/clients.md").read_text(encoding="utf-8")
    program = next(text for text in re.findall(r"```python\n(.*?)```", page, re.S) if "from openai" in text)
    monkeypatch.chdir(tmp_path)
    exec(program.replace("http://127.0.0.1:7861", bridge.url).replace('"none"', f'"{bridge.key}"'), {})
    assert size_of((tmp_path / "robots.png").read_bytes()) == (1024, 1024)
