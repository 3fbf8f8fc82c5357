import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, pageOf, type Site, scraped } from '../preview.ts';
import { describeInBrowser } from './launch.ts';

describeInBrowser('the preview in a browser', (open) => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    page = await open();
    await page.goto(site.url + pageOf('Lighthouse'), { waitUntil: 'load' });
    await page.getByText('The lamp was lit').waitFor();
  });
  afterAll(async () => {
    await site.close();
  });

  /** A mark that a reload wipes out. */
  const mark = (): Promise<unknown> => page.evaluate("document.documentElement.dataset.mark = 'still here'");
  const marked = () => page.locator('html[data-mark]').count();
  const overlay = () => page.locator('broadsheet-problems');

  test('an edit reloads the page that shows it', async () => {
    await mark();
    site.write('content/one.txt', scraped('Lighthouse', 'The lamp failed at dawn.'));
    await page.getByText('The lamp failed at dawn.').waitFor();
    expect(await marked()).toBe(0);
  });

  test('an edit elsewhere leaves the page alone', async () => {
    await mark();
    const other = await open();
    await other.goto(site.url + pageOf('Harbour'));
    site.write('content/2024/two.txt', scraped('Harbour', 'The gates were opened.'));
    await other.getByText('The gates were opened.').waitFor();
    expect(await marked()).toBe(1);
    await other.close();
  });

  test('a problem is laid over the page, Escape takes it away, mended it goes by itself', async () => {
    await mark();
    site.write('templates/article.hbs', '<p>\n{{#if page.title}}\n');
    await overlay().getByText('this is the last good site').waitFor();
    expect(await overlay().locator('.place').first().textContent()).toContain('templates/article.hbs:');
    expect(await overlay().locator('.meant').count()).toBe(1);
    await page.keyboard.press('Escape');
    await overlay().waitFor({ state: 'detached' });
    expect(await marked()).toBe(1);

    site.write('templates/article.hbs', '<p>\n{{#if page.title}}\n\n');
    site.write('site.yaml', 'title: "The\n');
    await overlay().waitFor();
    site.write('site.yaml', 'title: The Tidewatch\n');
    rmSync(join(site.root, 'templates'), { recursive: true });
    await overlay().waitFor({ state: 'detached' });
    expect(await page.getByText('The lamp failed at dawn.').count()).toBe(1);
  });

  test('hostile text stays text in the overlay', async () => {
    const alerts: string[] = [];
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    site.write('site.yaml', 'title: <img src=x onerror=alert(1)>\n<script>alert(2)</script>: [\u202e\n');
    await overlay().waitFor();
    expect(await overlay().locator('img, script').count()).toBe(0);
    expect(await overlay().locator('pre').first().textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await overlay().locator('pre').first().textContent()).not.toContain('\u202e');
    site.write('site.yaml', 'title: The Tidewatch\n');
    await overlay().waitFor({ state: 'detached' });
    expect(alerts).toEqual([]);
  });

  test('a page that is not there yet appears when it is written; a stylesheet counts as part of the page', async () => {
    await page.goto(site.url + pageOf('Buoy'));
    site.write('content/three.txt', scraped('Buoy', 'It drifted ashore.'));
    await page.getByText('It drifted ashore.').waitFor();
    await mark();
    site.write('templates/assets/style.css', 'body { color: rgb(1, 2, 3) }');
    // Asked again and again from here: the page's own policy lets nobody wait inside it. It may be loading just now.
    const colour = (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.body).color').catch(() => null);
    await expect.poll(colour, { timeout: 10_000 }).toBe('rgb(1, 2, 3)');
    expect(await marked()).toBe(0);
  });
});
