/**
 * A BLAS library of the machine: found, opened through FFI, checked on a small product, and bound to
 * one thread, since every worker has one of its own.
 *
 * @module
 */
import { blasCandidates } from "./candidates.ts";
import { newerCoreThan } from "./openblas_core.ts";

/** An opened BLAS. */
export interface Blas {
  /** What tables show, such as `openblas 0.3.21`. */
  readonly name: string;
  /** Where it was opened. */
  readonly path: string;
  /**
   * C = op(A)·op(B) + beta·C in single precision, row-major. op(A) is m x k, op(B) k x n; `a`, `b`
   * and `c` are addresses of this process, `lda`, `ldb` and `ldc` the lengths of stored rows.
   */
  sgemm(product: Product): void;
}

/** The arguments of {@linkcode Blas.sgemm}. */
export interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: number;
  readonly lda: number;
  readonly b: number;
  readonly ldb: number;
  readonly beta: number;
  readonly c: number;
  readonly ldc: number;
}

const ROW_MAJOR = 101;
const NO_TRANSPOSE = 111;
const TRANSPOSE = 112;

// Addresses are passed as whole numbers, which every ABI that Deno runs on takes like pointers.
const SGEMM = {
  // deno-fmt-ignore
  parameters: [
    "i32", "i32", "i32", "i32", "i32", "i32", "f32",
    "usize", "i32", "usize", "i32", "f32", "usize", "i32",
  ],
  result: "void",
  optional: true,
} as const;
const SET_THREADS = { parameters: ["i32"], result: "void", optional: true } as const;
const GET_TEXT = { parameters: [], result: "pointer", optional: true } as const;

const SYMBOLS = {
  cblas_sgemm: SGEMM,
  openblas_set_num_threads: SET_THREADS,
  openblas_get_config: GET_TEXT,
  openblas_get_corename: GET_TEXT,
  // The names in pip's scipy-openblas32.
  scipy_cblas_sgemm: SGEMM,
  scipy_openblas_set_num_threads: SET_THREADS,
  scipy_openblas_get_config: GET_TEXT,
  scipy_openblas_get_corename: GET_TEXT,
  MKL_Set_Num_Threads: SET_THREADS,
  bli_thread_set_num_threads: { parameters: ["i64"], result: "void", optional: true },
} as const;

/** Where libraries keep their number of threads before they are loaded. */
const THREAD_VARIABLES = ["OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS"];

/**
 * Opens a BLAS: the one at `path`, or the first of the {@linkcode blasCandidates} that works.
 *
 * @throws {Deno.errors.NotCapable} If `--allow-ffi` is not given.
 * @throws {Error} If there is none that works; the message says what was tried, and why it failed.
 */
export function openBlas(path?: string): Blas {
  if (Deno.permissions.querySync({ name: "ffi", path }).state !== "granted") {
    throw new Deno.errors.NotCapable("A BLAS needs the permission --allow-ffi.");
  }
  for (const name of THREAD_VARIABLES) {
    if (Deno.env.get(name) !== "1") Deno.env.set(name, "1");
  }
  const candidates = path === undefined ? blasCandidates() : [path];
  const failures: string[] = [];
  for (const candidate of candidates) {
    try {
      return openOne(candidate);
    } catch (error) {
      const { message } = error as Error;
      const absent = message.startsWith("Could not open library");
      if (!absent || path !== undefined) {
        failures.push(`${candidate}: ${message.split(": ").at(-1)}`);
      }
    }
  }
  throw new Error(
    failures.length > 0
      ? `Found no BLAS that works (${failures.join("; ")}).`
      : `Found no BLAS on this machine (looked for ${candidates.join(", ")}).`,
  );
}

