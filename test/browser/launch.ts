import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium, NO_BROWSER, openBrowser } from '../../bench/browser.ts';

/** Opens a page in a context of its own: no cookies, no cache, no memory of the tests before. */
export type Open = (options?: BrowserContextOptions) => Promise<Page>;

/** Tests in a real browser, which get pages from `open`. Where there is no browser they are skipped, by a name that says so. */
export function describeInBrowser(name: string, tests: (open: Open) => void): void {
  const skipped = findChromium() === null;
  describe.skipIf(skipped)(skipped ? `${name} (skipped: ${NO_BROWSER})` : name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());
    tests((options = {}) => browser.newPage(options));
  });
}
