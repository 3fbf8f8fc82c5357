import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

/** The Chromium of this machine ($CHROMIUM, Debian’s, Playwright’s own), or undefined. */
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].find(
  (place) => place && existsSync(place),
);

/** Offline but for the pages a test opens, and without the sandbox that a root user cannot have. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests in a real browser, which get pages from `open`. Where there is no browser they are skipped, by a name that says so. */
export function describeInBrowser(name: string, tests: (open: () => Promise<Page>) => void): void {
  const title =
    executablePath === undefined ? `${name} (skipped: no Chromium here; name one in $CHROMIUM)` : name;
  describe.skipIf(executablePath === undefined)(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath!, args: FLAGS });
    });
    afterAll(() => browser.close());
    tests(() => browser.newPage());
  });
}
