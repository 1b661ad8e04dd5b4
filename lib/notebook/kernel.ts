/**
 * The way from this program to the notebook's frontend.
 *
 * @module
 */
import { foldSlips } from "./error_stack.ts";

/** One content in several MIME types; the frontend picks the richest that it can show. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The message of Jupyter that shows an output, or replaces one of the same `display_id`. */
export interface DisplayContent {
  /** What is shown. */
  readonly data: MimeBundle;
  /** Hints for frontends, by MIME type. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Names the output; not saved with the notebook. */
  readonly transient: { readonly display_id: string };
}

/** Sends a message to every frontend of the kernel. */
export type Broadcast = (
  type: "display_data" | "update_display_data",
  content: DisplayContent,
) => Promise<void>;

/** The kernel's broadcast; null where this is no notebook (or a worker of one). */
export function kernelBroadcast(): Broadcast | null {
  // Outside a kernel the name may be missing, or there and throw when it is touched.
  try {
    const { jupyter } = Deno as unknown as { readonly jupyter?: { broadcast: Broadcast } };
    return jupyter ? (type, content) => jupyter.broadcast(type, content) : null;
  } catch {
    return null;
  }
}

/** Time that a message takes at most from the program to the frontend, in milliseconds. */
const MESSAGE_MS = 50;

/**
 * Makes every cell wait, before it ends, until what it showed has left the kernel: Deno 2.9 may
 * publish the last outputs of a cell, its value too, after it calls the cell idle, and frontends
 * drop what comes later than that. Where the kernel's inside is another one, nothing changes.
 */
function keepLateOutputs(): void {
  const { internal } = Deno as unknown as { readonly internal: symbol };
  const { jupyter } = (Deno as unknown as Record<symbol, KernelInside>)[internal] ?? {};
  if (jupyter?.broadcastResult === undefined) return;
  const broadcastResult = jupyter.broadcastResult;
  jupyter.broadcastResult = async (...args) => {
    await broadcastResult(...args);
    await new Promise((resolve) => setTimeout(resolve, MESSAGE_MS));
  };
}

/** What the Deno kernel calls at the end of a cell. */
interface KernelInside {
  readonly jupyter?: { broadcastResult?: (count: number, value: unknown) => Promise<void> };
}

// On import, so that it holds for all cells, those before the first display included.
if (kernelBroadcast() !== null) {
  keepLateOutputs();
  foldSlips();
}
