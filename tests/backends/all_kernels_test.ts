/**
 * All kernels that we register for `wasm`, from the list that registers them: each gives what `cpu`
 * gives, and what it cannot compute it refuses.
 */
import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { SoftmaxCrossEntropy } from "../../lib/backends/kernel_names.ts";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { wasmKernels } from "../../lib/backends/wasm/register.ts";
import { inputsOf, type KernelCase, kernelCases } from "./kernel_cases.ts";
import { assertWithin, stepTolerance } from "./tolerance.ts";

const names = wasmKernels.map(({ kernelName }) => kernelName);

Deno.test("every kernel that is registered has cases here", () => {
  assertEquals(Object.keys(kernelCases).sort(), [...names].sort());
});

for (const name of names) {
  Deno.test(`${name} gives what cpu gives over odd and even sizes`, async () => {
    for (const each of kernelCases[name]) {
      const expected = await outcome("cpu", name, () => inputsOf(each), each.attrs);
      const actual = await outcome("wasm", name, () => inputsOf(each), each.attrs);
      assert(!(expected instanceof Error), `cpu: ${expected}`);
      assert(!(actual instanceof Error), `wasm: ${actual}`);
      assertAgree(name, actual, expected);
    }
  });

  Deno.test(`${name} refuses tensors that do not fit, or gives what cpu gives`, async () => {
    for (const each of kernelCases[name]) {
      for (const [what, inputs] of changes(each)) {
        const expected = await outcome("cpu", name, inputs, each.attrs);
        const actual = await outcome("wasm", name, inputs, each.attrs);
        if (actual instanceof Error) {
          assertRefusal(`${name}, ${what}`, actual);
        } else {
          assert(!(expected instanceof Error), `${name}, ${what}: cpu throws ${expected}`);
          assertAgree(`${name}, ${what}`, actual, expected);
        }
      }
    }
  });

  const bad = kernelCases[name].flatMap((each) =>
    (each.badAttrs ?? []).map((changed) => ({ each, attrs: { ...each.attrs, ...changed } }))
  );
  if (bad.length === 0) continue;
  Deno.test(`${name} refuses attributes that do not fit`, async () => {
    for (const { each, attrs } of bad) {
      const actual = await outcome("wasm", name, () => inputsOf(each), attrs);
      assert(actual instanceof Error, `${name} took ${JSON.stringify(attrs)}`);
      assertRefusal(name, actual);
    }
  });
}

Deno.test("a label that is no class is refused", async () => {
  for (const backend of ["wasm", "cpu"] as const) {
    for (const label of [-1, 3]) {
      const inputs = () => ({ logits: tf.ones([1, 3]), labels: tf.tensor1d([label], "int32") });
      const actual = await outcome(backend, SoftmaxCrossEntropy, inputs, {});
      assert(actual instanceof RangeError);
      assertMatch(actual.message, /^Expected labels from 0 to 2, got -?\d\.$/);
    }
  }
});

interface Values {
  readonly shape: number[];
  readonly values: ArrayLike<number>;
}

/** What a kernel gives on a backend, its inputs after it included; or what it throws. */
async function outcome(
  backend: "wasm" | "cpu",
  kernel: string,
  inputs: () => tf.NamedTensorMap,
  attrs: tf.NamedAttrMap,
): Promise<Values[] | Error> {
  await prepareBackend(backend);
  const before = tf.engine().backend.numDataIds();
  let given: Values[] | Error;
  tf.engine().startScope();
  try {
    const tensors = inputs();
    const outputs = tf.engine().runKernel(kernel, tensors, attrs) as tf.Tensor | tf.Tensor[];
    given = [outputs, Object.values(tensors)].flat(2)
      .map((tensor) => ({ shape: tensor.shape, values: tensor.dataSync().slice() }));
  } catch (error) {
    given = error as Error;
  } finally {
    tf.engine().endScope();
  }
  if (backend === "wasm") assertEquals(tf.engine().backend.numDataIds(), before, `${kernel} leaks`);
  return given;
}

/** A case's inputs with one of them changed in one side, in the number of its sides, or in its type. */
function changes(each: KernelCase): [string, () => tf.NamedTensorMap][] {
  const shapes = tf.tidy(() =>
    Object.entries(inputsOf(each)).map(([name, { shape }]) => ({ name, shape }))
  );
  return shapes.flatMap(({ name, shape }) => {
    const change = (what: string, by: (tensor: tf.Tensor) => tf.Tensor) => {
      const inputs = () => {
        const changed = inputsOf(
          each,
          (inputs) => name in inputs ? { ...inputs, [name]: by(inputs[name]) } : inputs,
        );
        return name in each.inputs() ? changed : { ...changed, [name]: by(changed[name]) };
      };
      return [`${name} ${what}`, inputs] as [string, () => tf.NamedTensorMap];
    };
    return [
      change("flat", (tensor) => tf.reshape(tensor, [tensor.size])),
      change("of one side more", (tensor) => tf.expandDims(tensor)),
      change("of another type", (tensor) => tf.cast(tensor, other(tensor.dtype))),
      ...shape.flatMap((length, axis) => [
        change(`longer in side ${axis}`, (tensor) => resize(tensor, axis, length + 1)),
        change(`shorter in side ${axis}`, (tensor) => resize(tensor, axis, length - 1)),
        change(`empty in side ${axis}`, (tensor) => resize(tensor, axis, 0)),
      ]),
    ];
  });
}

const other = (dtype: tf.DataType) => dtype === "int32" ? "float32" : "int32";

/** A tensor of ones that is `length` long in one side. */
function resize(tensor: tf.Tensor, axis: number, length: number): tf.Tensor {
  return tf.cast(tf.ones(tensor.shape.with(axis, length)), tensor.dtype as "float32");
}

function assertAgree(what: string, actual: readonly Values[], expected: readonly Values[]): void {
  assertEquals(actual.map(({ shape }) => shape), expected.map(({ shape }) => shape), what);
  actual.forEach(({ values }, i) =>
    assertWithin(`${what}, tensor ${i}`, values, expected[i].values, stepTolerance(100))
  );
}

/** One sentence about what was expected and what came. */
function assertRefusal(what: string, { message }: Error): void {
  assertMatch(
    message,
    /^Expected .*, got .*\.$|^Unknown padding parameter: |shapes cannot be broadcast|^Operands could not/,
    what,
  );
}
