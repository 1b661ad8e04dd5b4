/**
 * How a study is asked to stop from outside: Ctrl-C, a closed terminal, a scheduler's cancel.
 *
 * @module
 */

/**
 * What comes within so long of the first is the same wish. In a terminal a single Ctrl-C arrives
 * two or three times: from the terminal, and passed on by `deno task`, which had it too.
 */
const SAME_WISH_MS = 1_000;

/** By convention a program that a signal ends has the exit code 128 + its number. */
const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
type StopSignal = keyof typeof NUMBERS;

/** Whether the user wants an end. Disposing it gives the signals back to the system. */
export interface Stop extends Disposable {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 129 after SIGHUP, 130 after SIGINT (Ctrl-C), 143 after SIGTERM; null before any. */
  readonly exitCode: number | null;
}

/**
 * Hears SIGINT, SIGTERM and SIGHUP until disposed. The first asks for an orderly end; a SIGINT or
 * SIGTERM more than a second later ends the program at once. A SIGHUP never does: `npx` dies of
 * Ctrl-C, and where it led the session, as under `ssh -t`, the system then hangs up on the rest.
 *
 * What the program was started to ignore, as `nohup` has it ignore SIGHUP and a script's `&` SIGINT,
 * stays ignored; Linux alone tells.
 *
 * @param end What ends the program at once.
 */
export function listenForStop(end: (exitCode: number) => void = Deno.exit): Stop {
  const stop = new AbortController();
  let exitCode: number | null = null;
  let firstMs = 0;
  const ignored = ignoredSignals();
  const listeners = (Object.keys(NUMBERS) as StopSignal[]).map((name) => {
    const hear = () => {
      // With its first listener for any signal, Deno stops ignoring all the others.
      if ((ignored >> BigInt(NUMBERS[name] - 1) & 1n) === 1n) return;
      if (exitCode === null) {
        exitCode = 128 + NUMBERS[name];
        firstMs = performance.now();
        stop.abort();
      } else if (name !== "SIGHUP" && performance.now() - firstMs > SAME_WISH_MS) {
        end(exitCode);
      }
    };
    Deno.addSignalListener(name, hear);
    return { name, hear };
  });
  return {
    signal: stop.signal,
    get exitCode() {
      return exitCode;
    },
    [Symbol.dispose]() {
      for (const { name, hear } of listeners) Deno.removeSignalListener(name, hear);
    },
  };
}

/** The signals that this program was started to ignore, as a mask: bit 0 is signal 1. */
function ignoredSignals(): bigint {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    return BigInt(`0x${status.match(/^SigIgn:\s*(\w+)$/m)![1]}`);
  } catch {
    return 0n; // no Linux
  }
}
