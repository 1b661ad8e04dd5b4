/**
 * Where a machine may have a BLAS.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

/** Where `deno task blas` installs OpenBLAS. */
const PROJECT = new URL("../../../.blas", import.meta.url);

/**
 * Names and paths of BLAS libraries to try, the better ones first: Accelerate on macOS, elsewhere
 * pip's scipy-openblas32 as `deno task blas` brings it, that in the active Python environment, then
 * what the system may have.
 *
 * @param environment Folder of the Python environment; by default that of `VIRTUAL_ENV` or
 * `CONDA_PREFIX`.
 * @param project Folder of what `deno task blas` brings.
 */
export function blasCandidates(
  os: typeof Deno.build.os = Deno.build.os,
  environment = variable("VIRTUAL_ENV") ?? variable("CONDA_PREFIX"),
  project = PROJECT.protocol === "file:" ? fileURLToPath(PROJECT) : undefined,
): string[] {
  const brought = project ? pipLibraries(project) : [];
  switch (os) {
    case "darwin":
      return ["/System/Library/Frameworks/Accelerate.framework/Accelerate"];
    case "windows":
      return [
        ...brought,
        ...environment ? pipLibraries(`${environment}/Lib/site-packages`) : [],
        "mkl_rt.2.dll",
        "libopenblas.dll",
        "openblas.dll",
      ];
    default:
      return [
        ...brought,
        ...environment
          ? entries(`${environment}/lib`, /^python3/).flatMap((folder) =>
            pipLibraries(`${folder}/site-packages`)
          )
          : [],
        "libmkl_rt.so.3",
        "libmkl_rt.so.2",
        "libmkl_rt.so",
        "libopenblas.so.0",
        "libopenblas.so",
        "libblis.so.4",
        "libblis.so",
      ];
  }
}

/** The value of an environment variable; undefined where it is empty or may not be read. */
export function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) || undefined : undefined;
}

/** The libraries of scipy-openblas32 in a folder of Python packages. */
function pipLibraries(packages: string): string[] {
  return entries(`${packages}/scipy_openblas32/lib`, /^libscipy_openblas.*\.(so|dll)$/);
}

/** Paths of what a folder holds; none where it is not there or may not be read. */
function entries(folder: string, name: RegExp): string[] {
  if (Deno.permissions.querySync({ name: "read", path: folder }).state !== "granted") return [];
  try {
    return [...Deno.readDirSync(folder)].filter((entry) => name.test(entry.name))
      .map((entry) => `${folder}/${entry.name}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
