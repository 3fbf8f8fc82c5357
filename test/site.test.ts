import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toArticle } from '../src/articles/article.ts';
import type { Article, ArticleRecord } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { link } from '../src/site/link.ts';
import type { LinkMemo } from '../src/site/types.ts';
import { spelledOut } from './sites.ts';

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

/** Where the Related list of the article of that source leads. */
function leads(articles: readonly Article[], source: string): readonly (string | null)[] {
  return link(articles, config)
    .articles.find((placed) => placed.article.source === `${source}.txt`)!
    .links().related;
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
  ['cut by an ellipsis', 'Ferry captain’s “quiet” rescue: 14 saved off…'],
  ['cut by three points, straight quotes', 'Ferry captain\'s "quiet" rescue: 14 ...'],
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
  ['Average rate', 'Average rate on 30-year mortgage falls for a second-straight week', null],
  ['Average rate on 30', 'Average rate on 30-year mortgage falls for a second-straight week', 'here'],
  [
    'Average rate on 30-year mortgage falls for a second',
    'Average rate on 30-year mortgage falls for a second-straight week',
    'here',
  ],
  ['Ex-mayor to run', 'Velbit|Ex-mayor to run-off', 'here'],
  ['Twin', 'Twin-engine plane lands in harbour', null],
  ['Judge orders…', 'Judge orders new trial in 2009 arson', null],
  ['Judge orders new tri…', 'Judge orders new trial in 2009 arson', null],
  ['Judge orders new trial in 20…', 'Judge orders new trial in 2009 arson', null],
  ['法官下令重审…', '法官下令重审渡轮码头纵火案', 'here'],
])('what is left of a cut headline: %s', (headline, title, found) => {
  const here = article('here', { title });
  const list = article('list', { related: [headline] });
  expect(leads([here, list], 'list')[0]).toBe(found === null ? null : link([here], config).articles[0]!.url);
});

test('a cut headline that two titles begin with is plain text, and both are named', () => {
  const dated = (name: string, day: number, fields: Partial<ArticleRecord>): Article =>
    article(name, { ...fields, date: `2024-01-0${day}T00:00:00` });
  const cut = ['Otter sanctuary opens five-day', 'Otter sanctuary opens…', 'Otter sanctuary opens five'];
  const site = link(
    [
      dated('one', 1, { title: 'Otter sanctuary opens five-day-long festival' }),
      dated('two', 2, { title: 'Otter sanctuary opens five-acre lake' }),
      dated('list', 3, { related: cut }),
    ],
    config,
  );
  expect(site.articles[2]!.links().related).toEqual([site.articles[0]!.url, null, null]);
  expect(site.ambiguous).toEqual(
    [cut[1], cut[2]].map((headline) => ({ headline, candidates: [0, 1], namedBy: [2] })),
  );
});

test('what the beginning of another headline may be is linked to none, though the archive has only one of them', () => {
  const here = article('here', { title: 'Judge orders new trial in 2009 arson-for-hire case' });
  const other = 'Judge orders new trial in 2009 arson-for-profit case';
  const cut = ['Judge orders new trial in 2009 arson', 'Judge orders new trial…'];
  const first = (related: readonly string[]) => leads([here, article('list', { related })], 'list');
  expect(first(cut)).not.toContain(null);
  expect(first([...cut, other])).toEqual([null, null, null]);
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
  expect(site.articles[2]!.links().related).toEqual([null]);
  expect(site.ambiguous).toEqual([{ headline: 'Morning briefing', candidates: [0, 1], namedBy: [2] }]);
});

test('an item that says where it leads keeps it', () => {
  const item = { headline: 'Elsewhere', url: 'https://example.com/elsewhere' };
  expect(leads([article('list', { related: [item] })], 'list')).toEqual([item.url]);
});

const words = 'quay lamp brine otter cable ferry mango tunnel dusk violin copper rain barley hinge'.split(
  ' ',
);
/** A few words of a made-up language in sentences; another seed, other sentences. */
const prose = (seed: number, sentences: number): string => {
  let state = seed * 2654435761 + 1;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const sentence = (): string =>
    `The ${Array.from({ length: 14 }, () => words[next(words.length)]).join(' ')} of ${'ABCDEFG'[next(7)]}orrin.`;
  return Array.from({ length: sentences }, sentence).join(' ');
};

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
  expect(site.articles[1]!.links().related).toEqual([site.articles[0]!.url]);
});

test('reports by one template stay apart', () => {
  const report = (name: string, day: number): Article =>
    article(name, { title: `Tide table for ${day} May`, date: `2024-05-${day}T06:00:00` }, [
      ...Array.from({ length: 5 }, (_, p) => prose(p, 4)),
      `High water at Corrin Sound was at ${day}:07 with ${day * 3}.4 feet and again at ${day - 9}:31 with ${day * 7} feet.`,
    ]);
  expect(link([report('one', 12), report('two', 19)], config).articles).toHaveLength(2);
});

