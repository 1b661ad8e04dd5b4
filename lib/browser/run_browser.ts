/**
 * Has a browser open one page without a window, and end.
 *
 * @module
 */
import { pathToFileURL } from "node:url";

/** Without a window, and without asking anything of the network by itself. */
export const QUIET_FLAGS: readonly string[] = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Opens a page in a headless browser with a profile of its own, which is deleted afterwards.
 *
 * @param browser The command that starts it, of `findBrowser()`.
 * @param page The path of its HTML file.
 * @param flags What the browser is to do with it, such as `--screenshot=page.png`.
 * @throws {Error} If it fails; the message is what the browser says.
 */
export async function runBrowser(
  browser: string,
  page: string,
  flags: readonly string[],
): Promise<void> {
  const profile = await Deno.makeTempDir();
  try {
    const { success, stderr } = await new Deno.Command(browser, {
      args: [
        ...QUIET_FLAGS,
        // Chromium refuses its sandbox to root, as in containers.
        ...(Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
        `--user-data-dir=${profile}`,
        ...flags,
        pathToFileURL(page).href,
      ],
      stdin: "null",
    }).output();
    if (!success) throw new Error(`${browser} failed: ${new TextDecoder().decode(stderr)}`);
  } finally {
    // What a late child process still writes into stays in the folder of temporary files.
    await Deno.remove(profile, { recursive: true }).catch(() => {});
  }
}
