/**
 * Runs a server until the user ends it.
 *
 * @module
 */
import { listenForStop } from "./stop_signals.ts";

const windows = Deno.build.os === "windows";

/**
 * Runs a server, such as Jupyter, and returns its exit code. Ctrl-C, a closed terminal and a cancel
 * each send it SIGTERM, once, on which it ends what it has started and then itself; Ctrl-C more than
 * a second later kills it. On Windows it hears of Ctrl-C by itself.
 *
 * @param options Of the process; it shares the terminal.
 */
export async function serve(program: string, options: Deno.CommandOptions): Promise<number> {
  const kill = (signal: Deno.Signal) => {
    try {
      server.kill(signal);
    } catch {
      // It has ended.
    }
  };
  // Before the server is there: nothing may end this program and leave it behind.
  using stop = listenForStop(() => kill("SIGKILL"));
  stop.signal.addEventListener("abort", () => windows || kill("SIGTERM"));
  // In a session of its own: else the terminal would send it each signal as well.
  const server = new Deno.Command(program, { ...options, detached: !windows }).spawn();
  return (await server.status).code;
}
