"""What Replicate's own Python package makes of the simulated Replicate."""

import urllib.request

import pytest
import replicate
from replicate.exceptions import ModelError, ReplicateError

MODEL = "black-forest-labs/flux-dev-lora"
FOX = {"prompt": "a fox", "output_format": "png"}


@pytest.fixture
def vendor(vendor_named):
    return vendor_named("replicate")


@pytest.fixture
def client(vendor, monkeypatch):
    monkeypatch.setenv("REPLICATE_POLL_INTERVAL", "0.05")
    return replicate.Client(api_token="secret", base_url=vendor.url)


def test_paints(client, vendor):
    output = client.run(MODEL, input=FOX)
    # Files of its own are made of https addresses only.
    for address in output:
        with urllib.request.urlopen(address, timeout=10) as picture:
            assert picture.read()[:4] == b"\x89PNG"
    assert len(output) == 1
    assert (vendor.submissions, vendor.charges) == (1, 1)


def test_follows_a_prediction(client):
    prediction = client.models.predictions.create(model=MODEL, input=FOX)
    prediction.wait()
    assert (prediction.status, len(prediction.output)) == ("succeeded", 1)
    assert prediction.metrics["predict_time"] >= 0


def test_shows_a_model(client):
    model = client.models.get(MODEL)
    assert (model.owner, model.name) == tuple(MODEL.split("/"))


@pytest.mark.parametrize(
    ("fault", "status"),
    [("unauthorized", 401), ("out_of_credit", 402), ("rate_limited", 429), ("invalid_request", 422)],
)
def test_says_no(client, vendor, fault, status):
    vendor.order_fault(fault)
    with pytest.raises(ReplicateError) as refusal:
        client.run(MODEL, input=FOX)
    assert refusal.value.status == status
    assert vendor.charges == 0


def test_refuses_what_is_shown(client, vendor):
    vendor.order_fault("content_policy")
    with pytest.raises(ModelError, match="NSFW") as refusal:
        client.run(MODEL, input=FOX)
    assert refusal.value.prediction.status == "failed"
