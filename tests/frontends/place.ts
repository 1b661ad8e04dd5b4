/**
 * Where front ends open notebooks: one server, one browser.
 *
 * @module
 */
import type { BrowserContext } from "playwright-core";
import { launchBrowser } from "../browser/launch_browser.ts";
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
  const browser = await launchBrowser();
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
