"""Interrupts a cell as the button of Jupyter does, and prints what the cell and the next one show.

usage: interrupt.py FOLDER BEFORE CELL WHEN AFTER

Runs the cells BEFORE, CELL and AFTER on one Deno kernel in FOLDER. The kernel is interrupted once
CELL shows what the regular expression WHEN matches, and again when CELL has ended. Fails where CELL
does not end soon after that, or the kernel ends. Prints the outputs of CELL and of AFTER as JSON.
"""

import json
import re
import sys
from queue import Empty

from jupyter_client.manager import start_new_kernel

# Plenty for a machine under load; the cell would take minutes.
STOP_SECONDS = 10
CELL_SECONDS = 120


def text_of(content):
    """What a reader sees of a message."""
    return content.get("text") or content.get("data", {}).get("text/plain") or content.get("evalue")


def run(manager, client, source, when=None):
    """Runs a cell, interrupts it where asked, and returns the texts that it shows."""
    request = client.execute(source)
    texts = []
    seconds = CELL_SECONDS
    while True:
        try:
            message = client.get_iopub_msg(timeout=seconds)
        except Empty:
            sys.exit(f"Still running, and the kernel is {manager.is_alive() or 'dead'}: {source}")
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if content.get("execution_state") == "idle":
            return texts
        text = text_of(content)
        if text is not None:
            texts.append(text)
        if when and text and re.search(when, text, re.MULTILINE):
            manager.interrupt_kernel()
            when = None
            seconds = STOP_SECONDS


def main():
    folder, before, cell, when, after = sys.argv[1:]
    manager, client = start_new_kernel(kernel_name="deno", cwd=folder)
    try:
        run(manager, client, before)
        interrupted = run(manager, client, cell, when)
        manager.interrupt_kernel()
        print(json.dumps([interrupted, run(manager, client, after)]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
