import { assert, assertEquals } from "@std/assert";
import { jupyterFolders } from "../../lib/cli/jupyter_folders.ts";

Deno.test("all that Jupyter writes goes into the environment", () => {
  const folders = jupyterFolders("/x/.venv/notebooks");
  assertEquals(Object.keys(folders).sort(), [
    "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "npm_config_cache",
  ]);
  const paths = Object.values(folders);
  assertEquals(new Set(paths).size, paths.length);
  for (const path of paths) assert(path.startsWith("/x/.venv/notebooks/"), path);
});
