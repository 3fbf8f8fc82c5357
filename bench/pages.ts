import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { openBrowser, serveFolder } from './browser.ts';
import { prefixOf } from './screenshots.ts';

const USAGE = 'bench:pages -- [demo | FOLDER of a built site]';

/** The windows in which each page is opened, CSS pixels. */
const WINDOWS = { narrow: { width: 360, height: 740 }, wide: { width: 1280, height: 900 } } as const;

/** In the page, before its own scripts: what the browser itself measures of painting and of moving. */
const WATCH = `
  window.measured = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) measured.paint = Math.max(measured.paint, entry.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) measured.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** A page to open: its kind and its path below the site’s prefix. */
interface Sample {
  readonly kind: string;
  readonly path: string;
}

/** What a browser sees of a page in one window. */
interface Seen {
  /** Largest contentful paint, milliseconds after the navigation began. */
  readonly paint: number;
  /** Sum of all layout shifts (without a unit). */
  readonly shift: number;
  /** Elements of the document. */
  readonly elements: number;
  readonly requests: number;
  /** Bytes of all answers, and as a host that compresses (gzip) sends them. */
  readonly bytes: number;
  readonly packed: number;
  /** Errors and warnings of the console, errors of scripts, failed requests. */
  readonly complaints: number;
  /** Requests to another host. */
  readonly strangers: number;
}

/** The page of middle size and the largest page of every kind, by the kind that a page’s body bears. */
export function samplesOf(site: string): Sample[] {
  const kinds = new Map<string, { path: string; size: number }[]>();
  for (const file of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    const html = readFileSync(join(site, file), 'utf8');
    const kind = /<body class="on-([\w-]+)"/.exec(html)?.[1];
    if (kind === undefined) continue;
    const path =
      kind === 'not-found' ? 'no/such/page/' : file.replaceAll('\\', '/').replace(/index\.html$/, '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), { path, size: Buffer.byteLength(html) }]);
  }
  return [...kinds].sort().flatMap(([kind, pages]) => {
    pages.sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
    const chosen = new Set([pages[pages.length >> 1]!, pages.at(-1)!]);
    return [...chosen].map(({ path }) => ({ kind, path }));
  });
}

/** Opens a page in a window of its own, without a cache. */
async function look(browser: Browser, origin: string, address: string, viewport: Size): Promise<Seen> {
  const page = await browser.newPage({ viewport });
  const answers: Promise<Buffer>[] = [];
  let [requests, complaints, strangers] = [0, 0, 0];
  page.on('request', (request) => {
    if (request.url().startsWith('data:')) return;
    requests++;
    if (!request.url().startsWith(origin)) strangers++;
  });
  page.on('response', (response) => {
    if (!response.url().startsWith('data:')) answers.push(response.body());
  });
  page.on('console', (message) => {
    // The browser says of a page that is not found that it is not found.
    const itself = message.location().url === address && message.text().includes('404');
    if (!itself && ['error', 'warning'].includes(message.type())) complaints++;
  });
  page.on('pageerror', () => complaints++);
  page.on('requestfailed', () => complaints++);
  await page.addInitScript(WATCH);
  await page.goto(address, { waitUntil: 'networkidle' });
  const bodies = await Promise.all(answers);
  const measured = await page.evaluate<{ paint: number; shift: number; elements: number }>(
    '({ ...measured, elements: document.querySelectorAll("*").length })',
  );
  await page.close();
  return {
    ...measured,
    requests,
    bytes: bodies.reduce((sum, { length }) => sum + length, 0),
    packed: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0),
    complaints,
    strangers,
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

/**
 * `npm run bench:pages -- FOLDER`: what a browser measures of a built site, as a Markdown table; `demo` (or nothing) builds
 * the demo first. The page of middle size and the largest of each kind, in a narrow and a wide window, nothing cached.
 */
export async function main(args: readonly string[], root: string): Promise<number> {
  const [wanted = 'demo', ...more] = args;
  const scratch = mkdtempSync(join(tmpdir(), 'broadsheet-pages-'));
  try {
    const site = wanted === 'demo' ? join(scratch, 'dist') : wanted;
    if (wanted === 'demo')
      execFileSync(process.execPath, [join(root, 'src/launch.js'), 'build', '--out', site, '--no-cache'], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    if (more.length > 0 || !existsSync(join(site, '404.html'))) {
      console.error(USAGE);
      return 2;
    }
    await measure(site);
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measure(site: string): Promise<void> {
  const host = await serveFolder(site, prefixOf(site));
  const browser = await openBrowser();
  try {
    // The first page pays for the start of the browser.
    await look(browser, host.url, host.url, WINDOWS.wide);
    console.log(
      'Page, largest last | Bytes, KB | gzip, KB | Requests | Elements | Largest paint narrow, wide, ms | Shift narrow, wide | Complaints | Other hosts',
    );
    console.log('--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---:');
    for (const { kind, path } of samplesOf(site)) {
      const narrow = await look(browser, host.url, host.url + path, WINDOWS.narrow);
      const wide = await look(browser, host.url, host.url + path, WINDOWS.wide);
      console.log(
        [
          kind,
          kilobytes(wide.bytes),
          kilobytes(wide.packed),
          Math.max(narrow.requests, wide.requests),
          wide.elements,
          `${narrow.paint.toFixed(0)}, ${wide.paint.toFixed(0)}`,
          `${Number(narrow.shift.toFixed(4))}, ${Number(wide.shift.toFixed(4))}`,
          narrow.complaints + wide.complaints,
          narrow.strangers + wide.strangers,
        ].join(' | '),
      );
    }
  } finally {
    await browser.close();
    await host.close();
  }
}
