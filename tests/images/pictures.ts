/** Pictures of MNIST's digits, rendered once by Pillow. */
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { imageAt, type LabelledImages } from "../../lib/datasets/dataset.ts";

/** Whether Python is needed and missing is told by the tests' names. */
export const PYTHON = ["python3"];

/** Renders the first `count` images of a set; gives the folder, which the caller removes. */
export async function renderPictures(set: LabelledImages, count: number): Promise<string> {
  const { python } = await ensureEnvironment(new URL("../requirements.txt", import.meta.url));
  const folder = await Deno.makeTempDir();
  const digits = Array.from({ length: count }, (_, i) => [...imageAt(set, i).pixels]);
  const script = new URL("render.py", import.meta.url).pathname;
  const command = new Deno.Command(python, { args: [script], stdin: "piped", stderr: "piped" });
  const process = command.spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify({ folder, digits })));
  await writer.close();
  const { success, stderr } = await process.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return folder;
}