function openOne(path: string): Blas {
  let library = Deno.dlopen(path, SYMBOLS);
  const core = newerCore(library.symbols);
  if (core !== null) {
    // OpenBLAS reads the variable when it is loaded.
    library.close();
    Deno.env.set("OPENBLAS_CORETYPE", core);
    library = Deno.dlopen(path, SYMBOLS);
    if (newerCore(library.symbols) !== null) {
      throw new Error("its kernels are for older processors");
    }
  }
  const { symbols } = library;
  const sgemm = symbols.cblas_sgemm ?? symbols.scipy_cblas_sgemm;
  if (!sgemm) throw new Error("it has no cblas_sgemm");
  symbols.openblas_set_num_threads?.(1);
  symbols.scipy_openblas_set_num_threads?.(1);
  symbols.MKL_Set_Num_Threads?.(1);
  symbols.bli_thread_set_num_threads?.(1n);
  const blas: Blas = {
    name: nameOf(path, symbols),
    path,
    sgemm: ({ transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc }) => {
      const opA = transposeA ? TRANSPOSE : NO_TRANSPOSE;
      const opB = transposeB ? TRANSPOSE : NO_TRANSPOSE;
      sgemm(ROW_MAJOR, opA, opB, m, n, k, 1, BigInt(a), lda, BigInt(b), ldb, beta, BigInt(c), ldc);
    },
  };
  checkProducts(blas);
  return blas;
}

type Symbols = Deno.StaticForeignLibraryInterface<typeof SYMBOLS>;

/** The core type that an OpenBLAS should be told to use; null where it chose well. */
function newerCore(symbols: Symbols): string | null {
  const name = (symbols.openblas_get_corename ?? symbols.scipy_openblas_get_corename)?.();
  return name ? newerCoreThan(textAt(name)) : null;
}

const textAt = (pointer: Deno.PointerObject) => Deno.UnsafePointerView.getCString(pointer);

/** `openblas 0.3.21` from what OpenBLAS says of itself, else the library's file name. */
function nameOf(path: string, symbols: Symbols): string {
  const config = (symbols.openblas_get_config ?? symbols.scipy_openblas_get_config)?.();
  if (config) return openBlasName(textAt(config));
  const file = path.split(/[/\\]/).at(-1)!;
  return file.replace(/^lib/, "").replace(/(_rt)?\.(so|dll|dylib).*$/, "").toLowerCase();
}

/** `openblas 0.3.34` from `OpenBLAS 0.3.34.481.3 USE64BITINT ...`: pip's has numbers of its own. */
export function openBlasName(config: string): string {
  return config.match(/OpenBLAS \d+(\.\d+){0,2}/)?.[0].toLowerCase() ?? "openblas";
}

/** Multiplies whole numbers every way the kernels will, and throws unless all products are exact. */
function checkProducts(blas: Blas): void {
  const [m, n, k] = [3, 5, 4];
  const a = Float32Array.from({ length: m * k }, (_, i) => (i * 7) % 11 - 5);
  const b = Float32Array.from({ length: k * n }, (_, i) => (i * 5) % 13 - 6);
  for (const [transposeA, transposeB, beta] of [[0, 0, 0], [1, 0, 1], [0, 1, 0], [1, 1, 1]]) {
    const c = new Float32Array(m * n).fill(2);
    blas.sgemm({
      transposeA: !!transposeA,
      transposeB: !!transposeB,
      m,
      n,
      k,
      beta,
      a: addressOf(a),
      lda: transposeA ? m : k,
      b: addressOf(b),
      ldb: transposeB ? k : n,
      c: addressOf(c),
      ldc: n,
    });
    for (let i = 0; i < m * n; i++) {
      const [row, column] = [Math.floor(i / n), i % n];
      let expected = 2 * beta;
      for (let p = 0; p < k; p++) {
        expected += a[transposeA ? p * m + row : row * k + p] *
          b[transposeB ? column * k + p : p * n + column];
      }
      if (c[i] !== expected) throw new Error("it gives a wrong product");
    }
  }
}

/** The address of an array's first element in this process. */
export function addressOf(array: ArrayBufferView<ArrayBuffer>): number {
  return Number(Deno.UnsafePointer.value(Deno.UnsafePointer.of(array)));
}
