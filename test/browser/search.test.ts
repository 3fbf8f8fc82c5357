import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type StaticHost, serveFolder } from '../../bench/browser.ts';
import { publish } from '../formats/published.ts';
import { describeInBrowser, type Open } from './launch.ts';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";

describeInBrowser('the search', (open: Open) => {
  let host: StaticHost;
  let page: Page;
  const field = () => page.getByLabel('Search the archive');
  const results = () => page.locator('.search-results a');
  const focused = () =>
    page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');
  const status = () => page.getByRole('status');

  beforeAll(async () => {
    const site = await publish({ baseUrl: 'https://paper.example/courier/' });
    host = await serveFolder(site.folder, '/courier/', { 'Content-Security-Policy': POLICY });
  });
  afterAll(() => host.close());
  beforeEach(async () => {
    page = await open();
    await page.goto(`${host.url}search/`);
  });

  test('finds headlines as one types, and leads to the article', async () => {
    await field().pressSequentially('guillem');
    await results().first().waitFor();
    expect(await status().textContent()).toMatch(/^\d+ articles\.$/);
    for (const title of (await results().allTextContents()).slice(0, 3)) expect(title).toContain('Guillemot');
    expect(await results().first().locator('mark').textContent()).toBe('Guillemot');
    expect(new URL(page.url()).searchParams.get('q')).toBe('guillem');

    const title = await results().first().textContent();
    await results().first().click();
    expect((await page.locator('h1').textContent())!.trim()).toBe(title);
  });

  test('finds words that only the text has, places and names', async () => {
    for (const words of ['sausages', 'pell harbour', 'wilma aldous', 'MORWENNA tagg']) {
      await field().fill(words);
      await expect
        .poll(() => results().allTextContents())
        .toContain('Cocklers row out at dawn to protest dredging of the Tongue');
    }
  });

  test('is walked through with the keyboard', async () => {
    await page.locator('h1').click();
    await page.keyboard.press('/');
    expect(await focused()).toBe('search-q');
    await page.keyboard.type('herons');
    await expect.poll(() => results().count()).toBeGreaterThan(2);
    const titles = (await results().allTextContents()).map((title) => title.trim());
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(titles[0]);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(titles[1]);
    await page.keyboard.press('End');
    expect(await focused()).toBe(titles.at(-1));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('search-q');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe(titles[0]);
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('search-q');
    await page.keyboard.type('/');
    expect(await field().inputValue()).toBe('herons/');
  });

  test('filters by section and year, and says what it found', async () => {
    await field().fill('harbour');
    await expect.poll(() => status().textContent()).toMatch(/^\d+ articles\.$/);
    const all = Number.parseInt((await status().textContent())!, 10);
    await page.getByLabel('Year', { exact: true }).selectOption('2024');
    await expect.poll(async () => Number.parseInt((await status().textContent())!, 10)).toBeLessThan(all);
    for (const date of await page.locator('.search-results time').allTextContents())
      expect(date).toContain('2024');
    await page.getByLabel('Section', { exact: true }).selectOption('Politics');
    await expect
      .poll(async () =>
        [...new Set(await page.locator('.search-results p').allTextContents())].every((line) =>
          line.startsWith('Politics'),
        ),
      )
      .toBe(true);
    await field().fill('harbour qqqqq');
    await expect.poll(() => status().textContent()).toMatch(/^No article has all of these words; \d+/);
    await field().fill('qqqqq');
    await expect.poll(() => status().textContent()).toMatch(/^Nothing in that section and year/);
    expect(await results().count()).toBe(0);
    await page.getByLabel('Year', { exact: true }).selectOption('');
    await page.getByLabel('Section', { exact: true }).selectOption('');
    await expect.poll(() => status().textContent()).toBe('No article has any of these words.');
  });

  test('shows more when asked, and keeps what was asked in the address', async () => {
    await page.goto(`${host.url}search/?q=the&year=2025`);
    await expect.poll(() => results().count()).toBe(6);
    expect(await field().inputValue()).toBe('the');
    await page.getByRole('button', { name: 'More results' }).click();
    await expect.poll(() => results().count()).toBeGreaterThan(6);
    expect(await focused()).toBe((await results().nth(6).textContent())!.trim());
  });

  test('says so when the index cannot be read', async () => {
    await page.route('**/search/index.json', (route) => route.abort());
    await page.reload();
    await field().fill('harbour');
    await expect.poll(() => status().textContent()).toMatch(/could not be read/);
  });

  test('without JavaScript the page leads to sections and years', async () => {
    const plain = await open({ javaScriptEnabled: false });
    await plain.goto(`${host.url}search/`);
    expect(await plain.locator('form').isVisible()).toBe(false);
    await plain.locator('main').getByRole('link', { name: '2024' }).click();
    expect(plain.url()).toBe(`${host.url}2024/`);
  });
});
