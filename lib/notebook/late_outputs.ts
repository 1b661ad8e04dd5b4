/**
 * Keeping what a cell shows last.
 *
 * @module
 */

/** What the Deno kernel calls at the end of a cell. */
interface KernelInside {
  readonly jupyter?: { broadcastResult?: (count: number, value: unknown) => Promise<void> };
}

/**
 * Round trips to another thread while the kernel publishes a message: both take the longer the busier
 * the machine is, so that these tell how long to wait. Ten suffice on an idle one.
 */
const TRIPS = 32;
/** So many characters of a message take as long as one more. */
const CHARACTERS = 50_000;
/** A message was published so long ago, also on a very busy machine, in milliseconds. */
const SLOWEST_MS = 25;
/** For what the kernel publishes by itself. */
const REST_MS = 50;

/** Messages that may not be published yet, */
let waiting = 0;
/** as it was then, by `performance.now()`. */
let countedMs = 0;

/** Notes a message that was sent to the kernel, whose texts are among these. */
export function countMessage(parts: readonly unknown[]): void {
  const characters = parts.reduce<number>(
    (sum, part) => typeof part === "string" ? sum + part.length : sum,
    0,
  );
  waiting = stillWaiting() + 1 + characters / CHARACTERS;
}

function stillWaiting(): number {
  const now = performance.now();
  const published = (now - countedMs) / SLOWEST_MS;
  countedMs = now;
  return Math.max(0, waiting - published);
}

/**
 * Makes every cell wait, before it ends, until what it printed and showed has left the kernel: Deno
 * 2.9 publishes on a thread of its own, may call the cell idle before it is done with that, and
 * frontends drop what comes later. Where the kernel's inside is another one, nothing changes.
 */
export function keepLateOutputs(): void {
  const { internal } = Deno as unknown as { readonly internal: symbol };
  const { jupyter } = (Deno as unknown as Record<symbol, KernelInside>)[internal] ?? {};
  if (jupyter?.broadcastResult === undefined) return;
  countPrinted();
  const broadcastResult = jupyter.broadcastResult;
  jupyter.broadcastResult = async (...args) => {
    await broadcastResult(...args);
    // What the cell gives may be a large figure, which counts as two.
    for (let trips = TRIPS * (stillWaiting() + 2); trips > 0; trips--) await Deno.lstat(".");
    waiting = 0;
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  };
}

/** Notes what the console prints, too. */
function countPrinted(): void {
  const methods = console as unknown as Record<string, unknown>;
  for (const [name, method] of Object.entries(methods)) {
    if (typeof method !== "function") continue;
    methods[name] = (...args: unknown[]) => {
      countMessage(args);
      return method.apply(console, args);
    };
  }
}
