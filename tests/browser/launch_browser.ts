/**
 * The machine's browser, led by Playwright.
 *
 * @module
 */
import { type Browser, chromium } from "playwright-core";
import { browserCommand } from "./needs_browser.ts";

/** Starts it without a window. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await programOf(browserCommand as string),
    // Chromium refuses its sandbox to root, as in containers.
    chromiumSandbox: Deno.build.os !== "windows" && Deno.uid() !== 0,
  });
}

/** The path of a command, for Playwright takes no other. */
async function programOf(command: string): Promise<string> {
  if (command.includes("/")) return command;
  for (const folder of Deno.env.get("PATH")!.split(":")) {
    const path = `${folder}/${command}`;
    if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) return path;
  }
  throw new Error(`There is no ${command} in PATH.`);
}
