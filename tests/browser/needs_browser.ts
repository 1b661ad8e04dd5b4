/**
 * Tests that need a browser.
 *
 * @module
 */
import { findBrowser } from "../../lib/browser/find_browser.ts";

/** The command that starts the machine's browser, or why there is none. */
export const browserCommand = await findBrowser().catch((error: Error) => error);
if (browserCommand instanceof Error && !(browserCommand instanceof Deno.errors.NotFound)) {
  throw browserCommand;
}

/**
 * A test in a browser. Where there is none it is skipped, and its name says why; with `CI=true` it
 * must run.
 *
 * @param register Takes the test where there is a browser; `Deno.test` by default.
 */
export function browserTest(
  name: string,
  test: () => Promise<void>,
  register: (name: string, test: () => Promise<void>) => void = Deno.test,
): void {
  if (typeof browserCommand === "string") register(name, test);
  else if (Deno.env.get("CI") === "true") Deno.test(name, () => Promise.reject(browserCommand));
  else Deno.test.ignore(`${name} (skipped: ${browserCommand.message})`, test);
}
