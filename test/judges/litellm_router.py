"""LiteLLM's Router, which sends failed orders again in two loops, one in the other: it must not buy twice.

By hand, with litellm, openai and pytest installed: `npm run judge:litellm`.
"""

import os

import pytest

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
import litellm  # noqa: E402


@pytest.fixture
def router(paying_bridge):
    settings = {"model": "openai/default", "api_base": f"{paying_bridge.url}/v1", "api_key": paying_bridge.key}
    return litellm.Router(model_list=[{"model_name": "painter", "litellm_params": settings}])


def order(router, name, prompt, **more):
    size = "1024x1024" if name == "openai" else "256x256"
    extra = {"routing": f"only:{name}"}
    return router.image_generation(model="painter", prompt=prompt, size=size, extra_body=extra, **more)


def test_paints(router, vendor_named):
    vendor = vendor_named("together")
    assert len(order(router, "together", "a fox").data) == 1
    assert (vendor.submissions, vendor.charges) == (1, 1)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("openai", "drop_after_accept"),
        ("together", "drop_after_accept"),
        ("fal", "drop_after_accept"),
        ("fal", "job_lost"),
        ("runware", "job_lost"),
        ("runware", "missing_picture"),
        ("openai", "wrong_json"),
        ("openai", "server_error"),
    ],
)
def test_buys_once(router, vendor_named, name, fault):
    vendor = vendor_named(name)
    vendor.order_fault(fault, 9)
    with pytest.raises(Exception, match=name):
        order(router, name, f"a fox under {fault}")
    assert (vendor.submissions, vendor.charges <= 1) == (1, True)


def test_buys_once_where_it_loses_patience(router, vendor_named):
    vendor = vendor_named("openai")
    vendor.order_fault("hang_after_accept", 9)
    with pytest.raises(litellm.Timeout):
        order(router, "openai", "a patient fox", timeout=2)
    assert (vendor.submissions, vendor.charges) == (1, 1)
