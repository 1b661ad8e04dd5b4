import { toVisible } from "./visible.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Escapes a text for HTML, between tags and in quoted attributes. Control characters and the like,
 * of which HTML carries only some, stand as codes, see `toVisible`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeHtml } from "./escape_html.ts";
 *
 * assertEquals(escapeHtml("a < b"), "a &lt; b");
 * ```
 */
export function escapeHtml(text: string): string {
  return toVisible(text).replaceAll(/[&<>"']/g, (character) => entities[character]);
}