/** Three reports of one story among others, with a title, a place and people of their own. */
const reports = (language: 'en' | 'zh'): Article[] => {
  const others = Array.from({ length: 60 }, (_, n) =>
    article(`other-${n}`, { title: `Otter ${n}`, date: `2024-01-01T00:00:${10 + (n % 50)}` }, [
      prose(n + 200, 6),
    ]),
  );
  const text =
    language === 'en'
      ? (n: number) => [
          `The Salter Carousel at Kettle Sands, which Bettina Crake restores, needs ${n} gallopers. ${prose(n + 300, 3)}`,
          'Emeric Salter carved the Salter Carousel.',
        ]
      : (n: number) => [
          `马洛湾渡轮码头第${n}次关闭。马洛湾渡轮公司的林素琴说，渡轮码头需要修理。`,
          '林素琴曾任渡轮码头经理，马洛湾市政府支持她的修理计划。',
        ];
  const story = [1, 2, 3].map((n) =>
    article(
      `story-${n}`,
      { title: language === 'en' ? `Carousel ${n}` : `马洛湾渡轮码头 ${n}`, date: `2024-02-0${n}T00:00:00` },
      text(n),
    ),
  );
  return [...others, ...story];
};

test.each(['en', 'zh'] as const)(
  'similar articles are older ones that share names, with the reason (%s)',
  (language) => {
    const site = link(reports(language), config);
    const [first, second] = [site.articles.at(-3)!, site.articles.at(-2)!];
    expect(first.links().similar).toEqual([]);
    expect(
      second.links().similar.map(({ article: position }) => site.articles[position]!.article.source),
    ).toEqual(['story-1.txt']);
    expect(second.links().similar[0]!.shared.join(' ')).toMatch(
      language === 'en' ? /Salter Carousel/ : /马洛湾|渡轮码头|林素琴/,
    );
  },
);

test('three reports make a story whose address stays when a fourth joins', () => {
  const all = reports('en');
  const fourth = article('story-4', { title: 'Carousel 4', date: '2024-02-20T00:00:00' }, [
    `Bettina Crake has painted the Salter Carousel at Kettle Sands. ${prose(400, 3)}`,
    'Emeric Salter would be pleased with the gallopers.',
  ]);
  const [before, after] = [link(all, config), link([...all, fourth], config)];
  expect(before.stories.map(({ articles }) => articles.length)).toEqual([3]);
  expect(after.stories.map(({ articles }) => articles.length)).toEqual([4]);
  expect(after.stories[0]!.url).toBe(before.stories[0]!.url);
  expect(after.stories[0]!.title).toBe(before.stories[0]!.title);
});

test.each([5, 9, 20, 40])(
  'among %i articles about one town the three on one thread of events are a story',
  (count) => {
    const town = (n: number): string => `In Marlow Bay the Harbour Board met ${prose(n + 500, 2)}`;
    const others = Array.from({ length: count - 3 }, (_, n) =>
      article(`other-${n}`, { title: `Otter ${n}`, date: `2024-01-${10 + (n % 18)}T00:00:00` }, [
        town(n),
        prose(n + 600, 4),
      ]),
    );
    const thread = [1, 2, 3].map((n) =>
      article(
        `story-${n}`,
        { title: `Carousel ${n}`, date: `2024-01-${11 + n * 4}T12:00:00`, related: [`Carousel ${n - 1}`] },
        [
          town(n + 90),
          `The Salter Carousel at Kettle Sands, which Bettina Crake restores, needs ${n} gallopers. ${prose(n + 700, 3)}`,
          'Emeric Salter carved the Salter Carousel.',
        ],
      ),
    );
    const { stories, articles } = link([...others, ...thread], config);
    expect(
      stories.map((story) => story.articles.map((position) => articles[position]!.article.source)),
    ).toEqual([['story-1.txt', 'story-2.txt', 'story-3.txt']]);
  },
);

test('a ballot counts once a site and month, and a newer one more', () => {
  const list = (name: string, date: string, siteName: string, ranking: readonly string[]): Article =>
    article(name, { date, siteName, ranking });
  const site = link(
    [
      ...Array.from({ length: 9 }, (_, n) =>
        list(`many-${n}`, `2024-06-1${n}`, 'One loud site', ['Loud', 'Quiet']),
      ),
      list('a', '2024-06-02', 'A', ['Quiet', 'Old']),
      list('b', '2024-06-03', 'B', ['Quiet']),
      list('old-1', '2023-06-03', 'C', ['Old']),
      list('old-2', '2023-06-03', 'D', ['Old']),
    ],
    config,
  );
  expect(site.ranking.map(({ headline, lists, best, change }) => [headline, lists, best, change])).toEqual([
    ['Quiet', 11, 1, null],
    ['Old', 3, 1, -1],
    ['Loud', 9, 1, null],
  ]);
});

