/**
 * The only script of a report: the headers of its table become buttons that sort.
 *
 * @module
 */
import { createHash } from "node:crypto";

/**
 * Numbers go by their value, texts by their letters with the numbers in them counted, what is missing
 * to the end. Without the script the table stands as it is.
 */
export const sortScript = `"use strict";
for (const table of document.querySelectorAll("table.trials")) {
  const body = table.tBodies[0];
  const first = [...body.rows];
  table.querySelectorAll("thead th").forEach((header, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    const keyOf = (row) => {
      const { dataset, textContent } = row.cells[place];
      if ("missing" in dataset) return null;
      return "number" in dataset ? Number(dataset.number) : textContent;
    };
    const compare = (a, b) =>
      typeof a === "number" && typeof b === "number"
        ? a - b
        : String(a).localeCompare(String(b), "en", { numeric: true });
    button.addEventListener("click", () => {
      // Up, down, and as it was; numbers begin with the highest.
      const isNumber = first.some((row) => typeof keyOf(row) === "number");
      const order = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
      const next = order[order.indexOf(header.ariaSort) + 1];
      for (const one of header.parentNode.cells) one.removeAttribute("aria-sort");
      if (next === undefined) return body.append(...first);
      header.ariaSort = next;
      const sign = next === "ascending" ? 1 : -1;
      body.append(...first.toSorted((a, b) => {
        const [one, other] = [keyOf(a), keyOf(b)];
        if (one === null || other === null) return (one === null) - (other === null);
        return sign * compare(one, other);
      }));
    });
  });
}
`;

/** What a Content-Security-Policy knows the script by. */
export const sortScriptHash = `sha256-${createHash("sha256").update(sortScript).digest("base64")}`;
