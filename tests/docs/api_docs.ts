/**
 * What the documentation of the public face promises, as `deno doc --json` reads it.
 *
 * @module
 */

/** The comment above a name. */
interface JsDoc {
  readonly doc?: string;
  readonly tags?: readonly Tag[];
}

interface Tag {
  readonly kind: string;
  readonly doc?: string;
  /** Of `@throws`: the class of the error. */
  readonly tsType?: { readonly repr: string };
}

/** A field or a method of an interface or a class. */
interface Member {
  readonly name: string;
  readonly optional?: boolean;
  readonly jsDoc?: JsDoc;
}

/** An exported name. */
export interface ApiSymbol {
  readonly name: string;
  readonly declarations: readonly {
    readonly kind: string;
    readonly jsDoc?: JsDoc;
    readonly def?: {
      readonly properties?: readonly Member[];
      readonly methods?: readonly Member[];
    };
  }[];
}

/** Reads the documentation of a module's exports. */
export async function readApi(module: URL): Promise<ApiSymbol[]> {
  const doc = new Deno.Command(Deno.execPath(), { args: ["doc", "--json", module.href] });
  const { stdout } = await doc.output();
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout));
  return nodes[module.href].symbols;
}

/** The classes of errors that a function says it throws. */
export function documentedErrors({ declarations }: ApiSymbol): string[] {
  return declarations.flatMap(({ jsDoc }) => jsDoc?.tags ?? [])
    .filter(({ kind }) => kind === "throws").map(({ tsType }) => tsType?.repr ?? "");
}

/**
 * The breaches of the rules: a function and a class have an example; options are sentences, and
 * those that may be left out say by `@default {value}` what they are then; `@throws {Class} If ...`
 * says when.
 */
export function findApiBreaches(symbols: readonly ApiSymbol[]): string[] {
  return symbols.flatMap(({ name, declarations }) =>
    declarations.flatMap(({ kind, jsDoc, def }) => {
      const members = [...def?.properties ?? [], ...def?.methods ?? []];
      const isCalled = kind === "function" || kind === "class";
      const hasExample = jsDoc?.tags?.some(({ kind, doc }) =>
        kind === "example" && /^```ts/m.test(doc ?? "")
      );
      return [
        ...isCalled && !hasExample ? [`${name} has no example`] : [],
        ...throwsBreaches(name, jsDoc),
        ...members.flatMap((member) => throwsBreaches(`${name}.${member.name}`, member.jsDoc)),
        ...isOptions(name) ? members.flatMap((member) => optionBreaches(name, member)) : [],
      ];
    })
  );
}

/**
 * The tags of a file that have another form than `@throws {Class} If ...`, or `Always`, and
 * `@default {value}`.
 */
export function findTagBreaches(text: string): string[] {
  return [...text.matchAll(/^.*\* (@(?:throws|default)\b.*)$/gm)].map(([, tag]) => tag)
    .filter((tag) => !/^@(throws \{[\w.]+\} (If|Always)|default \{.+\}$)/.test(tag));
}

/** Whether an interface holds what a user hands in by name. */
function isOptions(name: string): boolean {
  return /Options$|^StudyCase$|^RunListener$/.test(name);
}

function throwsBreaches(name: string, jsDoc: JsDoc = {}): string[] {
  const thrown = (jsDoc.tags ?? []).filter(({ kind }) => kind === "throws");
  return thrown.filter(({ doc, tsType }) => !tsType || !/^If [^]+\.\s*$/.test(doc ?? ""))
    .map(({ doc }) => `${name} throws not "{Class} If ... .": ${doc}`);
}

function optionBreaches(of: string, { name, optional, jsDoc }: Member): string[] {
  const isSentence = /^[A-Z][^]+\.\s*$/.test(jsDoc?.doc ?? "");
  const hasDefault = jsDoc?.tags?.some(({ kind }) => kind === "default") ?? false;
  return [
    ...isSentence ? [] : [`${of}.${name} is not said in a sentence`],
    ...optional && !hasDefault ? [`${of}.${name} has no @default {value}`] : [],
  ];
}
