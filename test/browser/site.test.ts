import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type StaticHost, serveFolder } from '../../bench/browser.ts';
import { type Published, publish } from '../formats/published.ts';
import { describeInBrowser, type Open } from './launch.ts';

const PREFIX = '/papers/courier/';
const ARTICLE_FOLDER = /^[\w-]+\/\d{4}\/\d{2}\/\d{2}\/[\w-]+\/index\.html$/;

/** The headers that a host which reads `_headers` sends with every file. */
function headersOf(text: string): Record<string, string> {
  const [, block = ''] = /^\/\*\n((?: {2}.*\n)+)/m.exec(text) ?? [];
  return Object.fromEntries(
    block
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** A page of every kind, by its path below the prefix. */
function pagesOf({ files }: Published): Map<string, string> {
  const articles = [...files].filter(([path]) => ARTICLE_FOLDER.test(path));
  const kinds: Record<string, string | undefined> = {
    front: 'index.html',
    article: articles.find(([, html]) => html.includes('cross-link') && html.includes('Recommendation'))?.[0],
    'article from right to left': articles.find(([, html]) => html.includes('dir="rtl"'))?.[0],
    section: 'news/index.html',
    'older section': 'news/page/1/index.html',
    year: '2025/index.html',
    month: '2025/05/index.html',
    related: 'related/index.html',
    ranking: 'ranking/index.html',
    recommendation: 'recommendation/index.html',
    wanted: 'wanted/index.html',
    story: [...files.keys()].find((path) => /^stories\/[\w-]+\/index\.html$/.test(path)),
    search: 'search/index.html',
    'not found': '404.html',
  };
  return new Map(
    Object.entries(kinds).flatMap(([kind, path]) =>
      path !== undefined && files.has(path) ? [[kind, path.replace(/index\.html$/, '')] as const] : [],
    ),
  );
}

describeInBrowser('the site in a browser', (open: Open) => {
  let site: Published;
  let host: StaticHost;
  let kinds: Map<string, string>;
  const at = (kind: string): string => host.url + (kinds.get(kind) ?? '');
  beforeAll(async () => {
    site = await publish({ baseUrl: `https://paper.example${PREFIX}` });
    host = await serveFolder(site.folder, PREFIX, headersOf(site.files.get('_headers')!));
    kinds = pagesOf(site);
  });
  afterAll(() => host.close());

  describe('whatever is done on it', () => {
    let page: Page;
    const wrong: string[] = [];
    const requests: string[] = [];
    beforeEach(async () => {
      wrong.length = 0;
      requests.length = 0;
      page = await open();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
      });
      page.on('pageerror', (failure) => wrong.push(String(failure)));
      page.on('requestfailed', (request) => wrong.push(`failed: ${request.url()}`));
      page.on('request', (request) => requests.push(request.url()));
    });
    // No error, no word from the policy, no request to another host: true of every test here.
    afterEach(async () => {
      await page.context().close();
      expect(wrong).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(host.url) && !url.startsWith('data:'))).toEqual([]);
    });

    test('every kind of page loads', async () => {
      expect([...kinds.keys()]).toEqual(
        expect.arrayContaining(['front', 'article', 'section', 'year', 'month', 'search', 'not found']),
      );
      for (const [kind, path] of kinds) {
        const response = await page.goto(host.url + path, { waitUntil: 'load' });
        expect(response?.status(), kind).toBe(200);
        expect(await page.locator('h1').count(), kind).toBe(1);
        expect(await page.locator('main').count(), kind).toBe(1);
      }
    });

    test('an article is read and its lists are followed', async () => {
      await page.goto(at('front'));
      const headline = page.locator('main h2 a').first();
      const title = (await headline.textContent())!.trim();
      await headline.click();
      expect((await page.locator('h1').textContent())!.trim()).toBe(title);
      expect((await page.locator('.e-content p').first().textContent())!.length).toBeGreaterThan(40);

      await page.goto(at('article'));
      const link = page.locator('section:has(h2, h3) li a').first();
      const next = (await link.textContent())!.trim();
      await link.click();
      expect((await page.locator('h1').textContent())!.trim()).toBe(next);
      await page.goBack();
      await page.locator('nav a', { hasText: 'Politics' }).first().click();
      expect(page.url()).toBe(`${host.url}politics/`);
      expect(await page.locator('h1').textContent()).toContain('Politics');
    });

    test('a cross-link in the text leads to its article', async () => {
      await page.goto(at('article'));
      const link = page.locator('.cross-link a').first();
      const title = (await link.textContent())!.trim();
      await link.click();
      expect((await page.locator('h1').textContent())!.trim()).toBe(title);
    });

    test('the theme is switched and remembered', async () => {
      const ground = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).color');
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(at('front'));
      const light = await ground();
      await page.getByRole('button', { name: /dark/i }).click();
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.goto(at('article'));
      expect(await ground()).toBe(dark);
      await page.getByRole('button', { name: /dark/i }).click();
      expect(await ground()).toBe(light);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.reload();
      expect(await ground()).toBe(light);
    });

    test('the keyboard reaches everything, and one sees where it is', async () => {
      await page.goto(at('article'));
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#main');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');

      await page.goto(at('article'));
      const wanted = await page.evaluate<number>(
        `[...document.querySelectorAll('a[href], button, input, select, summary')].filter((e) => e.checkVisibility()).length`,
      );
      const seen = new Set<string>();
      for (let i = 0; i < wanted + 20; i++) {
        await page.keyboard.press('Tab');
        const [place, shown] = await page.evaluate<[string, boolean]>(`(() => {
          const e = document.activeElement;
          if (e === document.body) return ['', true];
          const { outlineStyle, outlineWidth } = getComputedStyle(e);
          const { width, height } = e.getBoundingClientRect();
          const all = [...document.querySelectorAll('*')];
          return [String(all.indexOf(e)), outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && width > 0 && height > 0];
        })()`);
        if (place === '') break;
        expect(shown, `the focus on element ${place} is seen`).toBe(true);
        seen.add(place);
      }
      expect(seen.size).toBe(wanted);
    });

    test('an article prints as an article', async () => {
      await page.goto(at('article'));
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      const leaves = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(leaves).toBeGreaterThan(0);
      expect(leaves).toBeLessThanOrEqual(4);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('h1').isVisible()).toBe(true);
      expect(await page.locator('.e-content').isVisible()).toBe(true);
      for (const chrome of ['nav', 'button', '.skip'])
        for (const element of await page.locator(chrome).all())
          expect(await element.isVisible(), chrome).toBe(false);
    });

    test('an article is one file and its styles, and holds still', async () => {
      await page.addInitScript(`
        window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      `);
      for (const kind of ['front', 'article', 'section'] as const) {
        requests.length = 0;
        await page.goto(at(kind), { waitUntil: 'networkidle' });
        expect(requests.filter((url) => !url.startsWith('data:')).length, kind).toBeLessThanOrEqual(2);
        expect(await page.evaluate('window.shift'), kind).toBe(0);
      }
    });
  });

  test('what is not found says so at any depth, and its links lead home', async () => {
    const page = await open();
    const response = await page.goto(`${host.url}no/such/page/`);
    expect(response?.status()).toBe(404);
    const sheet = await page.evaluate<number>('document.styleSheets[0].cssRules.length');
    expect(sheet).toBeGreaterThan(10);
    await page.locator('header a').first().click();
    expect(page.url()).toBe(host.url);
    await page.context().close();
  });

  test('everything is read and followed without JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(at('front'));
    await page.locator('main h2 a').first().click();
    expect(await page.locator('.e-content p').count()).toBeGreaterThan(0);
    await page.goto(at('search'));
    expect(await page.locator('main a').count()).toBeGreaterThan(3);
    await page.context().close();
  });

  test.each([320, 640, 1280])('at %i px nothing sticks out', async (width) => {
    const page = await open({ viewport: { width, height: 800 } });
    for (const [kind, path] of kinds) {
      await page.goto(host.url + path);
      const [all, seen] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(all, kind).toBeLessThanOrEqual(seen);
    }
    await page.context().close();
  });

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  test.each([
    ['light', 360],
    ['light', 1280],
    ['dark', 360],
    ['dark', 1280],
  ] as const)('no barrier that axe can find: %s, %i px', async (colorScheme, width) => {
    const page = await open({ colorScheme, viewport: { width, height: 900 } });
    const wrong: string[] = [];
    for (const [kind, path] of kinds) {
      await page.goto(host.url + path);
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run(document, { resultTypes: ['violations'] })`,
      );
      for (const { id, nodes } of violations)
        wrong.push(`${kind}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    }
    await page.context().close();
    expect(wrong).toEqual([]);
  });
});
