/**
 * Fetching a file of known length and checksum.
 *
 * @module
 */
import { dirname } from "node:path";
import { sha256 } from "./checksum.ts";

/** What is fetched, and how it is known to be whole. */
export interface DownloadOptions {
  /** The file is fetched from here. */
  readonly url: string;
  /** The file goes here; its folder is made if need be. */
  readonly path: string;
  /** The file must have this many bytes. */
  readonly length: number;
  /** The file must have this SHA-256, in lower-case hexadecimal digits. */
  readonly checksum: string;
  /**
   * It is called with the number of bytes received so far, after every piece.
   *
   * @default {undefined}
   */
  readonly onReceived?: (received: number) => void;
  /**
   * A server may stay silent for this many milliseconds.
   *
   * @default {20_000}
   */
  readonly silenceMs?: number;
}

/**
 * Fetches a file. It appears under its name only when it is whole: until then it is held in memory
 * and then in a file that ends in `.part`.
 *
 * @throws {Error} If the server cannot be reached, stays silent, answers with an error, or sends
 * anything but the expected bytes; the message begins with the URL.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const { url, path, length, checksum } = options;
  const bytes = await receive(options);
  if (bytes.length !== length) {
    throw new Error(`${url} sent ${bytes.length} bytes in place of ${length}.`);
  }
  const sum = await sha256(bytes);
  if (sum !== checksum) throw new Error(`${url} sent a file of SHA-256 ${sum}, not ${checksum}.`);

  await Deno.mkdir(dirname(path), { recursive: true });
  // A name of its own, so that two processes that fetch at once do not write into one file.
  const part = `${path}.${crypto.randomUUID()}.part`;
  try {
    await Deno.writeFile(part, bytes);
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part).catch(() => {}); // the first error is the one to tell
    throw error;
  }
}

async function receive(options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { url, length, onReceived, silenceMs = 20_000 } = options;
  const silence = new AbortController();
  const tooLong = () => silence.abort(new Error(`no answer for ${silenceMs / 1000} s`));
  let timer = setTimeout(tooLong, silenceMs);
  try {
    const response = await fetch(url, { signal: silence.signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    for await (const piece of response.body ?? []) {
      clearTimeout(timer);
      timer = setTimeout(tooLong, silenceMs);
      pieces.push(piece);
      received += piece.length;
      onReceived?.(received);
      if (received > length) break; // an endless wrong answer must not fill the memory
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  } catch (cause) {
    const reason = reasonOf(cause).replace(` for url (${url})`, "");
    throw new Error(`${url} failed: ${reason}.`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** What fetch says is "fetch failed"; why, stands in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
