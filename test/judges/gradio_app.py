"""A real Gradio app with the functions of the Spaces that the bridge paints with. `python gradio_app.py <folder>`.

Each call is one line of JSON in `<folder>/calls`. A prompt with the word `slow` waits until `<folder>/release` is there.
"""

import hashlib
import json
import os
import socket
import sys
import time
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
import gradio as gr  # noqa: E402
from PIL import Image, ImageOps  # noqa: E402

FOLDER = Path(sys.argv[1])
SLOWEST_S = 60
IN_A_GALLERY = 3
SIDE = {"minimum": 256, "maximum": 1536, "step": 8, "value": 1024}


def note(**call):
    with open(FOLDER / "calls", "a") as calls:
        calls.write(json.dumps(call) + "\n")


def painted(prompt, seed, width, height):
    """From black to a colour of its own: a picture of one colour is taken for a refusal."""
    colour = hashlib.sha256(f"{prompt} {seed}".encode()).digest()
    return ImageOps.colorize(Image.linear_gradient("L").resize((int(width), int(height))), "black", tuple(colour[:3]))


def run_lora(
    prompt,
    image_url,
    lora_strings_json,
    cfg_scale,
    steps,
    randomize_seed,
    seed,
    width,
    height,
    upload_to_r2,
    account_id,
    access_key,
    secret_key,
    bucket,
):
    loras = json.loads(lora_strings_json)
    note(prompt=prompt, loras=loras, seed=seed, width=width, height=height)
    if "forbidden" in prompt:
        raise gr.Error("Prompt contains forbidden words")
    end = time.monotonic() + SLOWEST_S
    while "slow" in prompt and time.monotonic() < end and not (FOLDER / "release").exists():
        time.sleep(0.05)
    return painted(prompt, seed, width, height), json.dumps({"seed": seed})


def compare(image, prompt):
    """What a Space for restoring shows: before and after."""
    note(prompt=prompt)
    return image, ImageOps.invert(image.convert("RGB"))


def sheet(prompt, seed, width, height):
    note(prompt=prompt, seed=seed)
    return [painted(prompt, place, width, height) for place in range(IN_A_GALLERY)]


with gr.Blocks() as app:
    prompt = gr.Textbox(label="prompt")
    seed = gr.Number(label="seed", value=-1, precision=0)
    width = gr.Slider(label="width", **SIDE)
    height = gr.Slider(label="height", **SIDE)
    picture = gr.Image(label="image", type="pil")
    image_url = gr.Textbox(label="image_url", value="")
    loras = gr.Textbox(label="lora_strings_json", value="[]")
    cfg_scale = gr.Slider(0, 20, 3.5, label="cfg_scale")
    steps = gr.Slider(1, 50, 28, step=1, label="steps")
    randomize = gr.Checkbox(True, label="randomize_seed")
    upload = gr.Checkbox(False, label="upload_to_r2")
    bucket = [gr.Textbox("", label=name) for name in ("account_id", "access_key", "secret_key", "bucket")]
    ordered = [prompt, image_url, loras, cfg_scale, steps, randomize, seed, width, height, upload, *bucket]
    gr.Button("run").click(run_lora, ordered, [gr.Image(format="png"), gr.Textbox()], api_name="run_lora")
    gr.Button("compare").click(compare, [picture, prompt], gr.ImageSlider(format="png"), api_name="compare")
    gr.Button("sheet").click(sheet, [prompt, seed, width, height], gr.Gallery(format="png"), api_name="sheet")

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
app.queue().launch(server_name="127.0.0.1", server_port=port, prevent_thread_lock=True, quiet=True, show_error=True)
print(f"ready at http://127.0.0.1:{port}", flush=True)
app.block_thread()
