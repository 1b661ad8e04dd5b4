/**
 * `deno task lab` as its users start it, for tests: JupyterLab and Notebook from one server, on the
 * loopback only, behind a token, with settings of its own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../lib/cli/lab.ts", import.meta.url));
/** The first start makes the Python environment. */
const START_SECONDS = 400;

/** A kernel, and the notebook that it runs. */
export interface Session {
  readonly path: string;
  readonly kernel: { readonly id: string };
}

/** A server until disposed; its kernels end with it. */
export interface LabServer extends AsyncDisposable {
  /** The address of a page, with the token. */
  address(page: string): string;
  /** The notebooks that are open, and their kernels. */
  sessions(): Promise<Session[]>;
  /** Pages that are opened from now on are light or dark. */
  useTheme(theme: "light" | "dark"): Promise<void>;
}

/** Starts the lab on the notebooks of a folder, and waits until it answers. */
export async function startLab(folder: string): Promise<LabServer> {
  const settings = await Deno.makeTempDir();
  // Nobody is asked whether JupyterLab may fetch its news.
  const quiet = { fetchNews: "false", checkForUpdates: false };
  await writeSettings(settings, "notification", quiet);
  const token = crypto.randomUUID();
  const port = freePort();
  const lab = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", command, "--no-browser", "--ip=127.0.0.1", `--port=${port}`],
      ...[`--IdentityProvider.token=${token}`, "--ServerApp.port_retries=0"],
      ...[`--ServerApp.root_dir=${folder}`, `--LabApp.user_settings_dir=${settings}`],
      `--LabApp.workspaces_dir=${settings}/workspaces`,
    ],
    // Studies are begun anew.
    env: { SWEEPBOOK_STORAGE: "none" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const said: string[] = [];
  const read = lab.stderr.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({ write: (text) => void said.push(text) }),
  );
  const address = (page: string) => `http://127.0.0.1:${port}/${page}?token=${token}`;
  let status: Deno.CommandStatus | undefined;
  const ended = lab.status.then((how) => status = how);
  const ready = async () => {
    const answer = await fetch(address("api/status")).catch(() => null);
    await answer?.body?.cancel();
    return answer?.ok;
  };
  for (let tries = 0; !await ready(); tries++) {
    if (status || tries > START_SECONDS * 4) throw new Error(`No lab: ${said.join("")}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return {
    address,
    sessions: async () => await (await fetch(address("api/sessions"))).json(),
    useTheme: (theme) =>
      writeSettings(settings, "themes", {
        theme: theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light",
      }),
    async [Symbol.asyncDispose]() {
      lab.kill("SIGTERM");
      await Promise.all([ended, read]);
      await Deno.remove(settings, { recursive: true });
    },
  };
}

async function writeSettings(folder: string, name: string, settings: object): Promise<void> {
  const extension = `${folder}/@jupyterlab/apputils-extension`;
  await Deno.mkdir(extension, { recursive: true });
  await Deno.writeTextFile(`${extension}/${name}.jupyterlab-settings`, JSON.stringify(settings));
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}
