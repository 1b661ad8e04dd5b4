/**
 * Pages as PDF files.
 *
 * @module
 */
import { runBrowser } from "../browser/run_browser.ts";

/**
 * Prints a page into a file, which is whole or not there.
 *
 * @param browser The command that starts it, of `findBrowser()`.
 * @param page The path of its HTML file.
 * @throws {Error} If it cannot be printed.
 */
export async function printPdf(browser: string, page: string, file: string): Promise<void> {
  const partial = `${file}.${crypto.randomUUID()}.partial`;
  try {
    await runBrowser(browser, page, ["--no-pdf-header-footer", `--print-to-pdf=${partial}`]);
    await Deno.rename(partial, file);
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    const [reason] = (error as Error).message.split(/ \(os error|\n/);
    throw new Error(`Cannot print "${file}": ${reason.replace(/\.$/, "")}.`, { cause: error });
  }
}
