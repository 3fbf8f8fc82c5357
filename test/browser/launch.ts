import { afterAll, beforeAll, describe } from 'vitest';
import { type Browser, type Page } from 'playwright-core';
import { findChromium, NO_BROWSER, openBrowser } from '../../bench/browser.ts';

/**
 * Tests in a real browser. Where there is none they are skipped, and the group's name says why. Each test opens
 * its pages with `open`; they are closed at the end.
 */
export function describeInBrowser(name: string, tests: (open: () => Promise<Page>) => void): void {
  const found = findChromium() !== null;
  describe.skipIf(!found)(found ? name : `${name} (skipped: ${NO_BROWSER})`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser.close();
    });
    tests(() => browser.newPage());
  });
}
