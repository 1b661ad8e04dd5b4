/**
 * The inside of a real worker that does not end well, in the way that its name says:
 *
 * - `lost`: after its second epoch it can post nothing any more.
 * - `full`: the WASM heap has hardly any room when the order comes.
 */
/// <reference lib="deno.worker" />
import "../../lib/executors/workers_thread.ts";
import type { WorkerMessage } from "../../lib/executors/workers_thread.ts";
import { fillHeap } from "../backends/full_heap.ts";

const { postMessage } = self;
const carryOut = self.onmessage as (event: MessageEvent) => void;
let isLost = false;

if (self.name === "lost") {
  self.postMessage = (message: WorkerMessage, moved?: unknown) => {
    if (isLost) throw new Error("no memory for a message");
    postMessage.call(self, message, moved as StructuredSerializeOptions);
    isLost = message.type === "epoch" && message.metrics.epoch === 2;
    if (message.type !== "epoch") return;
    const { weights = [], optimizer = [] } = message.state ?? {};
    const left = [...weights, ...optimizer].filter(({ byteLength }) => byteLength > 0);
    if (left.length > 0) throw new Error("Expected the arrays of a checkpoint to be moved");
  };
}

if (self.name === "full") {
  self.onmessage = async (event) => {
    await fillHeap();
    carryOut(event);
  };
}
