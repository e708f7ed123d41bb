"""What Hugging Face's own Python package makes of the simulated Hugging Face and its hub."""

import os

import pytest
from conftest import VENDORS

# Read once, when the package is loaded.
os.environ["HF_ENDPOINT"] = VENDORS["huggingface"]
from huggingface_hub import constants  # noqa: E402

constants.INFERENCE_PROXY_TEMPLATE = VENDORS["huggingface"] + "/{provider}"
from huggingface_hub import InferenceClient  # noqa: E402
from huggingface_hub.errors import BadRequestError, HfHubHTTPError  # noqa: E402

MODEL = "black-forest-labs/FLUX.1-schnell"


@pytest.fixture
def vendor(vendor_named):
    return vendor_named("huggingface")


@pytest.fixture
def client(vendor):
    return InferenceClient(provider="hf-inference", api_key="hf_secret")


def test_paints_by_the_name_of_a_model(client, vendor):
    picture = client.text_to_image("a fox", model=MODEL, width=256, height=320)
    assert picture.size == (256, 320)
    assert (vendor.submissions, vendor.charges) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "error", "status"),
    [
        ("unauthorized", HfHubHTTPError, 401),
        ("out_of_credit", HfHubHTTPError, 402),
        ("rate_limited", HfHubHTTPError, 429),
        ("invalid_request", BadRequestError, 400),
        ("server_error", HfHubHTTPError, 500),
    ],
)
def test_says_no(client, vendor, fault, error, status):
    vendor.order_fault(fault)
    with pytest.raises(error) as refusal:
        client.text_to_image("a fox", model=MODEL)
    assert refusal.value.response.status_code == status
    assert vendor.charges == 0


def test_hands_over_black_what_it_refuses(client, vendor):
    vendor.order_fault("black_frame")
    picture = client.text_to_image("a fox", model=MODEL, width=256, height=256)
    assert max(high for _, high in picture.convert("RGB").getextrema()) <= 2
