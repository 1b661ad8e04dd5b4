/**
 * Ours: Sweepbook's own studies, a trial on each core.
 *
 * @module
 */
import { chooseEngine, WASM } from "../../../lib/backends/engine.ts";
import { createStudy, type Dataset, type Study } from "../../../lib/studies.ts";
import type { StudyOpening, StudyRequest } from "../protocol.ts";
import { answer, keepOutputClean, PIXELS, read } from "./serve.ts";

keepOutputClean();
const opening = read<StudyOpening>();
try {
  const data = {
    name: "MNIST",
    classes: 10,
    train: readSet(opening.images, opening.labels),
    test: readSet(opening.testImages, opening.testLabels),
  };
  const engine = opening.blas === null ? WASM : chooseEngine("blas", opening.blas);
  answer({ name: `Sweepbook, ${engine.name}` });
  while (true) answer(await run(await prepareStudy(data, read<StudyRequest>())));
} catch (error) {
  answer({ error: (error as Error).message });
}

async function prepareStudy(data: Dataset, { trials }: StudyRequest): Promise<Study> {
  const { batch: batchSize, epochs, blas } = opening;
  const { study } = await createStudy({
    storage: null,
    name: "hidden-layers",
    data,
    cases: trials.map((layers, i) => ({ name: `${i + 1}`, layers: layers.slice(0, -1) })),
    epochs,
    batchSize,
    protocol: "paper",
    backend: blas === null ? "wasm" : "blas",
    blas: blas ?? undefined,
  });
  return study;
}

async function run(study: Study) {
  const start = performance.now();
  await study.optimize();
  const ms = performance.now() - start;
  const failed = study.trials.find(({ error }) => error !== null);
  if (failed) throw new Error(failed.error!);
  return { ms, accuracies: study.trials.map(({ runs }) => runs[0].test!.accuracy) };
}

function readSet(imageFile: string, labelFile: string) {
  const share = (file: string) => {
    const bytes = Deno.readFileSync(file);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    return shared;
  };
  const images = share(imageFile);
  return { count: images.length / PIXELS, height: 28, width: 28, images, labels: share(labelFile) };
}
