import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaticHost, serveFolder } from '../../bench/browser.ts';
import { samplesOf } from '../../bench/pages.ts';
import { pagesOf } from '../../bench/screenshots.ts';
import { hostileContent, type Published, publish } from '../formats/published.ts';
import { describeInBrowser } from './launch.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where something stands on a page, CSS pixels. */
type Box = Readonly<Record<'top' | 'right' | 'bottom' | 'left' | 'height', number>>;

const DESK = { width: 1280, height: 900 };

/** In the page, before its own scripts: how far what one sees has moved by itself, and what did. */
const WATCH_SHIFTS = `window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      shifts.push(value.toFixed(6) + sources.map(({ node }) => ' ' + (node?.outerHTML ?? node?.textContent ?? '').slice(0, 80)));
  }).observe({ type: 'layout-shift', buffered: true });`;

/** What axe-core finds wrong with a page by WCAG 2.2 AA and by its own best practice. */
async function violations(page: Page): Promise<string[]> {
  // Through the protocol, which the page’s Content-Security-Policy does not hold back.
  await page.evaluate(AXE);
  const found = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`,
  );
  return found as string[];
}

/** Does something with each, five at a time: with more the browser draws too seldom for what moves to be seen. */
async function fewAtATime<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const walk = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: 5 }, walk));
}

/** How far a page is wider than its window, CSS pixels. */
const overhang = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describeInBrowser('the demo newspaper in a browser', (open) => {
  let site: Published;
  let host: StaticHost;
  let kinds: [kind: string, path: string][];
  beforeAll(async () => {
    site = await publish({ baseUrl: 'https://paper.example/paper/' });
    host = await serveFolder(site.folder, '/paper/');
    kinds = Object.entries(pagesOf(site.folder)).filter(
      ([kind, path]) => kind === 'not-found' || site.files.has(`${path}index.html`),
    );
  });
  afterAll(() => host.close());

  test('the page kinds are there', () => {
    expect(kinds.map(([kind]) => kind)).toEqual(
      expect.arrayContaining(['front', 'article', 'section', 'year', 'month', 'search', 'not-found']),
    );
  });

  test('axe would find something', async () => {
    const page = await open({ viewport: DESK });
    await page.goto(host.url);
    await page.evaluate(
      'document.querySelector("main").append(document.createElement("button"), document.createElement("h6"))',
    );
    await page.evaluate('document.documentElement.style.setProperty("--muted", "#ccc")');
    const found = (await violations(page)).map((violation) => violation.split(':')[0]);
    expect(found).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'empty-heading']));
    await page.context().close();
  });

  test('no page is wider than its window, from 320 pixels on, and at twice the text size', async () => {
    for (const width of [320, 640, 1280, 1920]) {
      const page = await open({ viewport: { width, height: 800 } });
      for (const [kind, path] of kinds) {
        await page.goto(host.url + path);
        expect(await overhang(page), `${kind} at ${width}`).toBe(0);
      }
      await page.context().close();
    }
  });

  test('the largest page of each kind is one document and one stylesheet, at most 30 KB (10 KB compressed)', async () => {
    const samples = samplesOf(site.folder);
    expect(new Set(samples.map(({ kind }) => kind)).size).toBeGreaterThan(10);
    await fewAtATime(samples, async ({ kind, path }) => {
      const page = await open({ viewport: DESK });
      const complaints: string[] = [];
      const bodies: Promise<Buffer>[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('response', (response) => bodies.push(response.body()));
      await page.goto(host.url + path, { waitUntil: 'networkidle' });
      const loaded = await Promise.all(bodies);
      if (kind !== 'not-found') expect(complaints, kind).toEqual([]);
      // The search has a script, and a stylesheet of its own.
      if (kind !== 'search') {
        expect(loaded.length, kind).toBe(2);
        expect(
          loaded.reduce((sum, { length }) => sum + length, 0),
          kind,
        ).toBeLessThanOrEqual(30_000);
        expect(
          loaded.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0),
          kind,
        ).toBeLessThanOrEqual(10_000);
      }
      await page.context().close();
    });
  });

  test('nothing moves while a page comes line by line', async () => {
    const slow = await serveFolder(site.folder, '/paper/', {}, true);
    const moved: Record<string, unknown> = {};
    for (const width of [390, 1280])
      await fewAtATime(kinds, async ([kind, path]) => {
        const page = await open({ viewport: { width, height: 900 } });
        await page.addInitScript(WATCH_SHIFTS);
        await page.goto(slow.url + path, { waitUntil: 'load' });
        const shifts = (await page.evaluate('shifts')) as string[];
        if (shifts.length > 0) moved[`${kind} at ${width}`] = shifts;
        await page.context().close();
      });
    await slow.close();
    expect(moved).toEqual({});
  });

  test('the theme can be switched, is remembered, and is there before the page is drawn', async () => {
    const page = await open({ colorScheme: 'light', viewport: DESK });
    await page.goto(host.url);
    const paper = (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await paper();
    await page.getByRole('button', { name: 'Light or dark' }).click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    // The script runs before there is a body, so nothing is drawn in the other theme.
    await page.addInitScript(
      'document.addEventListener("readystatechange", () => { window.early ??= document.documentElement.dataset.theme })',
    );
    await page.goto(host.url + kinds.find(([kind]) => kind === 'article')![1]);
    expect(await paper()).toBe(dark);
    expect(await page.evaluate('window.early')).toBe('dark');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await paper()).toBe(light);
    await page.context().close();
  });
});

describeInBrowser('a hostile site in a browser', (open) => {
  test('no page is wider than its window, and axe finds nothing', async () => {
    const site = await publish({ content: hostileContent(), config: '{}' });
    const host = await serveFolder(site.folder, '/');
    const paths = [...site.files.keys()].filter((path) => path.endsWith('index.html'));
    for (const width of [320, 1280]) {
      const page = await open({ viewport: { width, height: 800 } });
      for (const path of paths) {
        await page.goto(host.url + path.replace(/index\.html$/, ''));
        expect(await overhang(page), `${path} at ${width}`).toBe(0);
      }
      await page.goto(host.url);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    }
    await host.close();
  });
});

/** A paper of one article, served. */
async function paperOf(article: string, config = '{}'): Promise<StaticHost> {
  const content = mkdtempSync(join(tmpdir(), 'broadsheet-small-'));
  writeFileSync(join(content, 'a.md'), article);
  return serveFolder((await publish({ content, config })).folder, '/');
}

/** The box of an element, or of the nth character of its text. */
async function boxOf(page: Page, selector: string, character?: number): Promise<Box> {
  const code = `(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    if (${character === undefined}) return element.getBoundingClientRect().toJSON();
    const range = document.createRange();
    range.setStart(element.firstChild, ${character});
    range.setEnd(element.firstChild, ${character} + 1);
    return range.getBoundingClientRect().toJSON();
  })()`;
  return (await page.evaluate(code)) as Box;
}

describeInBrowser('a small paper in a browser', (open) => {
  let host: StaticHost;
  beforeAll(async () => {
    host = await paperOf(
      '---\ntitle: مجلس المدينة يقر الميزانية\ndate: 2025-05-07\nsection: أخبار\nranking: [One, Two]\n---\nنص\n',
    );
  });
  afterAll(() => host.close());

  test('a day stands before its month, in a text from right to left too', async () => {
    const page = await open({ viewport: DESK });
    await page.goto(`${host.url}2025/05/`);
    const [day, month] = [await boxOf(page, '.slug time', 0), await boxOf(page, '.slug time', 2)];
    expect(day.right).toBeLessThanOrEqual(month.left);
    await page.context().close();
  });

  test('lines of a headline stand close in every script', async () => {
    const page = await open({ viewport: DESK });
    await page.goto(`${host.url}2025/05/`);
    const size = await page.evaluate(
      'parseFloat(getComputedStyle(document.querySelector(".headline")).fontSize)',
    );
    expect((await boxOf(page, '.headline')).height).toBeLessThan(1.5 * Number(size));
    await page.context().close();
  });

  test('a full stop ends its sentence, in a paper from right to left too', async () => {
    const arabic = await paperOf('---\ntitle: Soup\n---\nDone.\n', 'language: ar');
    const page = await open({ viewport: DESK });
    await page.goto(arabic.url);
    const [first, stop] = [await boxOf(page, '.excerpt', 0), await boxOf(page, '.excerpt', 4)];
    expect(stop.left).toBeGreaterThan(first.left);
    await page.context().close();
    await arabic.close();
  });

  test('a list of places stands clear of the foot', async () => {
    const page = await open({ viewport: DESK });
    await page.goto(`${host.url}wanted/`);
    expect((await boxOf(page, '.colophon')).top - (await boxOf(page, '.places')).bottom).toBeGreaterThan(16);
    await page.context().close();
  });
});
