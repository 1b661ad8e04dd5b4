import { assert, assertEquals } from "@std/assert";
import { toCsv } from "../../lib/results/csv.ts";

Deno.test("toCsv() has a header and one line per row, each ended by CRLF", () => {
  assertEquals(
    toCsv([{ trial: 0, best: true }, { trial: 1, best: false }]),
    "trial,best\r\n0,true\r\n1,false\r\n",
  );
});

Deno.test("toCsv() quotes commas, quotes and line breaks", () => {
  assertEquals(
    toCsv([{ a: "C32, P2", b: 'say "8"', c: "two\nlines", d: "plain" }]),
    'a,b,c,d\r\n"C32, P2","say ""8""","two\nlines",plain\r\n',
  );
});

Deno.test("toCsv() tells a missing value from an empty text", () => {
  assertEquals(toCsv([{ a: null, b: "" }]), 'a,b\r\n,""\r\n');
});

Deno.test("toCsv() has numbers that parse back to the same value", () => {
  const numbers = [0.1 + 0.2, 1 / 3, 1e-7, 1e21, 5e-324, -0, NaN, Infinity, 2 ** 53];
  const lines = toCsv(numbers.map((value) => ({ value }))).trimEnd().split("\r\n").slice(1);
  numbers.forEach((value, i) => assert(Object.is(Number(lines[i]), value), lines[i]));
});

Deno.test("toCsv() has the given columns, with no row the header alone", () => {
  assertEquals(toCsv([{ a: 1, b: 2 }], ["b"]), "b\r\n2\r\n");
  assertEquals(toCsv<{ a: number }>([], ["a"]), "a\r\n");
});

Deno.test("toCsv() puts nothing before a text that a spreadsheet would compute", () => {
  const texts = ["=1+1", "+bn", "-bn", "@a", "\ta", " a ", "a-b", "007", ".5"];
  assertEquals(
    toCsv(texts.map((a) => ({ a }))),
    'a\r\n"=1+1"\r\n"+bn"\r\n"-bn"\r\n"@a"\r\n"\ta"\r\n" a "\r\na-b\r\n"007"\r\n".5"\r\n',
  );
});

Deno.test("toCsv() shows the code of what no file or reader takes", () => {
  assertEquals(toCsv([{ a: "\0|\r|\ud800" }]), "a\r\n<U+0000>|<U+000D>|<U+D800>\r\n");
});

Deno.test("toCsv() begins with a byte order mark where a character is not of ASCII, and only there", () => {
  assertEquals(toCsv([{ a: "η 👧" }]), "\ufeffa\r\nη 👧\r\n");
  assertEquals(toCsv([{ é: "a" }]), "\ufeffé\r\na\r\n");
  assertEquals(toCsv([{ a: "~\x7f" }]), "a\r\n~\x7f\r\n");
});
