/**
 * `deno task lab`: opens the notebooks in JupyterLab with the Deno kernel, both in an environment
 * of the project's own.
 *
 * @module
 */
import { jupyterFolders } from "./jupyter_folders.ts";
import { ensureEnvironment, installDenoKernel } from "./python.ts";

const HELP = `Open the notebooks in JupyterLab with the Deno kernel

Usage: deno task lab [options]

The first start installs JupyterLab and OpenBLAS into .venv/notebooks. Ctrl-C ends it.

Options:
  --no-browser   Print the address and open no browser
  --port <port>  Serve at this port (8888)
  -h, --help     Print this help

All other options go to JupyterLab as they are; --help-all lists them.`;

const root = new URL("../../", import.meta.url);

/** Runs JupyterLab until it ends, and returns its exit code. */
async function lab(args: string[]): Promise<number> {
  const requirements = new URL("notebooks/requirements.txt", root);
  const environment = await ensureEnvironment(requirements, (text) => console.error(text));
  const jupyter = new Deno.Command(environment.python, {
    args: [
      ...["-m", "jupyterlab", "--LabApp.default_url=/lab/tree/notebooks"],
      ...["--MultiKernelManager.default_kernel_name=deno", "--ServerApp.answer_yes=True"],
      // JupyterLab refuses root, as in containers, unless it is told that this is meant.
      ...(Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : []),
      ...args,
    ],
    cwd: root,
    env: {
      ...await installDenoKernel(environment),
      ...jupyterFolders(environment.folder),
      // The notebooks' kernels look for a BLAS in the active environment.
      VIRTUAL_ENV: environment.folder,
    },
  }).spawn();
  // Jupyter ends its kernels and then itself; it must not outlive this process, nor be cut short.
  const windows = Deno.build.os === "windows";
  const end = () => {
    if (!windows) jupyter.kill("SIGTERM");
  };
  Deno.addSignalListener("SIGINT", end);
  if (!windows) Deno.addSignalListener("SIGTERM", end);
  return (await jupyter.status).code;
}

if (Deno.args.includes("-h") || Deno.args.includes("--help")) {
  console.log(HELP);
} else {
  try {
    Deno.exit(await lab(Deno.args));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
