"""What fal's own Python package makes of the simulated fal."""

import urllib.request

import fal_client
import pytest

ENDPOINT = "fal-ai/flux-lora"
FOX = {"prompt": "a fox", "image_size": {"width": 256, "height": 256}}


@pytest.fixture
def vendor(vendor_named, monkeypatch):
    vendor = vendor_named("fal")
    # Its hosts are constants with https before them.
    monkeypatch.setattr(fal_client.client, "QUEUE_URL_FORMAT", f"{vendor.url}/")
    return vendor


@pytest.fixture
def client(vendor):
    return fal_client.SyncClient(key="id:secret")


def test_paints(client, vendor):
    answer = client.subscribe(ENDPOINT, FOX)
    assert [(image["width"], image["height"]) for image in answer["images"]] == [(256, 256)]
    with urllib.request.urlopen(answer["images"][0]["url"], timeout=10) as picture:
        assert picture.headers.get_content_maintype() == "image"
    assert (vendor.submissions, vendor.charges) == (1, 1)


def test_follows_an_order(client):
    handle = client.submit(ENDPOINT, FOX)
    *_, last = handle.iter_events(interval=0.05)
    assert isinstance(last, fal_client.Completed)
    assert len(handle.get()["images"]) == 1


@pytest.mark.parametrize(
    ("fault", "status", "says"),
    [
        ("unauthorized", 401, "No user found"),
        ("out_of_credit", 403, "Exhausted balance"),
        ("content_policy", 422, "content_policy_violation"),
    ],
)
def test_says_no(client, vendor, fault, status, says):
    vendor.order_fault(fault)
    with pytest.raises(fal_client.FalClientHTTPError) as refusal:
        client.subscribe(ENDPOINT, FOX)
    assert refusal.value.status_code == status
    assert says in refusal.value.response.text
    assert vendor.charges == 0


def test_waits_and_asks_again_when_asked_too_often(client, vendor):
    vendor.order_fault("rate_limited_without_delay")
    assert len(client.subscribe(ENDPOINT, FOX)["images"]) == 1
    assert (vendor.submissions, vendor.charges) == (2, 1)
