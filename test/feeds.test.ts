import fc from 'fast-check';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { prepareToRender, renderBody } from '../src/render/render.ts';
import { type Draft, HOSTILE, printed } from './formats/edition.ts';
import { atomProblems, jsonFeedProblems, rssProblems } from './formats/feed-rules.ts';
import { children, parseXml, textOf } from './formats/xml.ts';

const FILES = ['feed.xml', 'atom.xml', 'feed.json'] as const;

function problemsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    const wrong = path.endsWith('feed.xml')
      ? rssProblems(parseXml(text))
      : path.endsWith('atom.xml')
        ? atomProblems(parseXml(text))
        : path.endsWith('feed.json')
          ? jsonFeedProblems(text)
          : [];
    return wrong.map((what) => `${path}: ${what}`);
  });
}

const items = (files: ReadonlyMap<string, string>, path = 'feed.json'): Record<string, unknown>[] =>
  (JSON.parse(files.get(path)!) as { items: Record<string, unknown>[] }).items;

const plain: Draft[] = [
  { title: 'The first', date: '2025-01-01T10:00:00', section: 'News' },
  { title: 'The second', date: '2025-01-02T10:00:00', section: 'Tides & Harbours' },
  {
    title: 'The third',
    date: '2025-01-03',
    updated: '2025-01-05T08:00:00+02:00',
    authors: ['Ada Quill'],
    tags: ['tides', 'News'],
    canonical: 'https://elsewhere.example/third',
    crossLinks: [{ label: 'MORE', headline: 'The first' }],
  },
  { title: 'Undated' },
];

/** A body of Markdown as it stands on a page two folders deep, and in a feed. */
async function bodies(source: string): Promise<{ page: string; feed: string }> {
  await prepareToRender(['a.md']);
  const body = { root: unified().use(remarkParse).parse(source), paragraphs: [] };
  const links = { crossLinks: [], bareLinks: [], frame: [] };
  const page = renderBody(body, { ...links, home: null }, '../../');
  const home = 'https://paper.example/archive/news/story/';
  return { page, feed: renderBody(body, { ...links, home }, 'https://paper.example/archive/') };
}

describe('feeds', () => {
  test('write what the text itself links to so that it leads there from a reader', async () => {
    const { page, feed } = await bodies(
      '[a](/about/) [b](../other/) [c](#note) [d](https://a.example/x) ![e](map.png) [f][r]\n\n[r]: /r/',
    );
    const found = (html: string): string[] =>
      [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address!);
    expect(found(page)).toEqual([
      '../../about/',
      '../other/',
      '#note',
      'https://a.example/x',
      'map.png',
      '../../r/',
    ]);
    expect(found(feed)).toEqual([
      'https://paper.example/archive/about/',
      'https://paper.example/archive/news/other/',
      'https://paper.example/archive/news/story/#note',
      'https://a.example/x',
      'https://paper.example/archive/news/story/map.png',
      'https://paper.example/archive/r/',
    ]);
  });

  test('are valid, for the site and for every section', () => {
    const { files } = printed(plain);
    const paths = ['', 'news/', 'tides-harbours/'].flatMap((place) => FILES.map((file) => place + file));
    expect([...files.keys()]).toEqual(expect.arrayContaining(paths));
    expect(problemsOf(files)).toEqual([]);
  });

  test('are valid without any article', () => {
    const { files } = printed([]);
    expect(problemsOf(files)).toEqual([]);
    expect(items(files)).toEqual([]);
  });

  test('hold the newest articles that have a date, with their whole text and absolute links', () => {
    const { files } = printed(plain, { baseUrl: 'https://paper.example/archive' });
    const found = items(files);
    expect(found.map(({ title }) => title)).toEqual(['The third', 'The second', 'The first']);
    expect(found[0]).toMatchObject({
      id: 'https://paper.example/archive/news/2025/01/03/the-third/',
      external_url: 'https://elsewhere.example/third',
      date_published: '2025-01-03T00:00:00Z',
      date_modified: '2025-01-05T08:00:00+02:00',
      authors: [{ name: 'Ada Quill' }],
      tags: ['News', 'tides'],
    });
    expect(found[0]!.content_html).toContain('One paragraph of text.');
    expect(found[0]!.content_html).toContain(
      'href="https://paper.example/archive/news/2025/01/01/the-first/"',
    );
    const channel = parseXml(files.get('feed.xml')!).children[0]!;
    expect(textOf(channel, 'lastBuildDate')).toBe('Sun, 05 Jan 2025 08:00:00 +0200');
    expect(children(channel, 'item').map((item) => textOf(item, 'pubDate'))).toEqual([
      'Fri, 03 Jan 2025 00:00:00 +0000',
      'Thu, 02 Jan 2025 10:00:00 +0000',
      'Wed, 01 Jan 2025 10:00:00 +0000',
    ]);
  });

  test('are as long as the configuration says, and do not change when an older article is added', () => {
    const many: Draft[] = Array.from({ length: 30 }, (_, i) => ({
      title: `Number ${i}`,
      date: `2025-01-${String(i + 1).padStart(2, '0')}`,
    }));
    const { files } = printed(many, { feedLength: 7 });
    expect(items(files)).toHaveLength(7);
    const older = printed([...many, { title: 'Found in a drawer', date: '1999-12-31' }], { feedLength: 7 });
    for (const file of FILES) expect(older.files.get(file)).toBe(files.get(file));
  });

  test('leave hidden sections out of the site’s own', () => {
    const { files } = printed(plain, { sections: { News: 'hidden' } });
    expect(items(files).map(({ title }) => title)).toEqual(['The second']);
    expect(items(files, 'news/feed.json')).toHaveLength(2);
  });

  test('carry hostile text as text', () => {
    const drafts = HOSTILE.map(
      (title, i): Draft => ({
        title,
        date: `2025-01-0${i + 1}`,
        section: title,
        siteName: title,
        authors: [title],
        tags: [title],
        paragraphs: [title],
      }),
    );
    const { files } = printed(drafts, { title: HOSTILE[0], description: HOSTILE[2] });
    expect(problemsOf(files)).toEqual([]);
    const titles = children(parseXml(files.get('feed.xml')!).children[0]!, 'item').map((item) =>
      textOf(item, 'title'),
    );
    expect(titles).toContain(HOSTILE[0]);
    expect(titles).toContain(HOSTILE[1]);
  });

  test('are valid for any text', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    const date = fc.constantFrom(
      '2025-02-28',
      '2024-02-29T23:59:59',
      '2025-03-01 06:07',
      '2025-03-01T06:07:08+05:30',
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: text, date, tags: fc.array(text), paragraphs: fc.array(text) })),
        (drafts) => {
          expect(problemsOf(printed(drafts).files)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});
