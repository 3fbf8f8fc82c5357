import { describe, expect, test } from 'vitest';
import { type Config, siteSchema } from '../src/config.ts';
import { sitemapPages } from '../src/pages/sitemaps.ts';
import type { Edition, Page, SiteView } from '../src/pages/types.ts';
import { writers } from '../src/render/writers.ts';
import type { OutputPath } from '../src/base/brand.ts';
import { digestOf, digestOfAll } from '../src/base/digest.ts';
import { link } from '../src/site/link.ts';
import { type Draft, HOSTILE, printed } from './formats/edition.ts';
import { children, type Node, parseXml, textOf } from './formats/xml.ts';

const SITEMAP = '{http://www.sitemaps.org/schemas/sitemap/0.9}';
const NEWS = '{http://www.google.com/schemas/sitemap-news/0.9}';
const W3C = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

interface Listed {
  readonly loc: string;
  readonly lastmod: string | undefined;
}

/** Reads a sitemap or an index and holds it against the protocol. */
function listed(text: string, base = 'https://example.org/'): { kind: string; places: Listed[] } {
  const root = parseXml(text);
  const kind = root.name.replace(SITEMAP, '');
  expect(['urlset', 'sitemapindex']).toContain(kind);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(52_428_800);
  expect(root.children.length).toBeLessThanOrEqual(50_000);
  const places = root.children.map((node: Node): Listed => {
    expect(node.name).toBe(SITEMAP + (kind === 'urlset' ? 'url' : 'sitemap'));
    const loc = textOf(node, `${SITEMAP}loc`)!;
    const lastmod = textOf(node, `${SITEMAP}lastmod`);
    expect(loc.startsWith(base)).toBe(true);
    expect(loc.length).toBeLessThan(2048);
    expect(loc).toMatch(/^[\x21-\x7e]+$/);
    if (lastmod !== undefined) expect(lastmod).toMatch(W3C);
    return { loc, lastmod };
  });
  expect(new Set(places.map(({ loc }) => loc)).size).toBe(places.length);
  return { kind, places };
}

describe('the sitemap', () => {
  const drafts: Draft[] = [
    { title: 'Old', date: '2023-05-06T07:08:09' },
    { title: 'Mended', date: '2023-05-07', updated: '2024-01-02T03:04:05Z' },
    { title: 'Undated' },
    { title: 'From elsewhere', date: '2024-02-03', canonical: 'https://elsewhere.example/a' },
    { title: 'Zoned', date: '2024-02-03T04:05:06+09:00' },
  ];

  test('lists every page once, with the date of its last change where the content tells it', () => {
    const { files, kinds } = printed(drafts, { now: '2024-06-01' });
    const { kind, places } = listed(files.get('sitemap.xml')!);
    expect(kind).toBe('urlset');
    const found = new Map(
      places.map(({ loc, lastmod }) => [loc.replace('https://example.org', ''), lastmod]),
    );
    expect(found.get('/news/2023/05/06/old/')).toBe('2023-05-06');
    expect(found.get('/news/2023/05/07/mended/')).toBe('2024-01-02T03:04:05Z');
    expect(found.get('/news/2024/02/03/zoned/')).toBe('2024-02-03T04:05:06+09:00');
    expect(found.has('/news/undated/')).toBe(true);
    expect(found.get('/news/undated/')).toBeUndefined();
    expect(found.has('/news/2024/02/03/from-elsewhere/')).toBe(false);
    for (const [path, kind] of kinds) {
      const url = `/${path.replace(/index\.html$/, '')}`;
      if (kind === 'redirect') expect(found.has(url)).toBe(false);
    }
    for (const url of found.keys()) expect(files.has(`${url.slice(1)}index.html`)).toBe(true);
    expect([...found.keys()]).toEqual(expect.arrayContaining(['/', '/news/', '/2023/', '/2023/05/']));
  });

  test('keeps a path prefix and hosts in other scripts', () => {
    const { files } = printed(drafts, { baseUrl: 'https://bücher.example/a b/' });
    const { places } = listed(files.get('sitemap.xml')!, 'https://xn--bcher-kva.example/a%20b/');
    expect(places.length).toBeGreaterThan(4);
  });

  test('is not there, nor named, for a site that asks not to be indexed', () => {
    const { files } = printed(drafts, { robots: 'noindex' });
    expect([...files.keys()].filter((path) => path.includes('sitemap'))).toEqual([]);
    expect(files.get('robots.txt')).not.toContain('Sitemap');
    expect(files.get('robots.txt')).toContain('search=no');
    expect(files.get('robots.txt')).not.toContain('Disallow: /');
    expect(files.get('_headers')).toContain('X-Robots-Tag: noindex');
    expect(files.get('feed.xml')).toContain('content="noindex"');
    expect(files.get('atom.xml')).toContain('content="noindex"');
  });
});

