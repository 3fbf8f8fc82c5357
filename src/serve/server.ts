import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { contentTypeOf, findFile, kindOf } from './files.ts';
import type { Proofs } from './proofs.ts';
import type { State } from './state.ts';

/** Where the preview keeps what is its own. No page of a site has such an address. */
const OWN = '/_broadsheet/';

/** How far the next free port is looked for. */
const PORTS_TRIED = 50;

/** Milliseconds between two comments on an idle stream: proxies close what is silent. */
const HEARTBEAT = 20_000;

/** Bytes that may wait for a page that does not read its stream. */
const UNREAD = 1024 * 1024;

/** What the preview serves, and to whom. */
export interface ServerOptions {
  /** The built site: an absolute folder. */
  readonly out: string;
  /** The address to listen on. */
  readonly host: string;
  /** The port; 0 takes any free one. */
  readonly port: number;
  /** Whether the next ports are tried when that one is taken. */
  readonly mayMove: boolean;
  /** The live-reload client, JavaScript. */
  readonly client: string;
  readonly state: State;
  /** Pages newer than the site's. */
  readonly proofs: Pick<Proofs, 'fetch'>;
  /** Resolves when there is a site to serve; requests wait for it. */
  readonly ready: Promise<void>;
}

/** A server that listens. */
export interface Listening {
  /** Where a browser finds it: `http://127.0.0.1:4321/`. */
  readonly url: string;
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

/** Starts the server. Rejects with the system's error (`EADDRINUSE`, …) where it cannot listen. */
export async function openServer(options: ServerOptions): Promise<Listening> {
  const server = createServer((request, response) => {
    options.ready
      .then(() => answer(request, response, options))
      .catch(() => {
        if (!response.headersSent) response.writeHead(500, plain());
        response.end();
      });
  });
  server.on('clientError', (_failure, socket) => socket.destroy());
  let port = options.port;
  for (let tries = 1; ; tries += 1) {
    try {
      await listen(server, port, options.host);
      break;
    } catch (failure) {
      const taken = (failure as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || !options.mayMove || tries > PORTS_TRIED) throw failure;
      port += 1;
    }
  }
  const streams = new Set<ServerResponse>();
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.write(':\n\n');
  }, HEARTBEAT);
  heartbeat.unref();

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { state, proofs, out }: ServerOptions,
  ): Promise<void> | undefined {
    if (!isForUs(request.headers.host, options.host)) {
      response.writeHead(403, plain());
      response.end('This preview answers only under the name it was started for.\n');
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...plain(), Allow: 'GET, HEAD' });
      response.end();
    } else if (request.url?.startsWith(OWN)) serveOwn(request, response, request.url);
    else return serveFile(request, response, out, proofs, state.revision());
    return undefined;
  }

  function serveOwn(request: IncomingMessage, response: ServerResponse, address: string): void {
    const { pathname, searchParams } = new URL(address, 'http://preview');
    if (pathname === `${OWN}client.js`) {
      send(request, response, 200, 'text/javascript; charset=utf-8', Buffer.from(options.client));
    } else if (pathname === `${OWN}events` && request.method === 'GET') {
      const lastSeen = request.headers['last-event-id'];
      stream(response, typeof lastSeen === 'string' ? lastSeen : searchParams.get('since'));
    } else {
      response.writeHead(404, plain());
      response.end();
    }
  }

  /** Tells a page of each revision from the one it knows on. */
  function stream(response: ServerResponse, since: string | null): void {
    let known = since;
    response.writeHead(200, { ...common('text/event-stream; charset=utf-8'), 'X-Accel-Buffering': 'no' });
    const tell = (): void => {
      if (response.writableLength > UNREAD) {
        response.destroy(); // it reads nothing; should it live, it connects again
        return;
      }
      const notice = options.state.notice(known);
      known = notice.revision;
      response.write(`id: ${notice.revision}\ndata: ${JSON.stringify(notice)}\n\n`);
    };
    response.write('retry: 500\n\n');
    const stop = options.state.listen(tell);
    streams.add(response);
    response.on('close', () => {
      stop();
      streams.delete(response);
    });
    tell();
  }

  return {
    url: urlOf(server, options.host),
    close: () =>
      new Promise((resolve) => {
        clearInterval(heartbeat);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves a file of the site, as a static host does, with the reload tag in what is HTML. */
async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  out: string,
  proofs: Pick<Proofs, 'fetch'>,
  revision: string,
): Promise<void> {
  const found = findFile(out, request.url ?? '/');
  if (found.kind === 'malformed') {
    response.writeHead(400, plain());
    response.end();
    return;
  }
  if (found.kind === 'redirect') {
    response.writeHead(301, { ...plain(), Location: found.to });
    response.end();
    return;
  }
  const tagged = (page: Buffer, path: string): Buffer =>
    isHtml(path) ? withTag(page, revision, path) : page;
  const proof = found.path === null ? null : await proofs.fetch(found.path);
  if (found.path !== null && proof !== null) {
    send(request, response, 200, contentTypeOf(found.path), tagged(proof, found.path));
  } else if (found.kind === 'missing') {
    const path = '404.html';
    const page = kindOf(out, join(out, path)) === 'file' ? readFileSync(join(out, path)) : emptyPage(out);
    const status = kindOf(out, out) === null ? 503 : 404;
    send(request, response, status, contentTypeOf(path), tagged(page, path));
  } else if (isHtml(found.path)) {
    send(request, response, 200, contentTypeOf(found.path), tagged(readFileSync(found.file), found.path));
  } else {
    response.writeHead(200, {
      ...common(contentTypeOf(found.path)),
      'Content-Length': statSync(found.file).size,
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(found.file)
        .on('error', () => response.destroy())
        .pipe(response);
  }
}

const isHtml = (path: string): boolean => contentTypeOf(path).startsWith('text/html');

/** Shown where there is no page to show: before the first good build, or without a page for 404. */
function emptyPage(out: string): Buffer {
  const text = kindOf(out, out) === null ? 'There is no site yet.' : 'There is no page at this address.';
  return Buffer.from(`<!doctype html><meta charset="utf-8"><title>Preview</title><p>${text}</p>`);
}

/**
 * The page with the reload tag before its last `</body>`, or at its end. Only bytes are looked at, so the rest of
 * the page stays as it is, whatever its encoding.
 */
export function withTag(page: Buffer, revision: string, path: string): Buffer {
  const tag = Buffer.from(
    `<script src="${OWN}client.js" data-revision="${revision}" data-page="${attribute(path)}" defer></script>`,
  );
  const end = page.lastIndexOf('</body>');
  const place = end === -1 ? page.length : end;
  return Buffer.concat([page.subarray(0, place), tag, page.subarray(place)]);
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  contentType: string,
  body: Buffer,
): void {
  response.writeHead(status, { ...common(contentType), 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function common(contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

const plain = (): Record<string, string> => common('text/plain; charset=utf-8');

/**
 * Whether a request names a host we serve. A page elsewhere on the web can make its own name mean this machine
 * (DNS rebinding) and would then read the preview; its name is in the Host header. Only a server that the user
 * put on the network answers to any name.
 */
function isForUs(header: string | undefined, host: string): boolean {
  if (!isLoopback(host)) return true;
  const name = (header ?? '').replace(/:\d*$/, '').toLowerCase();
  return name === host.toLowerCase() || isLoopback(name);
}

function isLoopback(host: string): boolean {
  return /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}
