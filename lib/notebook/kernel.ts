/**
 * The way from this program to the notebook's frontend.
 *
 * @module
 */

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

/**
 * Waits until what was shown has left the kernel. Deno 2.9 publishes some output after it calls
 * itself idle, and clients drop what comes later than that.
 */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
