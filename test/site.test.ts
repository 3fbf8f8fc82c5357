import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toArticle } from '../src/articles/article.ts';
import type { Article, ArticleRecord } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { link } from '../src/site/link.ts';
import type { LinkMemo, Site } from '../src/site/types.ts';

const config: Config = parseConfig(null, 'site.yaml').config;

/** An article as the reader hands it over. */
function article(name: string, fields: Partial<ArticleRecord>, paragraphs: readonly string[] = []): Article {
  const record: ArticleRecord = {
    title: name,
    date: null,
    section: 'News',
    siteName: 'The Quay',
    dateline: null,
    likes: null,
    crossLinks: [],
    credits: [],
    related: [],
    ranking: [],
    recommendation: [],
    unrecognised: [],
    ...fields,
  };
  const path = `${name}.txt` as SourcePath;
  const bytes = Buffer.from(JSON.stringify([record, paragraphs]));
  return toArticle({ path, file: path, bytes }, record, paragraphs).article;
}

const withoutMemo = ({ memo, ...site }: Site): Omit<Site, 'memo'> => site;

/** Where the Related list of the article of that source leads. */
function leads(articles: readonly Article[], source: string): readonly (string | null)[] {
  return link(articles, config).articles.find((placed) => placed.article.source === `${source}.txt`)!.related;
}

const TITLE = 'Ferry captain’s “quiet” rescue: 14 saved off Kettle Sands – well-known diver thanked';

test.each([
  ['verbatim', TITLE],
  [
    'straight quotes',
    'Ferry captain\'s "quiet" rescue: 14 saved off Kettle Sands – well-known diver thanked',
  ],
  ['another dash', 'Ferry captain’s “quiet” rescue: 14 saved off Kettle Sands -- well-known diver thanked'],
  ['capitals', TITLE.toUpperCase()],
  ['spaces', TITLE.replaceAll(' ', '\u00a0 ')],
  [
    'decomposed',
    'Ferry captain’s “quiet” rescue: 14 saved off Kettle Sands – well-known diver thanked'.normalize('NFD'),
  ],
  ['a junk brand', `Coinlark|${TITLE}`],
  ['cut at a hyphen', 'Ferry captain’s “quiet” rescue: 14 saved off Kettle Sands – well'],
  ['a letter lost', TITLE.replace('captain', 'captan')],
  ['two letters exchanged', TITLE.replace('rescue', 'recsue')],
  ['glued words', TITLE.replace('saved off', 'savedoff')],
])('a headline finds its article: %s', (_, headline) => {
  const here = article('here', { title: TITLE });
  expect(leads([here, article('list', { related: [headline] })], 'list')[0]).toBe(
    link([here], config).articles[0]!.url,
  );
});

test.each([
  ['another number', 'Judge orders new trial in 2009 arson', 'Judge orders new trial in 2010 arson'],
  ['another name', 'Harbour board thanks Hansen for repairs', 'Harbour board thanks Hanson for repairs'],
  ['a plural', 'Harbour council rejects plan for tunnel', 'Harbour councils rejects plan for tunnel'],
  ['a decimal point', 'Harbour fund grows by $1.5 million', 'Harbour fund grows by $15 million'],
  ['another word', 'Man sues bakery owner in Kettle Sands', 'Woman sues bakery owner in Kettle Sands'],
  ['the beginning, not at a hyphen', 'Harbour fund grows', 'Harbour fund grows by half'],
])('near twins are not confused: %s', (_, headline, title) => {
  const list = article('list', { related: [headline] });
  expect(leads([article('here', { title }), list], 'list')).toEqual([null]);
});

test('a headline with two answers is plain text, and both are named', () => {
  const site = link(
    [
      article('one', { title: 'Morning briefing', date: '2024-01-01T00:00:00' }),
      article('two', { title: 'Morning briefing', date: '2024-01-02T00:00:00' }),
      article('list', { related: ['Morning briefing'], date: '2024-01-03T00:00:00' }),
    ],
    config,
  );
  expect(site.articles[2]!.related).toEqual([null]);
  expect(site.ambiguous).toEqual([{ headline: 'Morning briefing', candidates: [0, 1], namedBy: [2] }]);
});

test('an item that says where it leads keeps it', () => {
  const item = { headline: 'Elsewhere', url: 'https://example.com/elsewhere' };
  expect(leads([article('list', { related: [item] })], 'list')).toEqual([item.url]);
});

const words = 'quay lamp brine otter cable ferry mango tunnel dusk violin copper rain barley hinge'.split(
  ' ',
);
/** A few words of a made-up language in sentences. */
const prose = (seed: number, sentences: number): string =>
  Array.from(
    { length: sentences },
    (_, s) =>
      `The ${Array.from({ length: 14 }, (__, w) => words[(seed * 7 + s * 31 + w * w * (seed + 3)) % words.length]).join(' ')} of ${'ABCDEFG'[(seed + s) % 7]}orrin.`,
  ).join(' ');

