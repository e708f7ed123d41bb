"""OpenAI's Python package over vendors that fail after they have charged: however often it asks, it buys once."""

import openai
import pytest
from test_openai_images import SIZE, forget

FAULTS = {
    "openai": [
        "drop_after_accept",
        "wrong_json",
        "break_off",
        "html_picture",
        "truncated_picture",
        "fewer_pictures",
        "server_error",
        "content_policy",
        "out_of_credit",
    ],
    "fal": [
        "drop_after_accept",
        "job_lost",
        "missing_picture",
        "wrong_json",
        "break_off",
        "html_picture",
        "truncated_picture",
        "fewer_pictures",
        "black_frame",
        "server_error",
        "content_policy",
        "out_of_credit",
    ],
    "together": ["drop_after_accept", "server_error", "content_policy", "out_of_credit"],
    "runware": [
        "job_lost",
        "missing_picture",
        "html_picture",
        "truncated_picture",
        "fewer_pictures",
        "server_error",
        "content_policy",
        "out_of_credit",
    ],
}
# What clients send again by themselves, beside every 5xx.
REPEATED = (408, 409, 429)


@pytest.fixture
def client(paying_bridge):
    forget(paying_bridge)
    # As it retries unless told otherwise.
    return openai.OpenAI(base_url=f"{paying_bridge.url}/v1", api_key=paying_bridge.key, timeout=60)


def order(client, name, prompt):
    size = "1024x1024" if name == "openai" else SIZE
    return client.images.generate(prompt=prompt, size=size, extra_body={"routing": f"only:{name}"})


@pytest.mark.parametrize(("name", "fault"), [(name, fault) for name, faults in FAULTS.items() for fault in faults])
def test_buys_once(client, vendor_named, name, fault):
    vendor = vendor_named(name)
    vendor.order_fault(fault, 9)
    with pytest.raises(openai.APIStatusError) as failure:
        order(client, name, f"a fox under {fault}")
    assert (vendor.submissions, vendor.charges <= 1) == (1, True)
    assert failure.value.status_code < 500 and failure.value.status_code not in REPEATED


def test_joins_its_order_where_it_lost_patience(client, vendor_named):
    """Also from a program with a loop of its own, whose second round no header calls a repetition."""
    vendor = vendor_named("openai")
    vendor.order_fault("hang_after_accept", 9)
    for _ in range(2):
        with pytest.raises(openai.APITimeoutError):
            order(client.with_options(timeout=1), "openai", "a patient fox")
    assert (vendor.submissions, vendor.charges) == (1, 1)
