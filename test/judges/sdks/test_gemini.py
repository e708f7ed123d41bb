"""What Google's own Python package makes of the simulated Gemini API."""

import pytest
from google import genai
from google.genai import errors, types

MODEL = "gemini-nano-banana-2.1"


@pytest.fixture
def vendor(vendor_named):
    return vendor_named("gemini")


@pytest.fixture
def client(vendor):
    options = types.HttpOptions(base_url=vendor.url, api_version="v1beta")
    with genai.Client(api_key="secret", http_options=options) as client:
        yield client


def paint(client, contents="a fox", **config):
    config = types.GenerateContentConfig(response_modalities=["IMAGE"], seed=7, **config)
    return client.models.generate_content(model=MODEL, contents=contents, config=config)


def pictures_in(response):
    return [part.inline_data for part in response.parts if part.inline_data and not part.thought]


def test_paints(client, vendor):
    response = paint(client, image_config=types.ImageConfig(aspect_ratio="3:2", image_size="1K"))
    (picture,) = pictures_in(response)
    assert (picture.mime_type, picture.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert response.usage_metadata.candidates_token_count == 1120
    assert response.model_version == MODEL
    assert (vendor.submissions, vendor.charges) == (1, 1)


def test_follows_a_picture(client):
    (painted,) = pictures_in(paint(client))
    picture = types.Part.from_bytes(data=painted.data, mime_type=painted.mime_type)
    response = paint(client, contents=["the same fox at night", picture])
    modalities = [detail.modality for detail in response.usage_metadata.prompt_tokens_details]
    assert modalities == [types.MediaModality.TEXT, types.MediaModality.IMAGE]


def test_streams(client):
    chunks = list(client.models.generate_content_stream(model=MODEL, contents="a fox"))
    assert [len(pictures_in(chunk)) for chunk in chunks] == [1]


def test_lists_models(client):
    assert f"models/{MODEL}" in [model.name for model in client.models.list()]


def test_refuses_a_prompt(client, vendor):
    vendor.order_fault("content_policy")
    response = paint(client)
    assert response.prompt_feedback.block_reason == types.BlockedReason.PROHIBITED_CONTENT
    assert (response.candidates, vendor.charges) == (None, 0)


@pytest.mark.parametrize("reason", ["IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "NO_IMAGE"])
def test_hands_over_nothing(client, reason):
    (candidate,) = paint(client, contents=f"a fox finish:{reason}").candidates
    assert (candidate.finish_reason, candidate.content.parts) == (types.FinishReason[reason], None)


@pytest.mark.parametrize(
    ("fault", "error", "code", "status"),
    [
        ("unauthorized", errors.ClientError, 400, "INVALID_ARGUMENT"),
        ("out_of_credit", errors.ClientError, 429, "RESOURCE_EXHAUSTED"),
        ("rate_limited", errors.ClientError, 429, "RESOURCE_EXHAUSTED"),
        ("server_error", errors.ServerError, 500, "INTERNAL"),
        ("loading", errors.ServerError, 503, "UNAVAILABLE"),
    ],
)
def test_says_no(client, vendor, fault, error, code, status):
    vendor.order_fault(fault)
    with pytest.raises(error) as refusal:
        paint(client)
    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert (vendor.submissions, vendor.charges) == (1, 0)
