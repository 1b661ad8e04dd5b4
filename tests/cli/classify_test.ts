import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { pngOfDigit } from "../images/png_of_digit.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { trainModel, withSaved } from "../training/trained_model.ts";
import { finish } from "./study_process.ts";

function classify(...args: string[]) {
  const command = fileURLToPath(new URL("../../lib/cli/classify.ts", import.meta.url));
  const options = {
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  } as const;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", command, ...args],
    ...options,
  });
  return finish(process.spawn());
}

Deno.test("each image gets ten probabilities, the most likely first, and a slip its sentence", async () => {
  const { train } = await loadSmallMnist(600, 100);
  await withSaved(
    await trainModel({ layers: "F D64", epochs: 8, batchSize: 20 }),
    async (folder) => {
      const images = [1, 3].map((i) => `${folder}/${i}.png`);
      await Deno.writeFile(images[0], pngOfDigit(train, 1));
      await Deno.writeFile(images[1], pngOfDigit(train, 3));
      const { code, stdout, stderr } = await classify(folder, images[0], "none.png", images[1]);
      assertEquals([code, stderr], [1, [
        'classify: Cannot read "none.png": No such file or directory.',
      ]]);
      assertEquals(stdout.length, 23);
      assertEquals([stdout[0], stdout[11], stdout[12]], [images[0], "", images[1]]);
      for (const rows of [stdout.slice(1, 11), stdout.slice(13)]) {
        const shares = rows.map((row) => Number(row.match(/ (\d+\.\d\d) %$/)![1]));
        assertEquals(shares, shares.toSorted((a, b) => b - a));
        assert(Math.abs(shares.reduce((a, b) => a + b) - 100) < 0.1);
        assertEquals(rows.map((row) => row[2]).sort().join(""), "0123456789");
      }
      assertMatch(stdout[1], /^ {2}0 {2}█+ +\d+\.\d\d %$/);
      assertMatch(stdout[13], /^ {2}1 {2}█+ +\d+\.\d\d %$/);
      assertEquals((await classify(folder, images[0])).code, 0);
    },
  );
});

Deno.test("arguments that make no sense end with exit code 2, a missing model with 1", async () => {
  const refused: [string[], number, RegExp][] = [
    [[], 2, /got nothing\.$/],
    [["model"], 2, /got no image\.$/],
    [["model", "a.png", "--top", "3"], 2, /Expected an option that --help lists, got "--top"/],
    [["no model", "a.png"], 1, /^classify: Cannot load "no model\/model\.json": No such file/],
  ];
  for (const [args, expected, sentence] of refused) {
    const { code, stderr } = await classify(...args);
    assertEquals([code, stderr.length], [expected, 1]);
    assertMatch(stderr[0], sentence);
  }
  const { code, stdout } = await classify("--help");
  assertEquals(code, 0);
  for (const line of stdout) assert(line.length <= 100, `"${line}" is too wide`);
});
