import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scraped, TestSite } from './engine/site.ts';

/** Every text that a build reads, templates of the site's own included. */
const SOURCES: Readonly<Record<string, string>> = {
  'site.yaml': 'title: The Tidewatch\nsections:\n  News:\n    name: "Local"\n',
  'content/one.txt': scraped({ title: 'Lighthouse', related: ['Harbour', 'Fog horn'] }),
  'content/one.yaml': 'tags: [lamps]\ndateline: "QUAY"',
  'content/two.md': `---\ntitle: 'Harbour'\ndate: 2025-03-02\ndescription: "The gates are shut."\n---\nThe *gates*\nare shut.\n\n- one\n- two\n`,
  'templates/partials/colophon.hbs': '<footer>\n<script>\ndocument.title;\n</script>\n</footer>\n',
  ...Object.fromEntries(
    readdirSync('templates', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.hbs') && !path.endsWith('colophon.hbs'))
      .map((path) => [`templates/${path}`, readFileSync(join('templates', path), 'utf8')]),
  ),
};

const sites: TestSite[] = [];
afterAll(() => {
  for (const site of sites) site.dispose();
});

async function published(change: (text: string) => string): Promise<ReadonlyMap<string, string>> {
  const site = new TestSite();
  sites.push(site);
  for (const [path, text] of Object.entries(SOURCES)) site.write(path, change(text));
  cpSync('templates/assets', join(site.root, 'templates/assets'), { recursive: true });
  const { problems } = await site.build();
  expect(problems).toEqual([]);
  return new Map([...site.tree()].filter(([path]) => path !== '.broadsheet'));
}

test('a site is the same whatever ends its lines, and with byte order marks', async () => {
  const plain = await published((text) => text);
  expect([...plain.keys()].some((path) => path.includes('harbour'))).toBe(true);
  expect(await published((text) => text.replaceAll('\n', '\r\n'))).toEqual(plain);
  expect(await published((text) => `\ufeff${text}`)).toEqual(plain);
});
