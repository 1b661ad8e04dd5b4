/**
 * PDF files of notebooks, by nbconvert's `webpdf`: JupyterLab's File, Save and Export Notebook As.
 *
 * @module
 */
import { findBrowser } from "../browser/find_browser.ts";
import type { Environment } from "./python.ts";

/** What all programs of Jupyter in an environment read when they start. */
const toConfig = (browser: string) =>
  `# Written by Sweepbook: webpdf prints with the machine's browser. Playwright would take none but its own,
# and is asked for nothing else in this environment. Chromium refuses its sandbox to root.
import os
import shutil

from playwright.async_api import BrowserType

c = get_config()
launch = BrowserType.launch
browser = shutil.which(${JSON.stringify(browser)})


def launch_browser(self, **options):
    return launch(self, **{"executable_path": browser, **options})


BrowserType.launch = launch_browser
c.WebPDFExporter.disable_sandbox = hasattr(os, "getuid") and os.getuid() == 0
`;

/**
 * Has nbconvert in an environment print PDF files by the machine's Chromium or Chrome. Where there is
 * none nothing is done, and nbconvert says how to get one.
 *
 * @param environment Of `notebooks/requirements.txt`.
 */
export async function installWebPdf(environment: Environment): Promise<void> {
  const browser = await findBrowser().catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (browser === null) return;
  const folder = `${environment.folder}/etc/jupyter`;
  await Deno.mkdir(folder, { recursive: true });
  // Renamed into place, so that no other process reads half of it.
  const partial = await Deno.makeTempFile({ dir: folder });
  await Deno.writeTextFile(partial, toConfig(browser));
  await Deno.rename(partial, `${folder}/jupyter_config.py`);
}
