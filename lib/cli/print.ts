/**
 * The one place where commands print. Full disks, dead pipes and terminals that were closed are
 * met here: what cannot be printed never stops a study.
 *
 * @module
 */

/** How long a stream that takes nothing just now is left alone. */
const BUSY_MS = 10;
const encoder = new TextEncoder();
/** The last thing that waits to be written to each stream: all is written in order. */
const last = { stdout: Promise.resolve(), stderr: Promise.resolve() };

/**
 * Prints a text and its end, a line feed, to stdout. Not even a reader who takes nothing, such as a pager,
 * keeps the program from hearing Ctrl-C meanwhile.
 *
 * @throws {Error} If stdout does not take all of it, as on a full disk or when its reader has gone.
 */
export async function print(text: string, end = "\n"): Promise<void> {
  try {
    await write("stdout", text + end);
  } catch (error) {
    throw new Error(`Cannot print to stdout: ${reason(error)}.`, { cause: error });
  }
}

/**
 * Prints a text and a line feed to stderr, without waiting for it; what it does not take is lost.
 */
export function tell(text: string): void {
  draw(`${text}\n`);
}

/** Writes to stderr as it is, for what is drawn over; what it does not take is lost. */
export async function draw(text: string): Promise<void> {
  try {
    await write("stderr", text);
  } catch {
    // There is no other place where this could be told.
  }
}

/** Waits until all has been written that was to be. */
export async function flush(): Promise<void> {
  await Promise.all(Object.values(last));
}

/** What the system said, without its error number and the name of the call. */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(" (os error")[0].replace(/\.$/, "");
}

/** A text without what would break its line or move a cursor: names may hold anything. */
export function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, (sign) => {
    const code = sign.codePointAt(0)!.toString(16).toUpperCase();
    return `<U+${code.padStart(4, "0")}>`;
  });
}

function write(stream: "stdout" | "stderr", text: string): Promise<void> {
  const written = last[stream].then(() => writeAll(Deno[stream], encoder.encode(text)));
  // What follows is tried even so: a disk may have room again.
  last[stream] = written.catch(() => {});
  return written;
}

async function writeAll(stream: typeof Deno.stdout, bytes: Uint8Array): Promise<void> {
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(await stream.write(bytes));
    } catch (error) {
      // A pipe that another process has made non-blocking is full.
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
    }
  }
}
