/**
 * Checksums of files.
 *
 * @module
 */

/**
 * The SHA-256 of bytes, as 64 lower-case hexadecimal digits.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { sha256 } from "./checksum.ts";
 *
 * assertMatch(await sha256(new Uint8Array()), /^e3b0c442[0-9a-f]{56}$/);
 * ```
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
