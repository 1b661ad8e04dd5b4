/**
 * The way from this program to the notebook's frontend.
 *
 * @module
 */
import { foldSlips } from "./error_stack.ts";
import { countMessage, keepLateOutputs } from "./late_outputs.ts";

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
    if (jupyter === undefined) return null;
    return (type, content) => {
      countMessage(Object.values(content.data));
      return jupyter.broadcast(type, content);
    };
  } catch {
    return null;
  }
}

// On import, so that it holds for all cells, those before the first display included.
if (kernelBroadcast() !== null) {
  keepLateOutputs();
  foldSlips();
}
