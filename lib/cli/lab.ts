/**
 * `deno task lab`: opens the notebooks in JupyterLab with the Deno kernel, both in an environment
 * of the project's own.
 *
 * @module
 */
import { runCommand } from "./command.ts";
import { jupyterFolders } from "./jupyter_folders.ts";
import { tell } from "./print.ts";
import { ensureEnvironment, installDenoKernel, KEEP_BYTECODE } from "./python.ts";
import { serve } from "./serve.ts";
import { installWebPdf } from "./web_pdf.ts";

const HELP = `Open the notebooks in JupyterLab with the Deno kernel

Usage: deno task lab [options]

The first start installs JupyterLab and OpenBLAS into .venv/notebooks. Ctrl-C ends it
and its kernels.

Options:
  --no-browser   Print the address and open no browser
  --port <port>  Serve at this port (8888)
  -h, --help     Print this help

All other options go to JupyterLab as they are; --help-all lists them.`;

const root = new URL("../../", import.meta.url);

if (import.meta.main) await runCommand({ name: "lab", help: HELP, main: lab });

/** Runs JupyterLab until it ends, and returns its exit code. */
async function lab(args: string[]): Promise<number> {
  const requirements = new URL("notebooks/requirements.txt", root);
  const environment = await ensureEnvironment(requirements, tell);
  await installWebPdf(environment);
  return await serve(environment.python, {
    args: [
      "-m",
      "jupyterlab",
      "--LabApp.default_url=/lab/tree/notebooks",
      "--MultiKernelManager.default_kernel_name=deno",
      "--ServerApp.answer_yes=True",
      // JupyterLab refuses root, as in containers, unless it is told that this is meant.
      ...(Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : []),
      ...args,
    ],
    cwd: root,
    env: {
      ...KEEP_BYTECODE,
      ...await installDenoKernel(environment),
      ...jupyterFolders(environment.folder),
      // The notebooks' kernels look for a BLAS in the active environment.
      VIRTUAL_ENV: environment.folder,
    },
  });
}
