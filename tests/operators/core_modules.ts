/**
 * The modules of tfjs-core with its operators' specs, made loadable: the package ships them as
 * modules whose imports lack their endings, which Deno does not resolve.
 *
 * @module
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Where the installed tfjs-core lies, with a slash at the end. */
function coreFolder(): string {
  const tfjs = createRequire(import.meta.url).resolve("@tensorflow/tfjs/package.json");
  const core = createRequire(tfjs).resolve("@tensorflow/tfjs-core/package.json");
  return core.slice(0, -"package.json".length);
}

/**
 * Copies the modules into `folder` with their imports spelled out.
 *
 * @returns Paths of the operators' specs inside `folder`, sorted.
 */
export async function copyCore(folder: string): Promise<string[]> {
  const core = coreFolder();
  const files = new Set<string>();
  await listModules(`${core}dist/`, "", files);
  const { resolve } = createRequire(`${core}package.json`);
  for (const file of files) {
    const text = await Deno.readTextFile(`${core}dist/${file}`);
    const spelled = text.replace(/^\/\/# sourceMappingURL=.*$/m, "").replace(
      /^(import|export) ([^'";()]* from )?'([^']+)'/gm,
      (_, verb: string, names: string = "", target: string) => {
        if (target.startsWith(".")) {
          return `${verb} ${names}'${relativeModule(file, target, files)}'`;
        }
        // A package of CommonJS has all its names on its default export alone.
        const all = names.replace("* as ", "");
        return `${verb} ${all}'${pathToFileURL(resolve(target)).href}'`;
      },
    );
    const path = `${folder}/${file}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(path, spelled);
  }
  return [...files].filter((file) => /^ops\/.*_test\.js$/.test(file)).sort();
}

/** `./conv2d` as seen from `file`, with the ending that it has among the files. */
function relativeModule(file: string, target: string, files: ReadonlySet<string>): string {
  const ending = [".js", "/index.js"].find((ending) =>
    files.has(new URL(target + ending, `file:///${file}`).pathname.slice(1))
  );
  return target + (ending ?? "");
}

/** All modules below a folder, the bundles at its top left out. */
async function listModules(root: string, folder: string, files: Set<string>): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
    if (isDirectory && name !== "scripts") await listModules(root, `${folder}${name}/`, files);
    else if (name.endsWith(".js") && !name.startsWith("tf-core")) files.add(folder + name);
  }
}
