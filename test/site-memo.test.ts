import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articles, type GeneratedArticle } from '../bench/corpus.ts';
import { read } from '../bench/lists.ts';
import type { Article, ArticleRecord } from '../src/articles/types.ts';
import { digestOf } from '../src/base/digest.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { type Plan, plan } from '../src/pages/plan.ts';
import { link, linking } from '../src/site/link.ts';
import type { LinkMemo, Site } from '../src/site/types.ts';
import { spelledOut } from './sites.ts';

// Linking takes over what follows from what did not change. Here archives large enough that terms are rare, windows full
// and copies found are edited a little at a time, and the site must be that of a fresh start.

const config: Config = parseConfig(null, 'site.yaml').config;
const archive = [...articles(260, 5)];
const spare = [...articles(60, 6)];

/** An article whose record says something else. */
function withRecord(article: Article, changes: Partial<ArticleRecord>): Article {
  return {
    ...article,
    record: { ...article.record, ...changes },
    digest: digestOf(`${article.digest} ${JSON.stringify(changes)}`),
  };
}

/** What may be done to an article: `other` is one of another archive, `fellow` one of the same. */
const EDITS: Readonly<
  Record<string, (it: GeneratedArticle, other: GeneratedArticle, fellow: GeneratedArticle) => Article>
> = {
  'a sentence more': (it) => read(it, (text) => [...text, 'The heron rings are mended.']),
  'a paragraph less': (it) => read(it, (text) => text.slice(1)),
  'the words of a fellow': (it, _, { body }) =>
    read({ ...it, body: [...it.body.slice(2), ...body.slice(0, 2)] }),
  'the text of a fellow': (it, _, { body }) => read({ ...it, body }),
  'the text of another': (it, { body }) => read({ ...it, body }),
  'the title of a fellow': (it, _, { title }) => read({ ...it, title }),
  'the title of another': (it, { title }) => read({ ...it, title }),
  'the list in another order': (it) => read({ ...it, ranking: it.ranking.toReversed() }),
  'recommended by a fellow': (it, _, { recommendation }) => read({ ...it, recommendation }),
  'related to others': (it, { related }) => read({ ...it, related }),
  'another site': (it, { siteName }) => read({ ...it, siteName }),
  'another section': (it, { section }) => read({ ...it, section }),
  'another date': (it, { date }) => read({ ...it, date }),
  likes: (it) => read({ ...it, likes: it.likes + 40_000 }),
  'a section of its own': (it, { number }) => read({ ...it, section: `Section ${number % 3}` }),
  'a section by two names': (it, { number }) =>
    read({ ...it, section: number % 2 === 0 ? 'Town Hall' : 'town hall' }),
  'a draft': (it) => withRecord(read(it), { draft: true }),
  expired: (it) => withRecord(read(it), { expires: it.date.slice(0, 10) }),
  'an original elsewhere': (it, { number }) =>
    withRecord(read(it), { canonical: `https://example.org/${number % 4}/` }),
  'the original of a fellow': (it, _, { number }) =>
    withRecord(read(it), { canonical: `https://example.org/${number % 4}/` }),
  'a list that leads elsewhere': (it, { title }) =>
    withRecord(read(it), { related: [{ headline: title, url: '/elsewhere/' }] }),
  'an old path': (it) => withRecord(read(it), { aliases: ['/a:b/'] }),
  'a line that is the title of a fellow': (it, _, { title }) => {
    const article = read(it);
    return { ...article, bareLines: [title], digest: digestOf(`${article.digest} ${title}`) };
  },
  'another article': (_, other) => read(other),
  'another article of that date': ({ date }, other) => read({ ...other, date }),
};

