import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toArticle } from '../src/articles/article.ts';
import type { Article, ArticleRecord } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { plan } from '../src/pages/plan.ts';
import { aliasPath } from '../src/base/paths.ts';
import { link } from '../src/site/link.ts';

/** Three rows a page, so that few articles fill several. */
const config: Config = { ...parseConfig(null, 'site.yaml').config, perPage: 3 };
const KINDS = new Set(['related', 'story', 'ranking', 'recommendation', 'wanted', 'redirect']);

const titles = ['Otter found', 'Otter lost', 'Bridge closes', 'Bridge opens', 'Lamp stolen', 'Lamp returns'];
const anyArticle = fc
  .record({
    name: fc.integer({ min: 0, max: 20 }),
    title: fc.constantFrom(...titles),
    day: fc.integer({ min: 10, max: 28 }),
    month: fc.integer({ min: 1, max: 3 }),
    section: fc.constantFrom('News', 'Sport', 'related'),
    siteName: fc.constantFrom('A', 'B'),
    likes: fc.option(fc.nat(9)),
    lists: fc.array(fc.constantFrom(...titles, 'Nobody knows', 'Nobody cares', 'Nobody comes'), {
      maxLength: 6,
    }),
    subject: fc.constantFrom('Odell Barford', 'Ada Winship', 'Corrin Sound'),
    aliases: fc.uniqueArray(fc.constantFrom('/old/one/', 'two.html', '../up', '/a//b'), { maxLength: 2 }),
  })
  .map(({ name, day, month, lists, subject, title, aliases, ...fields }): Article => {
    const path = `${name}.txt` as SourcePath;
    const record: ArticleRecord = {
      ...fields,
      title: `${title} ${name}`,
      date: `2024-0${month}-${day}T10:00:00`,
      dateline: null,
      crossLinks: [],
      credits: [],
      related: lists,
      ranking: lists.slice(1),
      recommendation: lists.slice(2),
      unrecognised: [],
      ...(name === 3 ? { aliases } : {}),
    };
    const text = `On Monday ${subject} met the keel of ${subject} near lantern number ${name} and kept the ${title}.`;
    return toArticle({ path, file: path, bytes: Buffer.from(JSON.stringify([record, text])) }, record, [text])
      .article;
  });
const anyArchive = fc.uniqueArray(anyArticle, { maxLength: 18, selector: ({ source }) => source });

test('equal digests, equal views: whatever else changes in the archive', () => {
  fc.assert(
    fc.property(fc.array(anyArchive, { minLength: 2, maxLength: 4 }), (archives) => {
      const views = new Map<string, string>();
      for (const all of archives)
        for (const page of plan(link(all, config), config, new Map()).pages) {
          if (!KINDS.has(page.kind)) continue;
          const view = JSON.stringify(page.view());
          const key = `${page.path} ${page.digest}`;
          expect(views.get(key) ?? view).toBe(view);
          views.set(key, view);
        }
    }),
    { numRuns: 60 },
  );
});

test('the pages of the lists are there, however empty, and go on from one to the next', () => {
  const naming = Array.from({ length: 8 }, (_, n) => `Nobody knows ${n}`);
  const path = 'a.txt' as SourcePath;
  const record: ArticleRecord = {
    title: 'Otter found',
    date: '2024-05-01',
    section: 'News',
    siteName: 'A',
    dateline: null,
    likes: 4,
    crossLinks: [],
    credits: [],
    related: [],
    ranking: naming,
    recommendation: naming,
    unrecognised: [],
    aliases: ['/old/otter/', 'otter.html', '../../etc/passwd', 'a/./b'],
  };
  const { article } = toArticle({ path, file: path, bytes: Buffer.from('') }, record, ['An otter.']);
  const paths = (all: readonly Article[]): string[] =>
    plan(link(all, config), config, new Map())
      .pages.filter(({ kind }) => KINDS.has(kind))
      .map((page) => page.path)
      .sort();
  expect(
    link([article], config).problems.map(({ severity, file, reason }) => [severity, file, reason]),
  ).toEqual(['../../etc/passwd', 'a/./b'].map((alias) => ['note', 'a.txt', expect.stringContaining(alias)]));
  expect(paths([])).toEqual([
    'ranking/index.html',
    'recommendation/index.html',
    'related/index.html',
    'wanted/index.html',
  ]);
  expect(paths([article])).toEqual([
    'old/otter/index.html',
    'otter.html',
    'ranking/index.html',
    'ranking/news/index.html',
    'ranking/news/page/2/index.html',
    'ranking/news/page/3/index.html',
    'ranking/page/2/index.html',
    'ranking/page/3/index.html',
    'recommendation/index.html',
    'recommendation/page/2/index.html',
    'recommendation/page/3/index.html',
    'related/index.html',
    'wanted/index.html',
    'wanted/page/2/index.html',
    'wanted/page/3/index.html',
  ]);
});

test('the front page ranks what the archive has, and nothing that leads nowhere', () => {
  const printed = (title: string): Article => {
    const path = `${title}.txt` as SourcePath;
    const record: ArticleRecord = {
      title,
      date: '2024-05-01',
      section: 'News',
      siteName: 'A',
      dateline: null,
      likes: null,
      crossLinks: [],
      credits: [],
      related: [],
      ranking: ['Nobody knows', 'Otter lost', 'Nobody cares', 'Otter found'],
      recommendation: [],
      unrecognised: [],
    };
    return toArticle({ path, file: path, bytes: Buffer.from(title) }, record, [title]).article;
  };
  const { pages } = plan(link([printed('Otter found'), printed('Otter lost')], config), config, new Map());
  expect(pages.find(({ kind }) => kind === 'front')!.view()).toMatchObject({
    ranking: [
      { headline: 'Otter lost', url: '/news/2024/05/01/otter-lost/' },
      { headline: 'Otter found', url: '/news/2024/05/01/otter-found/' },
    ],
  });
});

test.each(['..', 'a/../b', 'a\\b', 'a\u0000b', 'a:b', '', '/', 'x'.repeat(300)])(
  'no file can stand at %j',
  (alias) => {
    expect(aliasPath(alias)).toBeNull();
  },
);
