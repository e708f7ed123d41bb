"""What Together's own Python package makes of the simulated Together."""

import base64

import pytest
import together

FOX = {"model": "black-forest-labs/FLUX.2-dev", "prompt": "a fox", "width": 256, "height": 256}


@pytest.fixture
def vendor(vendor_named):
    return vendor_named("together")


@pytest.fixture
def client(vendor):
    return together.Together(api_key="secret", base_url=vendor.url, max_retries=0)


def test_paints(client, vendor):
    answer = client.images.generate(**FOX, n=2, response_format="base64", output_format="png")
    assert [base64.b64decode(image.b64_json)[:4] for image in answer.data] == [b"\x89PNG"] * 2
    assert (vendor.submissions, vendor.charges) == (1, 1)


def test_tells_addresses_from_pictures(client):
    answer = client.images.generate(**FOX, response_format="url")
    assert (answer.data[0].type, answer.data[0].url.split(":")[0]) == ("url", "http")


@pytest.mark.parametrize(
    ("fault", "error", "status"),
    [
        ("unauthorized", together.AuthenticationError, 401),
        ("out_of_credit", together.APIStatusError, 402),
        ("rate_limited", together.RateLimitError, 429),
        ("content_policy", together.UnprocessableEntityError, 422),
        ("invalid_request", together.BadRequestError, 400),
        ("loading", together.InternalServerError, 503),
    ],
)
def test_says_no(client, vendor, fault, error, status):
    vendor.order_fault(fault)
    with pytest.raises(error) as refusal:
        client.images.generate(**FOX)
    assert refusal.value.status_code == status
    assert vendor.charges == 0
