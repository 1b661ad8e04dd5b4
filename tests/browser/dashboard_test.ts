import { assert, assertEquals } from "@std/assert";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "../storage/sample_definition.ts";
import { withFile } from "../storage/with_file.ts";
import { browserTest, openPage, type Page } from "./browser.ts";

const requirements = new URL("../optuna/requirements.txt", import.meta.url);

browserTest(
  "Optuna's dashboard shows a study while it runs and after",
  () =>
    withFile(async (storage, path) => {
      const writer = storage.write(sampleDefinition("hidden layers"));
      writer.save(sampleTrial(0, { name: "first case" }));
      const epochs = [1, 2].map((epoch) => sampleEpoch(epoch));
      const running = sampleRun(0, { state: "running", epochs });
      writer.save(sampleTrial(1, { name: "second case", state: "running", runs: [running] }));
      await using dashboard = await openDashboard(path);
      const trials = `${dashboard.url}/dashboard/studies/1/trials`;

      await using page = await openPage(`<script>location.href = "${trials}"</script>`);
      const live = await textWith(page, "first case");
      assert(/Trial 0 \(trial_id=1\)/.test(live) && /Complete/.test(live), live);
      assert(/Running/.test(live), live);

      writer.save(sampleTrial(1, { name: "second case" }));
      writer.close();
      await using after = await openPage(`<script>location.href = "${trials}"</script>`);
      const ended = await textWith(after, "first case");
      assertEquals(/Running/.test(ended), false, ended);
    }),
);

/** The text of a page, once it holds something; it fails with the text that it had instead. */
async function textWith(page: Page, expected: string): Promise<string> {
  let text = "";
  for (let i = 0; i < 150; i++) {
    text = String(await page.evaluate("document.body?.innerText ?? ''").catch(() => ""));
    if (text.includes(expected)) return text;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The page does not show "${expected}": ${text}`);
}

/** A dashboard of a file that answers until it is disposed of. */
async function openDashboard(path: string) {
  const { folder } = await ensureEnvironment(requirements, (text) => console.log(text));
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const bin = Deno.build.os === "windows" ? "Scripts" : "bin";
  const server = new Deno.Command(`${folder}/${bin}/optuna-dashboard`, {
    args: [`sqlite:///${path}`, "--host", "127.0.0.1", "--port", String(port)],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 150; i++) {
    const answer = await fetch(`${url}/api/studies`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.kill();
      await server.status;
    },
  };
}
