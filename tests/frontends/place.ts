/**
 * Where front ends open notebooks: one server, one browser.
 *
 * @module
 */
import { type BrowserContext, chromium } from "playwright-core";
import { browserCommand } from "../browser/needs_browser.ts";
import { type LabServer, startLab } from "./lab_server.ts";

/** A server and a browser, until disposed. */
export interface Place extends AsyncDisposable {
  readonly lab: LabServer;
  readonly context: BrowserContext;
  /** The folder that the lab shows. */
  readonly folder: string;
}

/** Starts the lab and the machine's browser on a folder, which is emptied. */
export async function openPlace(folder: string): Promise<Place> {
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  const lab = await startLab(folder);
  const browser = await chromium.launch({
    executablePath: await programOf(browserCommand as string),
    // Chromium refuses its sandbox to root, as in containers.
    chromiumSandbox: Deno.build.os !== "windows" && Deno.uid() !== 0,
  });
  return {
    lab,
    context: await browser.newContext(),
    folder,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await lab[Symbol.asyncDispose]();
    },
  };
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