test('an article that asks not to be indexed is a page and nothing else', () => {
  const { files } = printed([
    { title: 'Quiet', date: '2025-01-02', robots: 'noindex' },
    { title: 'Loud', date: '2025-01-02' },
  ]);
  expect(files.get('news/2025/01/02/quiet/index.html')).toContain('<meta name="robots" content="noindex">');
  expect(files.get('news/2025/01/02/loud/index.html')).not.toContain('<meta name="robots"');
  for (const path of ['sitemap.xml', 'news-sitemap.xml', 'feed.xml', 'atom.xml', 'feed.json']) {
    expect(files.get(path), path).toContain('/loud/');
    expect(files.get(path), path).not.toContain('/quiet/');
  }
});

describe('a sitemap past its limits', () => {
  const limits = { places: 4, bytes: 900, single: 3 };

  /** The sitemaps of a month's articles each day, with small limits. */
  function sitemaps(dates: readonly string[]): Map<string, string> {
    const config: Config = siteSchema.parse({});
    const frame = {
      title: 'Paper',
      description: '',
      language: 'en',
      baseUrl: 'https://example.org/',
      robots: 'index',
    } as unknown as SiteView;
    const articles = dates.map((date, i) => ({
      article: { record: { date } },
      url: `/news/${date.replaceAll('-', '/')}/${i}/`,
    }));
    const edition = {
      site: { ...link([], config), articles },
      config,
      frame,
      frameDigest: digestOf(''),
      beginningOf: () => '',
      digestOf: (_: string, shown: readonly string[]) => digestOfAll(shown),
    } as unknown as Edition;
    const page = (url: string, kind: string): Page =>
      ({ path: `${url.slice(1)}index.html` as OutputPath, kind }) as unknown as Page;
    const pages = [
      ...articles.map(({ url }) => page(url, 'article')),
      page('/', 'front'),
      page('/news/', 'section'),
    ];
    return new Map(
      sitemapPages(edition, pages, limits).map((page) => [
        page.path as string,
        writers[page.kind]!({ ...page.view(), bodies: [], words: null }),
      ]),
    );
  }

  const dates = ['01', '02', '03'].flatMap((month) =>
    ['01', '02', '03', '04', '05'].map((day) => `2025-${month}-${day}`),
  );

  test('is an index of files by month, each within the limits, that together list everything', () => {
    const files = sitemaps(dates);
    const index = listed(files.get('sitemap.xml')!);
    expect(index.kind).toBe('sitemapindex');
    const parts = index.places.map(({ loc, lastmod }) => {
      const path = loc.replace('https://example.org/', '');
      const text = files.get(path)!;
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limits.bytes);
      const { kind, places } = listed(text);
      expect(kind).toBe('urlset');
      expect(places.length).toBeLessThanOrEqual(limits.places);
      const newest = places
        .map((place) => place.lastmod ?? '')
        .sort()
        .at(-1)!;
      expect(lastmod ?? '').toBe(newest);
      return places;
    });
    expect(files.size).toBe(parts.length + 1);
    expect(parts.flat()).toHaveLength(dates.length + 2);
  });

  test('leaves the files of old months as they are when articles are added', () => {
    const before = sitemaps(dates);
    const after = sitemaps([...dates, '2025-03-06', '2025-04-01']);
    const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    expect(changed.sort()).toEqual(['sitemap.xml', 'sitemaps/2025-03-2.xml', 'sitemaps/2025-04.xml']);
  });
});

describe('the news sitemap', () => {
  const titles = (drafts: readonly Draft[], settings: Partial<Config> = {}): string[] => {
    const root = parseXml(printed(drafts, settings).files.get('news-sitemap.xml')!);
    expect(root.name).toBe(`${SITEMAP}urlset`);
    return root.children.map((url) => {
      const [news] = children(url, `${NEWS}news`);
      const [publication] = children(news!, `${NEWS}publication`);
      expect(textOf(publication!, `${NEWS}name`)).toBeTruthy();
      expect(textOf(publication!, `${NEWS}language`)).toMatch(/^([a-z]{2,3}|zh-cn|zh-tw)$/);
      expect(textOf(news!, `${NEWS}publication_date`)).toMatch(W3C);
      return textOf(news!, `${NEWS}title`)!;
    });
  };
  const drafts: Draft[] = [
    { title: 'Three days', date: '2025-06-27T11:59:59' },
    { title: 'Two days', date: '2025-06-28T12:00:00' },
    { title: 'Today', date: '2025-06-30T12:00:00' },
    { title: 'Undated' },
  ];

  test('holds what was published in the two days before now', () => {
    expect(titles(drafts)).toEqual(['Today', 'Two days']);
    expect(titles(drafts, { now: '2025-06-29T11:00:00' })).toEqual(['Two days', 'Three days']);
    expect(titles(drafts, { now: '2025-07-03' })).toEqual([]);
    expect(titles([])).toEqual([]);
  });

  test('holds at most a thousand', () => {
    const many = Array.from(
      { length: 1_005 },
      (_, i): Draft => ({ title: `Number ${i}`, date: '2025-06-30' }),
    );
    expect(titles(many)).toHaveLength(1_000);
  });

  test('carries hostile titles as text', () => {
    const hostile = HOSTILE.map((title): Draft => ({ title, date: '2025-06-30' }));
    expect(titles(hostile, { title: HOSTILE[0] })).toEqual(expect.arrayContaining([HOSTILE[0], HOSTILE[1]]));
  });
});
