"""Runs a notebook on the Deno kernel and prints it, with its outputs, as a line of JSON.

Before it stands a line for each code cell that begins, {"cell": 3, "cells": 14}, and one whenever a
study tells in a live display how far it is: {"cell": 3, "cells": 14, "study": "Running: 2 of 6 ..."}.

usage: execute_notebook.py NOTEBOOK [PARAMETERS] [SECONDS]

PARAMETERS is a JSON object: each of its names is assigned in a cell of its own, tagged `overrides`,
after the cell that is tagged `parameters`, which declares them with `let`. SECONDS is the longest that one cell may
take. Running ends at the first cell that fails; its error is among the outputs.
"""

import json
import os
import sys
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

# How long to listen for what a cell publishes after it has said that it is idle.
LATE_SECONDS = 0.1


def has_tag(cell, tag):
    return tag in cell.metadata.get("tags", [])


def override(notebook, parameters):
    """Adds the cell that assigns the parameters."""
    tagged = [i for i, cell in enumerate(notebook.cells) if has_tag(cell, "parameters")]
    if len(tagged) != 1:
        sys.exit(f"Expected one cell tagged `parameters`, and found {len(tagged)}")
    lines = [f"{name} = {json.dumps(value)};" for name, value in parameters.items()]
    # The last line keeps the assigned value from being shown.
    source = "\n".join([*lines, "undefined;"])
    cell = nbformat.v4.new_code_cell(source, id="overrides", metadata={"tags": ["overrides"]})
    notebook.cells.insert(tagged[0] + 1, cell)


class ToldClient(NotebookClient):
    """Tells of the cell that runs, and of what its study says."""

    def tell(self, cell, **more):
        code = [cell for cell in self.nb.cells if cell.cell_type == "code"]
        print_line({"cell": code.index(cell) + 1, "cells": len(code), **more})

    def process_message(self, msg, cell, cell_index):
        text = msg["content"].get("data", {}).get("text/plain", "")
        if text.startswith("Running: "):
            self.tell(cell, study=text.split("\n")[0])
        return super().process_message(msg, cell, cell_index)


def print_line(value):
    # ASCII, whatever the locale says.
    print(json.dumps(value), flush=True)


def run(notebook, folder, seconds):
    """Runs all cells, from `folder`, and fills in their outputs."""
    client = ToldClient(
        notebook,
        kernel_name="deno",
        timeout=seconds,
        record_timing=False,
        resources={"metadata": {"path": folder}},
    )

    async def take_late_outputs(cell, cell_index, execute_reply):
        """Keeps what comes after idle, which Jupyter would lose, and marks it as late."""
        while True:
            try:
                message = await client.kc.iopub_channel.get_msg(timeout=LATE_SECONDS)
            except Empty:
                return
            if message["parent_header"].get("msg_id") != execute_reply["parent_header"]["msg_id"]:
                continue
            before = len(cell.outputs)
            client.process_message(message, cell, cell_index)
            for output in cell.outputs[before:]:
                if "metadata" in output:
                    output.metadata["late"] = True

    client.on_cell_execute = lambda cell, cell_index: client.tell(cell)
    client.on_cell_executed = take_late_outputs
    try:
        client.execute()
    except CellExecutionError:
        pass
    except (CellTimeoutError, DeadKernelError) as error:
        sys.exit(str(error).strip())


def join_streams(outputs):
    """Joins what was printed at one go, however many messages it took; what stands between stays there."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def main():
    path = sys.argv[1]
    parameters = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 600
    notebook = nbformat.read(path, as_version=4)
    # Those of an earlier run, which may have been written into the notebook.
    notebook.cells = [cell for cell in notebook.cells if not has_tag(cell, "overrides")]
    if parameters:
        override(notebook, parameters)
    run(notebook, os.path.dirname(os.path.abspath(path)), seconds)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = join_streams(cell.outputs)
    print_line({"notebook": json.loads(nbformat.writes(notebook))})


if __name__ == "__main__":
    main()
