"""Renders digits as pictures of many kinds: Pillow is an encoder that Sweepbook's decoders do not know.

Reads JSON from stdin: {"folder": ..., "digits": [[784 brightnesses], ...]}. Writes
<folder>/<kind>/<index>.<ending>, and whatever else the tests read.
"""

import io
import json
import os
import sys

import numpy as np
from PIL import Image

task = json.load(sys.stdin)
random = np.random.default_rng(1)


def scaled(digit, size):
    return np.asarray(Image.fromarray(digit).resize((size, size), Image.BICUBIC))


def placed(digit, height, width, size):
    canvas = np.zeros((height, width), np.uint8)
    top, left = random.integers(0, height - size), random.integers(0, width - size)
    canvas[top : top + size, left : left + size] = scaled(digit, size)
    return canvas


def noisy(plane, deviation):
    noise = random.normal(0, deviation, plane.shape)
    return np.clip(plane + noise, 0, 255).astype(np.uint8)


def photo(digit):
    """Blue ink on yellowish paper, with light that falls off to one side and into the corners."""
    ink = placed(digit, 300, 400, 180)[..., None] / 255
    u, v = np.meshgrid(np.linspace(-1, 1, 400), np.linspace(-1, 1, 300))
    light = (0.72 + 0.2 * u - 0.1 * v - 0.08 * (u * u + v * v))[..., None]
    colour = np.array([1, 0.97, 0.88]) * (1 - 0.85 * ink) + np.array([0.15, 0.18, 0.45]) * 0.85 * ink
    return noisy(255 * light * colour, 6)


def see_through(digit, colour):
    alpha = scaled(digit, 100)
    return np.dstack([np.full_like(alpha, colour)] * 3 + [alpha])


KINDS = {
    "as it is.png": lambda digit: digit,
    "as it is.jpg": lambda digit: digit,
    "dark on light.png": lambda digit: 255 - digit,
    "large.jpg": lambda digit: 255 - scaled(digit, 300),
    "odd.png": lambda digit: 255 - scaled(digit, 61),
    "off centre.png": lambda digit: 255 - placed(digit, 200, 150, 90),
    "noise.jpg": lambda digit: noisy(255 - scaled(digit, 112), 25),
    "pale.png": lambda digit: (220 - 0.3 * scaled(digit, 112)).astype(np.uint8),
    "photo.jpg": photo,
    "black, see-through.png": lambda digit: see_through(digit, 0),
    "white, see-through.png": lambda digit: see_through(digit, 255),
    "16 bit.png": lambda digit: 65535 - 128 * scaled(digit, 56).astype(np.uint16),
}

for kind, draw in KINDS.items():
    os.makedirs(f"{task['folder']}/{kind}", exist_ok=True)
    for i, digit in enumerate(task["digits"]):
        image = Image.fromarray(draw(np.array(digit, np.uint8).reshape(28, 28)))
        image.save(f"{task['folder']}/{kind}/{i}.{kind.split('.')[-1]}")

# One picture in every other form.
page = Image.fromarray(255 - placed(np.array(task["digits"][0], np.uint8).reshape(28, 28), 90, 60, 50))
os.makedirs(f"{task['folder']}/forms", exist_ok=True)
page.save(f"{task['folder']}/forms/plain.png")
page.convert("P").save(f"{task['folder']}/forms/palette.png")
page.convert("1").save(f"{task['folder']}/forms/bits.png")
page.convert("RGB").save(f"{task['folder']}/forms/colour.png")
page.save(f"{task['folder']}/forms/progressive.jpg", quality=95, progressive=True)
page.convert("CMYK").save(f"{task['folder']}/forms/cmyk.jpg", quality=95)
stored = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes Exif's orientation in Pillow
for orientation, how in stored.items():
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = page.transpose(Image.Transpose(how))
    turned.save(f"{task['folder']}/forms/turned {orientation}.jpg", quality=95, exif=exif)
Image.new("L", (40, 40), 200).save(f"{task['folder']}/forms/blank.png")
Image.fromarray(noisy(np.full((200, 200), 200.0), 10)).save(f"{task['folder']}/forms/noise.png")
Image.new("1", (9000, 8000)).save(f"{task['folder']}/forms/huge.png")
