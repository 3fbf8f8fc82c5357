import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, serveFolder } from './browser.ts';

/**
 * `npm run screenshots [-- --out FOLDER] [--site FOLDER] [KIND…]`: pictures of every page kind at three widths, light and
 * dark, from a built site, served below the path of its `baseUrl`.
 */
const WIDTHS = { phone: 360, tablet: 768, desktop: 1280 } as const;

/** The first running story that a page of them leads to. */
function story(related: string): string {
  return /<h2 class="rubric"[^>]*><a href="\.\.\/([^"]+)"/.exec(related)?.[1] ?? '';
}

/** The page kinds and the page of the site that stands for each. */
export function pagesOf(site: string): Record<string, string> {
  const manifest = readFileSync(join(site, 'index.html'), 'utf8');
  const first = (pattern: RegExp): string => pattern.exec(manifest)?.[1] ?? '';
  const article = first(/<h2 class="headline"><a class="p-name u-url" href="\.\/([^"]+)"/);
  const year = first(/href="\.\/(\d{4}\/)"/);
  return {
    front: '',
    article,
    section: first(/<li><a href="\.\/([^"/]+\/)"/),
    year,
    month: first(/href="\.\/[^"]*?(\d{4}\/\d{2}\/)\d{2}\//),
    ranking: 'ranking/',
    related: 'related/',
    recommendation: 'recommendation/',
    wanted: 'wanted/',
    story: story(readFileSync(join(site, 'related/index.html'), 'utf8')),
    search: 'search/',
    'not-found': 'no/such/page/',
  };
}

/** The path the site was built for: only its 404.html says it. */
export function prefixOf(site: string): string {
  return /href="(\/(?:[^"]+\/)?)assets\//.exec(readFileSync(join(site, '404.html'), 'utf8'))?.[1] ?? '/';
}

/** Takes the pictures; returns the exit code. */
export async function main(args: readonly string[], root: string): Promise<number> {
  const kinds: string[] = [];
  let out = join(root, '.broadsheet', 'screenshots');
  let site = join(root, 'dist');
  for (let i = 0; i < args.length; i++)
    if (args[i] === '--out') out = args[++i] ?? out;
    else if (args[i] === '--site') site = args[++i] ?? site;
    else kinds.push(args[i]!);
  if (!existsSync(join(site, 'index.html'))) {
    process.stderr.write(`There is no site in ${site}: build it first.\n`);
    return 1;
  }
  mkdirSync(out, { recursive: true });
  const host = await serveFolder(site, prefixOf(site));
  const browser = await openBrowser();
  try {
    for (const [kind, path] of Object.entries(pagesOf(site))) {
      if (kinds.length > 0 && !kinds.includes(kind)) continue;
      for (const [device, width] of Object.entries(WIDTHS))
        for (const colorScheme of ['light', 'dark'] as const) {
          const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
          await page.goto(host.url + path);
          await page.screenshot({ path: join(out, `${kind}-${device}-${colorScheme}.png`), fullPage: true });
          await page.close();
        }
    }
  } finally {
    await browser.close();
    await host.close();
  }
  console.log(`Pictures are in ${out}`);
  return 0;
}
