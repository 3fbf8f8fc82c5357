import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';

/** Why there is no browser, and how to get one. */
export const NO_BROWSER =
  'No Chromium was found: install Debian’s “chromium”, run “npx playwright install chromium”, or name one in $CHROMIUM.';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The Chromium of this machine ($CHROMIUM, Debian’s, Playwright’s own), or null. */
export function findChromium(): string | null {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', chromium.executablePath()];
  return places.find((place) => place && existsSync(place)) ?? null;
}

/** Starts the Chromium of this machine, or throws `NO_BROWSER`. Offline but for the addresses it is sent to. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(NO_BROWSER);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
}

/** A folder on a loopback port, as a plain static host would serve it below a prefix such as `/paper/`. */
export interface StaticHost {
  /** Absolute address of the prefix. */
  readonly url: string;
  close(): Promise<void>;
}

/** What a slow host sends line by line, bytes of a page’s body: more than stands in a window at first. */
const FIRST_SCREEN = 4_500;

/** Sends a page as a slow line or a busy browser has it: the lines one sees first with two frames of a screen between them. */
async function trickle(response: ServerResponse, page: string): Promise<void> {
  const body = page.indexOf('<body');
  const rest = page.indexOf('\n', body + FIRST_SCREEN);
  response.write(page.slice(0, body));
  for (const line of page.slice(body, rest).split(/(?<=\n)/)) {
    response.write(line);
    await setTimeout(34);
  }
  response.end(page.slice(rest));
}

/** Serves a folder below a prefix, its 404.html for what is missing, with the headers given; pages line by line if `slowly`. */
export async function serveFolder(
  folder: string,
  prefix = '/',
  headers: Readonly<Record<string, string>> = {},
  slowly = false,
): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const inside = path.startsWith(prefix) ? normalize(`/${path.slice(prefix.length)}`) : '/404.html';
    const file = join(folder, inside.endsWith(sep) ? join(inside, 'index.html') : inside);
    const found = path.startsWith(prefix) && existsSync(file) && extname(file) !== '';
    const shown = found ? file : join(folder, '404.html');
    response.writeHead(found ? 200 : 404, {
      ...headers,
      'content-type': TYPES[extname(shown)] ?? 'application/octet-stream',
    });
    if (slowly && extname(shown) === '.html') void trickle(response, readFileSync(shown, 'utf8'));
    else response.end(existsSync(shown) ? readFileSync(shown) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
