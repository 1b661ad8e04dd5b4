/** Web servers on this machine alone, in place of the mirrors. */

/** A server on a free port that stops when it goes out of scope. */
export function serve(answer: (path: string) => Response): { url: string } & AsyncDisposable {
  const aborted = new AbortController();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    signal: aborted.signal,
    onListen: () => {},
    onError: () => new Response(null, { status: 500 }),
  }, (request) => answer(new URL(request.url).pathname.slice(1)));
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    async [Symbol.asyncDispose]() {
      aborted.abort();
      await server.finished;
    },
  };
}

/** The address of a port that nobody listens at. */
export function unreachable(): string {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return `http://127.0.0.1:${port}/`;
}
