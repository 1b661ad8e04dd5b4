import { assertEquals } from "@std/assert";
import { describeProgram, isAlive, thisProgram } from "../../lib/storage/programs.ts";

const agoMs = (seconds: number) => Date.now() - seconds * 1000;

Deno.test("a program lives as long as its process, however long it was silent", () => {
  assertEquals(isAlive(thisProgram(), agoMs(50)), true);
  if (Deno.build.os === "linux") assertEquals(isAlive(thisProgram(), agoMs(9_000)), true);
  const known = { ...thisProgram(), started: "1" };
  assertEquals(isAlive(known, agoMs(9_000), () => "1"), true);
});

Deno.test("a later process of the same number is not the program that claimed a study", () => {
  const before = { ...thisProgram(), started: "1" };
  assertEquals(isAlive(before, agoMs(0), () => "2"), false);
  assertEquals(isAlive(before, agoMs(0), () => null), false);
});

Deno.test("where no system tells when a process was started, its program has to be heard of", () => {
  const before = { ...thisProgram(), started: "" };
  assertEquals(isAlive(before, agoMs(50), () => ""), true);
  assertEquals(isAlive(before, agoMs(70), () => ""), false);
  assertEquals(isAlive(before, agoMs(0), () => null), false);
});

Deno.test("of a program in another container, whose processes are not to be seen, one has to hear", () => {
  const there = { ...thisProgram(), host: `${Deno.hostname()} pid:[1]`, started: "1" };
  assertEquals(isAlive(there, agoMs(50), () => null), true);
  assertEquals(isAlive(there, agoMs(50), () => "2"), true);
  assertEquals(isAlive(there, agoMs(70), () => "1"), false);
});

Deno.test("a claim of before containers were told apart is one of this machine's own", () => {
  const before = { ...thisProgram(), host: Deno.hostname(), started: "1" };
  assertEquals(isAlive(before, agoMs(9_000), () => "1"), true);
  assertEquals(isAlive(before, agoMs(0), () => "2"), false);
});

Deno.test("a program is described by the name of its machine alone", () => {
  assertEquals(describeProgram(thisProgram()), `process ${Deno.pid} on ${Deno.hostname()}`);
});