/** The settings, mostly the same. */
const anyConfig = fc.oneof(
  { weight: 6, arbitrary: fc.constant(config) },
  fc.constantFrom<Config>(
    { ...config, permalink: '/:year/:slug/' },
    { ...config, inference: false },
    { ...config, now: '2024-01-01' },
    { ...config, now: '2032-01-01' },
    { ...config, sections: { [archive[0]!.section]: { path: 'first', name: 'First', order: 1 } } },
    { ...config, sections: { [archive[0]!.section]: 'hidden' } },
  ),
);

const anyEdit = fc.record({
  // Few, so that one is edited more than once.
  place: fc.nat(12).map((n) => n * 20),
  other: fc.constantFrom(...spare),
  fellow: fc.nat(24).map((n) => archive[n * 10]!),
  name: fc.constantFrom(...Object.keys(EDITS), 'gone', 'come', 'come last', 'come last'),
});

/** Pages as they can be compared, with all that lists and files for machines show. */
function pagesOf({ pages, problems }: Plan): string[] {
  const told = pages.map((page) => {
    const { path, kind, source, digest } = page;
    const more = kind === 'article' ? [] : [page.words, page.bodies, page.view()];
    return JSON.stringify([path, kind, source, digest, ...more]);
  });
  return [JSON.stringify(problems), ...told];
}

/** What is remembered within a process is more than what the next one is told. */
const REMEMBERED: readonly (readonly [name: string, remember: <Memo>(memo: Memo) => Memo])[] = [
  ['in another process', (memo) => structuredClone(memo)],
  ['in this process', (memo) => memo],
];

const read0 = archive.map((generated) => read(generated));

/** Edits, each row of them with the settings that hold behind it. */
const anyHistory = fc.array(fc.tuple(fc.array(anyEdit, { minLength: 0, maxLength: 2 }), anyConfig), {
  minLength: 1,
  maxLength: 5,
});

type History = typeof anyHistory extends fc.Arbitrary<infer Steps> ? Steps : never;

/** The articles behind each row of edits, and the settings. */
function* archivesOf(history: History): Generator<readonly [articles: Article[], settings: Config]> {
  const held = new Map<string, Article>(read0.map((each) => [each.source, each]));
  for (const [edits, settings] of history) {
    for (const { place, other, fellow, name } of edits) {
      const it = archive[place]!;
      const source = read0[place]!.source;
      const put = (article: Article): unknown => held.set(article.source, article);
      if (name === 'gone') held.delete(source);
      else if (name === 'come') put(read(other));
      else if (name === 'come last')
        put(read({ ...spare[0]!, date: `2031-0${1 + (fellow.number % 9)}-01 00:00:00` }));
      else {
        const article = EDITS[name]!(it, other, fellow);
        if (article.source !== source) held.delete(source);
        put(article);
      }
    }
    yield [[...held.values()], settings];
  }
}

test.each(REMEMBERED)('edits of a few articles at a time, remembered %s', (_, remember) => {
  const first = link(read0, config);
  fc.assert(
    fc.property(anyHistory, (history) => {
      let memo: LinkMemo = first.memo;
      for (const [all, settings] of archivesOf(history)) {
        const site = link(all, settings, memo);
        expect(spelledOut(site)).toEqual(spelledOut(link(all, settings)));
        memo = remember(site.memo);
      }
    }),
    { numRuns: 50 },
  );
});

test.each(REMEMBERED)('the plan after edits of a few articles at a time, remembered %s', (_, remember) => {
  const first = link(read0, config);
  const firstPlan = plan(first, config, new Map());
  fc.assert(
    fc.property(anyHistory, (history) => {
      let { memo } = first;
      let { memo: planMemo } = firstPlan;
      for (const [all, settings] of archivesOf(history)) {
        const site = link(all, settings, memo);
        const planned = plan(site, settings, new Map(), [], null, planMemo);
        expect(pagesOf(planned)).toEqual(pagesOf(plan(site, settings, new Map())));
        memo = remember(site.memo);
        planMemo = remember(planned.memo);
      }
    }),
    { numRuns: 15 },
  );
});

