"""What Runware's own Python package makes of the simulated Runware."""

import asyncio
import urllib.request

import pytest
import runware.base
from runware import IImageInference, Runware
from runware.utils import RunwareAPIError
from runware_socket import socket_over

FOX = {"model": "runware:101@1", "positivePrompt": "a fox", "width": 256, "height": 256}


@pytest.fixture
def vendor(vendor_named):
    return vendor_named("runware")


@pytest.fixture
def painted(vendor):
    """Paints as the package does it."""

    def paint(key="judge-key", **fields):
        async def run(address):
            client = Runware(api_key=key, url=address, max_retries=0)
            await client.connect()
            try:
                return await client.imageInference(requestImage=IImageInference(**{**FOX, **fields}))
            finally:
                await client.disconnect()

        with socket_over(f"{vendor.url}/v1") as address:
            return asyncio.run(run(address))

    return paint


def test_paints(painted, vendor):
    pictures = painted(numberResults=2, includeCost=True)
    assert all(picture.cost > 0 for picture in pictures)
    for picture in pictures:
        with urllib.request.urlopen(picture.imageURL, timeout=10) as file:
            assert file.headers.get_content_maintype() == "image"
    assert (len(pictures), vendor.submissions, vendor.charges) == (2, 1, 1)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("out_of_credit", "insufficientCredits"),
        ("rate_limited", "rateLimitExceeded"),
        ("content_policy", "providerContentPolicyViolation"),
        ("invalid_request", "invalidSteps"),
    ],
)
def test_says_no(painted, vendor, fault, code):
    vendor.order_fault(fault)
    with pytest.raises(RunwareAPIError) as refusal:
        painted()
    assert refusal.value.code == code
    assert vendor.charges == 0


def test_refuses_strangers(painted, vendor, monkeypatch):
    # It would knock again and again.
    monkeypatch.setattr(runware.base, "MAX_RETRY_ATTEMPTS", 1)
    with pytest.raises(ConnectionError, match="Invalid API key"):
        painted(key="")
    assert vendor.submissions == 0


def test_names_the_field_that_is_wrong(painted):
    with pytest.raises(RunwareAPIError) as refusal:
        painted(width=100)
    assert (refusal.value.code, refusal.value.error_data["parameter"]) == ("invalidWidth", "width")
