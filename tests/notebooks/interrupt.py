"""Interrupts or restarts a kernel within a cell as the buttons of Jupyter do, and prints what is shown.

usage: interrupt.py FOLDER DEED BEFORE CELL WHEN AFTER...

Runs the cells BEFORE, CELL and AFTER on one Deno kernel in FOLDER. Once CELL shows what the regular
expression WHEN matches, DEED comes: `interrupt`, and once more when CELL has ended; or `restart`,
after which BEFORE is run again. Fails where CELL does not end soon after an interrupt, or the kernel
ends. Prints the outputs of CELL and of each AFTER as JSON. The kernel is shut down in order.
"""

import json
import os
import re
import sys
from queue import Empty

from jupyter_client.manager import start_new_kernel

# Plenty for a machine under load; the cell would take minutes.
STOP_SECONDS = 10
CELL_SECONDS = 120


def start(folder):
    """Starts a kernel; once more where another program took one of its ports before it did."""
    for tries_left in (2, 1, 0):
        try:
            return start_new_kernel(kernel_name="deno", cwd=folder)
        except RuntimeError:
            if not tries_left:
                raise


def text_of(content):
    """What a reader sees of a message."""
    return content.get("text") or content.get("data", {}).get("text/plain") or content.get("evalue")


def run(manager, client, source, when=None, deed="interrupt"):
    """Runs a cell, interrupts or leaves it where asked, and returns the texts that it shows."""
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
            if deed == "restart":
                return texts
            manager.interrupt_kernel()
            when = None
            seconds = STOP_SECONDS


def is_alive(pid):
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main():
    folder, deed, before, cell, when, *after = sys.argv[1:]
    manager, client = start(folder)
    try:
        run(manager, client, before)
        shown = [run(manager, client, cell, when, deed)]
        if deed == "restart":
            manager.restart_kernel()
            client.wait_for_ready(timeout=CELL_SECONDS)
            run(manager, client, before)
        else:
            manager.interrupt_kernel()
        shown += [run(manager, client, source) for source in after]
    finally:
        pid = manager.provisioner.pid
        client.stop_channels()
        manager.shutdown_kernel()
    if is_alive(pid):
        sys.exit("The kernel is still there after it was shut down.")
    print(json.dumps(shown))


if __name__ == "__main__":
    main()