test('a copy under another site, title and date is one page with the earliest date', () => {
  const text = Array.from({ length: 6 }, (_, p) => prose(p, 5));
  const lead = article('lead', { title: 'Bridge closes', date: '2024-03-01T10:00:00' }, text);
  const copy = article(
    'copy',
    { title: 'A bridge is closed', date: '2024-03-09T10:00:00', siteName: 'Coinlark', section: 'Scams' },
    ['Coinlark'.concat(text[0]!), ...text.slice(1, 3), ...text.slice(4)],
  );
  const list = article('list', { related: ['A bridge is closed'], date: '2024-03-10T10:00:00' });
  const site = link([copy, list, lead], config);
  expect(site.articles.map((placed) => placed.article.source)).toEqual(['lead.txt', 'list.txt']);
  expect(site.articles[0]!.copies).toEqual([
    {
      siteName: 'Coinlark',
      date: '2024-03-09T10:00:00',
      section: 'Scams',
      url: '/scams/2024/03/09/a-bridge-is-closed/',
      source: 'copy.txt',
    },
  ]);
  expect(site.articles[1]!.related).toEqual([site.articles[0]!.url]);
});

test('canonical overrules the text, both ways', () => {
  const text = Array.from({ length: 6 }, (_, p) => prose(p, 5));
  const other = Array.from({ length: 6 }, (_, p) => prose(p + 50, 5));
  const one = article('one', { date: '2024-03-01', canonical: 'https://a.example/1' }, text);
  const two = article('two', { date: '2024-03-02', canonical: 'https://a.example/2' }, text);
  const three = article('three', { date: '2024-03-03', canonical: 'https://a.example/1' }, other);
  const site = link([one, two, three], config);
  expect(site.articles.map(({ article: { source }, copies }) => [source, copies.length])).toEqual([
    ['one.txt', 1],
    ['two.txt', 0],
  ]);
});

test('drafts, the future and the expired are not in the paper, and the site says when that changes', () => {
  const site = link(
    [
      article('shown', { date: '2024-05-01T08:00:00' }),
      article('draft', { date: '2024-05-01T08:00:00', draft: true }),
      article('future', { date: '2024-05-03T08:00:00' }),
      article('expired', { date: '2024-05-01T08:00:00', expires: '2024-05-02T06:00:00' }),
      article('expiring', { date: '2024-05-01T08:00:00', expires: '2024-05-02T20:00:00' }),
    ],
    { ...config, now: '2024-05-02T12:00:00' },
  );
  expect(site.articles.map((placed) => placed.article.source)).toEqual(['expiring.txt', 'shown.txt']);
  expect(site.changesAt).toBe('2024-05-02T20:00:00');
});

// Random archives: few titles, names and texts, so that everything meets everything.
const titles = [
  'Bridge closes',
  'Bridge re-opens',
  'Velbit|Bridge closes',
  'Otter 12 found',
  'Otter 13 found',
  'Why the long-lost lamp matters',
  'Why the long',
  'Lamp of Corrin stolen from musem',
  'Lamp of Corrin stolen from museum',
];
const anyArticle = fc
  .record({
    name: fc.integer({ min: 0, max: 30 }),
    title: fc.constantFrom(...titles),
    date: fc.option(
      fc.constantFrom('2024-01-05T10:00:00', '2024-01-06', '2024-02-01T09:30:00', '2024-03-20T00:00:00'),
    ),
    section: fc.option(fc.constantFrom('News', 'news', 'Scams', 'related')),
    siteName: fc.option(fc.constantFrom('A', 'B')),
    lists: fc.array(fc.constantFrom(...titles, 'Nobody knows'), { maxLength: 6 }),
    text: fc.integer({ min: 0, max: 5 }),
    cut: fc.integer({ min: 0, max: 3 }),
    likes: fc.option(fc.nat(9)),
    draft: fc.boolean(),
  })
  .map(({ name, lists, text, cut, title, draft, ...fields }) =>
    article(
      `file-${name}`,
      {
        ...fields,
        title,
        related: lists,
        ranking: lists.slice(1),
        recommendation: lists.slice(2),
        ...(draft && cut === 0 ? { draft } : {}),
      },
      [
        ...Array.from({ length: 4 }, (_, p) => prose(text * 9 + p, 4)),
        ...Array.from({ length: cut }, (_, p) => prose(100 + p, 3)),
      ],
    ),
  );
const anyArchive = fc.uniqueArray(anyArticle, { maxLength: 24, selector: ({ source }) => source });

test('the same site for any order of the articles', () => {
  fc.assert(
    fc.property(
      anyArchive.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([all, shuffled]) => {
        expect(withoutMemo(link(shuffled, config))).toEqual(withoutMemo(link(all, config)));
      },
    ),
    { numRuns: 100 },
  );
});

test('whatever is remembered, the site is that of a fresh start', () => {
  fc.assert(
    fc.property(
      fc.array(anyArchive, { minLength: 2, maxLength: 5 }),
      fc.array(fc.boolean()),
      (history, hide) => {
        let memo: LinkMemo | undefined;
        history.forEach((all, step) => {
          const settings: Config = hide[step]
            ? { ...config, sections: { Scams: 'hidden', news: { name: 'Latest' } } }
            : config;
          const site = link(all, settings, memo);
          expect(withoutMemo(site)).toEqual(withoutMemo(link(all, settings)));
          memo = structuredClone(site.memo);
        });
      },
    ),
    { numRuns: 60 },
  );
});