test('recommended: one of each section before a second of any, what is here before what is not', () => {
  const here = (name: string, section: string): Article => article(name, { section, date: '2024-06-01' });
  const site = link(
    [
      here('One', 'Sport'),
      here('Two', 'Sport'),
      here('Three', 'Science'),
      article('list', { date: '2024-06-02', recommendation: ['Elsewhere', 'One', 'Two', 'Three'] }),
    ],
    config,
  );
  expect(site.recommendation.map(({ headline }) => headline)).toEqual(['One', 'Three', 'Two', 'Elsewhere']);
});

test('wanted: what most articles name and the archive has not, copies counted once', () => {
  const naming = (name: string, related: readonly string[]): Article =>
    article(name, { related, date: '2024-06-01' });
  const site = link([naming('a', ['Lost dog', 'Lost cat']), naming('b', ['LOST DOG', 'a'])], config);
  expect(site.wanted).toEqual([
    { headline: 'Lost dog', count: 2, namedBy: [1, 0] },
    { headline: 'Lost cat', count: 1, namedBy: [0] },
  ]);
});

test('of an imported page and its record at one address the record is shown', () => {
  const text = Array.from({ length: 6 }, (_, p) => prose(p, 5));
  const printed = { title: 'Bridge closes', date: '2024-03-01T10:00:00' };
  const scraped = article('a', printed, text);
  const record = { ...article('b', printed, text.toSpliced(2, 1)), source: 'desk/b.md' as SourcePath };
  const elsewhere = article('c', { ...printed, siteName: 'Coinlark', date: '2024-03-09T10:00:00' }, text);
  const site = link([scraped, record, elsewhere], config);
  expect(site.articles.map(({ article: { source }, copies }) => [source, copies.length])).toEqual([
    ['desk/b.md', 2],
  ]);
  expect(site.problems).toEqual([]);
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
  'Lamp of Corrin…',
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
        expect(spelledOut(link(shuffled, config))).toEqual(spelledOut(link(all, config)));
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
          expect(spelledOut(site)).toEqual(spelledOut(link(all, settings)));
          memo = structuredClone(site.memo);
        });
      },
    ),
    { numRuns: 60 },
  );
});

/** What is done to an archive: an article comes, goes, or becomes another of the same file. */
const anyEdit = fc.record({ place: fc.nat(40), by: anyArticle, how: fc.constantFrom('put', 'put', 'drop') });

test('an edit at a time, with all that was remembered before it', () => {
  fc.assert(
    fc.property(anyArchive, fc.array(anyEdit, { minLength: 1, maxLength: 8 }), (start, edits) => {
      const archive = new Map<string, Article>(start.map((each) => [each.source, each]));
      let memo: LinkMemo | undefined = structuredClone(link([...archive.values()], config).memo);
      for (const { place, by, how } of edits) {
        const old = [...archive.keys()][place % Math.max(1, archive.size)];
        if (how === 'drop' && old !== undefined) archive.delete(old);
        else if (old === undefined || place % 3 === 0) archive.set(by.source, by);
        else {
          // The same file and date, so that it keeps its place; often a title and words of its own.
          const { date } = archive.get(old)!.record;
          const title = place % 2 === 0 ? by.record.title : `Heron ${place} rings`;
          const text = [by.excerpt, prose(place, 9), `Heron Rings${place % 5} of Marlow${place % 7}.`];
          archive.set(old, article(old.replace('.txt', ''), { ...by.record, title, date }, text));
        }
        const all = [...archive.values()];
        const site = link(all, config, memo);
        expect(spelledOut(site)).toEqual(spelledOut(link(all, config)));
        memo = structuredClone(site.memo);
      }
    }),
    { numRuns: 150 },
  );
});

test('an older article that stood alone comes along with the one that joins another', () => {
  const on = (n: number, text: string): Article =>
    article(`Gallopers ${n}`, { date: `2024-02-0${n}T00:00:00` }, [`${text} ${prose(500 + n, 3)}`]);
  const [salter, crake] = [
    'The Salter Carousel is at Kettle Sands. ',
    'So Bettina Crake left Dunmere Yard. ',
  ].map((said) => said.repeat(4));
  const others = reports('en').filter(({ source }) => source.startsWith('other'));
  const thread = [on(1, salter!), on(2, crake!), on(3, `${salter} ${crake}`), on(4, `${salter} ${crake}`)];
  const [two, three, four] = [2, 3, 4].map((n) => link([...others, ...thread.slice(0, n)], config).stories);
  expect(two).toEqual([]);
  expect(three!.map(({ articles, url }) => [articles.length, url])).toEqual([[3, '/related/gallopers-1/']]);
  expect(four!.map(({ articles, url }) => [articles.length, url])).toEqual([[4, '/related/gallopers-1/']]);
});