test.each([20, 40])('two copies become articles of their own again: number %i is mended', (mended) => {
  const all = archive.map((generated) => read(generated));
  const copied = [...all];
  copied[20] = read({ ...archive[20]!, body: archive[40]!.body });
  const before = link(copied, config);
  const now = [...copied];
  now[mended] = read({ ...archive[mended]!, body: spare[0]!.body });
  expect(before.articles.length).toBeLessThan(link(now, config).articles.length);
  expect(spelledOut(link(now, config, before.memo))).toEqual(spelledOut(link(now, config)));
});

test('a step at a time, with other linking between: the same site', () => {
  const all = archive.map((generated) => read(generated));
  // Two articles on one address: the work begins again without one of them.
  const crowded = [...all, read({ ...archive[3]!, path: 'again', body: spare[0]!.body })];
  expect(link(crowded, config).problems.map(({ rule }) => rule)).toEqual(['same-address']);
  const { memo } = link(all, config);
  const runs = [linking(crowded, config), linking(crowded.toReversed(), config, memo)];
  const sites: Site[] = [];
  for (let step = 0; sites.length < runs.length; step++) {
    const { done, value } = runs[step % runs.length]!.next();
    if (done === true && value !== undefined) sites.push(value);
  }
  for (const site of sites) expect(spelledOut(site)).toEqual(spelledOut(link(crowded, config)));
});

test('a headline that threw a doubt on another one is gone, or comes', () => {
  const [one, two, three] = archive.map((generated) => read(generated));
  const as = (article: Article, changes: Partial<ArticleRecord>): Article => {
    const changed = withRecord(article, { related: [], ranking: [], recommendation: [], ...changes });
    return { ...changed, displayTitle: changed.record.title };
  };
  const plane = as(one!, { title: 'Small twin-engine plane lands in harbour' });
  const names = as(two!, { related: ['Small twin'] });
  const doubts = as(three!, { related: ['Small twin-hull ferry sinks'] });
  const tells = as(three!, { related: [] });
  const linked = (site: Site): unknown =>
    site.articles.find(({ article }) => article === names)!.links().related[0] !== null;
  for (const [before, after] of [
    [doubts, tells],
    [tells, doubts],
  ] as const) {
    const { memo } = link([plane, names, before], config);
    for (const known of [undefined, memo, structuredClone(memo)])
      expect(linked(link([plane, names, after], config, known))).toBe(after === tells);
  }
});

test('a section loses one of its two names', () => {
  const [one, two, three] = archive.map((generated) => read(generated));
  const upper = withRecord(one!, { section: 'Town Hall' });
  const others = [withRecord(two!, { section: 'town hall' }), withRecord(three!, { section: 'Harbour' })];
  const moved = withRecord(one!, { section: 'Harbour' });
  const before = link([upper, ...others], config);
  const fresh = link([moved, ...others], config);
  expect(before.sections.map(({ name }) => name)).toEqual(['Harbour', 'Town Hall']);
  expect(fresh.sections.map(({ name }) => name)).toEqual(['Harbour', 'town hall']);
  expect(spelledOut(link([moved, ...others], config, before.memo))).toEqual(spelledOut(fresh));
});

test('a list that is printed in another month counts for more or less', () => {
  const settings: Config = { ...config, now: '2031-12-31' };
  const dated = (generated: GeneratedArticle, date: string, headline: string): Article =>
    withRecord(read(generated), { date, siteName: headline, ranking: [headline], recommendation: [] });
  const older = dated(archive[0]!, '2031-01-01', 'The older one');
  const [newer, level] = ['2031-06-01', '2031-01-02'].map((date) =>
    dated(archive[1]!, date, 'The newer one'),
  );
  const first = (site: Site): string => site.ranking[0]!.headline;
  const before = link([older, newer!], settings);
  expect(first(before)).toBe('The newer one');
  expect(first(link([older, level!], settings, before.memo))).toBe('The older one');
});
