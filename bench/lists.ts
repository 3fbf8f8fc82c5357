import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toArticle } from '../src/articles/article.ts';
import type { Article, ArticleRecord } from '../src/articles/types.ts';
import type { Digest, OutputPath, SourcePath } from '../src/base/brand.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { readWhole, writeWhole } from '../src/output/whole.ts';
import { plan } from '../src/pages/plan.ts';
import { link } from '../src/site/link.ts';
import { partOf } from '../src/articles/words.ts';
import type { SearchShardView } from '../src/pages/search.ts';
import type { Page } from '../src/pages/types.ts';
import type { LinkMemo, Site } from '../src/site/types.ts';
import { articles, type GeneratedArticle } from './corpus.ts';
import { Random } from './random.ts';

const config: Config = parseConfig(null, 'site.yaml').config;

/** What of the truth is held on to. */
type Truth = Pick<
  GeneratedArticle,
  'number' | 'story' | 'copyGroup' | 'related' | 'ranking' | 'recommendation' | 'date'
>;

type Edit = (paragraphs: readonly string[]) => readonly string[];

/** A generated article as the reader would hand it over, a file of its own. */
export function read(generated: GeneratedArticle, edit?: Edit): Article {
  return readWords(generated, edit).article;
}

/** The same, with the words by which it is found. */
function readWords(
  generated: GeneratedArticle,
  edit: Edit = (paragraphs) => paragraphs,
): { readonly article: Article; readonly words: readonly string[] } {
  const path = `${generated.path}.txt` as SourcePath;
  const lines = generated.body;
  const record: ArticleRecord = {
    title: generated.title,
    date: generated.date.replace(' ', 'T'),
    section: generated.section,
    siteName: generated.siteName,
    dateline: generated.dateline,
    likes: generated.likes,
    crossLinks: lines.flatMap((line) =>
      line.kind === 'crossLink' ? [{ label: line.label, headline: line.named.headline }] : [],
    ),
    credits: [],
    related: generated.related.map(({ headline }) => headline),
    ranking: generated.ranking.map(({ headline }) => headline),
    recommendation: generated.recommendation.map(({ headline }) => headline),
    unrecognised: [],
  };
  const paragraphs = edit(lines.flatMap((line) => (line.kind === 'paragraph' ? [line.text] : [])));
  const bytes = Buffer.from(JSON.stringify([record, paragraphs]));
  const { article, words } = toArticle({ path, file: path, bytes }, record, paragraphs);
  return { article, words: words.split(/[\n ]+/) };
}

interface Archive {
  readonly articles: Article[];
  readonly truths: Truth[];
}

export function archiveOf(count: number, seed: number): Archive {
  const found: Archive = { articles: [], truths: [] };
  for (const generated of articles(count, seed)) {
    found.articles.push(read(generated));
    const { number, story, copyGroup, related, ranking, recommendation, date } = generated;
    found.truths.push({ number, story, copyGroup, related, ranking, recommendation, date });
  }
  return found;
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(2)} % (${part}/${whole})`;
const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;
/** A distribution in words. */
const spread = (counts: readonly number[]): string =>
  `median ${quantile(counts, 0.5)}, p95 ${quantile(counts, 0.95)}, most ${Math.max(...counts)}`;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** How well the lists are made, against the truth of the generator. */
function quality({ articles: all, truths }: Archive, site: Site): void {
  const numberOf = new Map(all.map(({ source }, i) => [source, truths[i]!.number]));
  const truthOf = new Map(truths.map((truth) => [truth.number, truth]));
  const at = (position: number): Truth =>
    truthOf.get(numberOf.get(site.articles[position]!.article.source)!)!;

  // Headlines: right where the linked page is of the same copy group.
  const byUrl = new Map(site.articles.map(({ url }, position) => [url as string, at(position)]));
  const byWay = new Map<string, { right: number; wrong: number; missed: number }>();
  const mistakes: string[] = [];
  site.articles.forEach((placed, position) => {
    const truth = at(position);
    const links = placed.links();
    for (const list of ['related', 'ranking', 'recommendation'] as const)
      truth[list].forEach(({ headline, printed, article }, i) => {
        const way = byWay.get(printed) ?? { right: 0, wrong: 0, missed: 0 };
        byWay.set(printed, way);
        const url = links[list][i] ?? null;
        const meant = article === null ? null : truthOf.get(article)!.copyGroup;
        const given = url === null ? null : byUrl.get(url)!.copyGroup;
        if (given !== null && given === meant) way.right++;
        else {
          if (given !== null) {
            way.wrong++;
            mistakes.push(
              `${printed}: ${headline} → ${site.articles.find((other) => other.url === url)!.article.record.title}`,
            );
          }
          if (meant !== null) way.missed++;
        }
      });
  });
  const sum = { right: 0, wrong: 0, missed: 0 };
  for (const { right, wrong, missed } of byWay.values()) {
    sum.right += right;
    sum.wrong += wrong;
    sum.missed += missed;
  }
  print(
    `headlines: precision ${percent(sum.right, sum.right + sum.wrong)}, recall ${percent(sum.right, sum.right + sum.missed)}`,
  );
  for (const [way, { right, wrong, missed }] of [...byWay].sort())
    print(`  ${way.padEnd(10)} right ${right}, wrong ${wrong}, missed ${missed}`);
  for (const mistake of mistakes.slice(0, 8)) print(`    ${mistake}`);

  // Copies: the adjusted Rand index of the groups found against the true ones.
  const urlOf = new Map<string, number>();
  site.articles.forEach(({ article }, position) => {
    urlOf.set(article.source, position);
  });
  const leadOf = new Map<number, number>();
  const copyOf = new Map(
    site.articles.flatMap(({ copies }, position) => copies.map((copy) => [copy.source, position] as const)),
  );
  all.forEach(({ source }, i) => {
    leadOf.set(truths[i]!.number, urlOf.get(source) ?? copyOf.get(source) ?? -1);
  });
  print(
    `copies: adjusted Rand index ${rand(truths.map(({ number, copyGroup }) => [leadOf.get(number)!, copyGroup])).toFixed(4)}, ${copyOf.size} found, ${truths.filter(({ number, copyGroup }) => number !== copyGroup).length} true`,
  );

  // Similar: of those shown, how many are of the same true story; and of those there are, how many are found.
  const members = new Map<number, number[]>();
  site.articles.forEach((_, position) => {
    const { story } = at(position);
    members.set(story, [...(members.get(story) ?? []), position]);
  });
  let [shown, right, first, firsts, wanting] = [0, 0, 0, 0, 0];
  site.articles.forEach(({ links }, position) => {
    const { story } = at(position);
    const { similar } = links();
    const own = similar.filter(({ article }) => at(article).story === story).length;
    shown += similar.length;
    right += own;
    const older = members.get(story)!.filter((other) => other < position).length;
    const most = Math.min(5, older);
    if (older === 0) return;
    const kept = site.memo.similar.articles.slice(position * 12, position * 12 + most);
    firsts += most;
    first += [...kept].filter((other) => other >= 0 && at(other).story === story).length;
    if (similar.length > 0) wanting++;
  });
  print(
    `similar: shown ${percent(right, shown)} of one story; first 5 candidates (as many as there are) ${percent(first, firsts)}; ${wanting} articles`,
  );

  // Stories: purity and what of the true ones is found.
  let [pure, grouped] = [0, 0];
  for (const { articles: group } of site.stories) {
    const counts = new Map<number, number>();
    for (const position of group) counts.set(at(position).story, (counts.get(at(position).story) ?? 0) + 1);
    pure += Math.max(...counts.values());
    grouped += group.length;
  }
  let inTrue = 0;
  for (const group of members.values()) if (group.length >= 3) inTrue += group.length;
  print(
    `stories: ${site.stories.length}, purity ${percent(pure, grouped)}, grouped ${grouped} of ${inTrue} articles of true stories; largest ${Math.max(0, ...site.stories.map(({ articles: group }) => group.length))}`,
  );
}

/** The adjusted Rand index (Hubert and Arabie 1985) of two groupings, given as pairs of labels. */
function rand(pairs: readonly (readonly [number, number])[]): number {
  const two = (n: number): number => (n * (n - 1)) / 2;
  const count = (labels: readonly (number | string)[]): number => {
    const sizes = new Map<number | string, number>();
    for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, n) => sum + two(n), 0);
  };
  const both = count(pairs.map(([a, b]) => `${a} ${b}`));
  const [one, other] = [count(pairs.map(([a]) => a)), count(pairs.map(([, b]) => b))];
  const expected = (one * other) / two(pairs.length);
  return (both - expected) / ((one + other) / 2 - expected);
}

/** CPU time of all threads, ms: the least of several times, because the machine may have other work. */
function cpu<T>(work: () => T, times = 1): [T, number] {
  let least = Number.POSITIVE_INFINITY;
  let value: T | undefined;
  for (let time = 0; time < times; time++) {
    value = undefined;
    const start = process.cpuUsage();
    value = work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return [value!, least];
}

/** Time and memory of linking: fresh, and with the memo after one edit and one new article. */
function cost({ articles: all }: Archive, count: number): Site {
  const times = count < 100_000 ? 5 : 1;
  const archive = process.memoryUsage().rss;
  const [first, cold] = cpu(() => link(all, config));
  const linked = process.memoryUsage().rss;
  const [, fresh] = cpu(() => link(all, config), times);
  const file = join(tmpdir(), `broadsheet-links-${process.pid}`);
  const [, writing] = cpu(() => writeWhole(file, first.memo), times);
  const size = statSync(file).size;
  const [memo, reading] = cpu(() => readWhole(file) as LinkMemo, times);
  rmSync(file);
  const edited = [...all];
  edited[count >> 1] = articleWithMore(all[count >> 1]!);
  const [, edit] = cpu(() => link(edited, config, memo), times);
  const newest = { ...all[count >> 1]!.record, title: 'A heron, at last', date: '2031-01-01T00:00:00' };
  const path = 'last.txt' as SourcePath;
  const { article } = toArticle({ path, file: path, bytes: Buffer.from(path) }, newest, [
    'A heron, at last.',
  ]);
  const [, more] = cpu(() => link([...all, article], config, memo), times);
  const [, planned] = cpu(() => plan(first, config, new Map()), times);
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  print(
    `CPU: link fresh ${ms(fresh)} (the first time ${ms(cold)}); with memo after one edit ${ms(edit)}, after one new article ${ms(more)}; memo ${(size / 2 ** 20).toFixed(1)} MB, read ${ms(reading)}, written ${ms(writing)}; plan ${ms(planned)}; resident ${mb(linked)}, of which ${mb(archive)} before linking`,
  );
  return first;
}

/** The article after an edit of its text. */
function articleWithMore(article: Article): Article {
  return { ...article, digest: `${article.digest.slice(1)}0` as Digest, wordCount: article.wordCount + 3 };
}

const files = (site: Site): Map<OutputPath, Page> =>
  new Map(plan(site, config, new Map()).pages.map((page) => [page.path, page]));

/** How many files of each kind are others, new or gone. */
function changedFiles(before: Map<OutputPath, Page>, after: Map<OutputPath, Page>): Map<string, number> {
  const kinds = new Map<string, number>();
  const count = ({ kind }: Page): void => void kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  for (const [path, page] of after) if (before.get(path)?.digest !== page.digest) count(page);
  for (const [path, page] of before) if (!after.has(path)) count(page);
  return kinds;
}

/** How many files of each kind a round changed, most first. */
function byKind(kinds: ReadonlyMap<string, number>, rounds: number): string {
  return [...kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, n]) => `${kind} ${(n / rounds).toFixed(1)}`)
    .join(', ');
}

/** How many files one new article and one edited body change. */
function churn(size: number, seed: number, rounds: number): void {
  const all: GeneratedArticle[] = [...articles(size + rounds, seed)];
  const byDate = [...all].sort((a, b) => (a.date < b.date ? -1 : 1));
  const random = new Random(seed, 99);
  const report = (
    name: string,
    pick: (round: number) => [readonly GeneratedArticle[], GeneratedArticle],
  ): void => {
    const counts: number[] = [];
    const kinds = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const [old, fresh] = pick(round);
      const held = old.map((generated) => readOf(generated));
      const before = link(held, config, last?.memo);
      const after = link([...held, readOf(fresh)], config, before.memo);
      last = after;
      const changes = changedFiles(files(before), files(after));
      counts.push([...changes.values()].reduce((a, b) => a + b, 0));
      for (const [kind, n] of changes) kinds.set(kind, (kinds.get(kind) ?? 0) + n);
    }
    print(`files changed by one ${name}: ${spread(counts)} (${byKind(kinds, rounds)})`);
  };
  let last: Site | undefined;
  const cache = new Map<number, Article>();
  const readOf = (generated: GeneratedArticle): Article => {
    const known = cache.get(generated.number) ?? read(generated);
    cache.set(generated.number, known);
    return known;
  };
  report('new article, the newest', (round) => [byDate.slice(0, size + round), byDate[size + round]!]);
  report('new article of any date', () => {
    const fresh = byDate[random.below(size)]!;
    return [byDate.filter((generated) => generated !== fresh).slice(0, size), fresh];
  });
  const held = byDate.slice(0, size);
  const articlesHeld = held.map(readOf);
  const before = link(articlesHeld, config, last?.memo);
  const old = plan(before, config, new Map()).pages;
  for (const [name, edit] of Object.entries(EDITS)) {
    const counts: number[] = [];
    const kinds = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const hit = random.below(size);
      const edited = [...articlesHeld];
      const { article, words: has } = readWords(held[hit]!, (text) =>
        edit(text, new Random(seed, 98, round)),
      );
      edited[hit] = article;
      const { words: had } = readWords(held[hit]!);
      const changed = [
        ...had.filter((word) => !has.includes(word)),
        ...has.filter((word) => !had.includes(word)),
      ];
      const after = link(edited, config, before.memo);
      const others = editedFiles(old, plan(after, config, new Map()).pages, changed);
      counts.push(others.length);
      for (const { kind } of others) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    print(`files changed by ${name}: ${spread(counts)} (${byKind(kinds, rounds)})`);
  }
}

/** What is done to one text, by what it is called. */
const EDITS: Readonly<Record<string, (paragraphs: readonly string[], random: Random) => string[]>> = {
  'a letter mended in a text': (paragraphs, random) => {
    const whole = paragraphs.join('\n');
    const words = [...whole.matchAll(/(?<= )[a-z]{5,}(?= )/g)];
    const { index, 0: word } = random.pick(words);
    return `${whole.slice(0, index)}${word.slice(0, 2)}${word.slice(3)}${whole.slice(index + word.length)}`.split(
      '\n',
    );
  },
  'a clause of common words': (paragraphs) => added(paragraphs, 'This was said again on the next day.'),
  'a paragraph cut': (paragraphs, random) => {
    const cut = random.below(paragraphs.length);
    return paragraphs.length < 2 ? [...paragraphs] : paragraphs.filter((_, i) => i !== cut);
  },
  'a sentence of four words that no text has': (paragraphs) =>
    added(paragraphs, 'The harbour board disagrees with Odell.'),
};

const added = (paragraphs: readonly string[], text: string): string[] => [
  ...paragraphs.slice(0, -1),
  `${paragraphs.at(-1)} ${text}`,
];

/**
 * The files that an edit of one text changes. A page that is made anew and shows what it showed, or a shard of the
 * search without a word of its own come or gone, has the same bytes and is not counted.
 *
 * @param changed the words of the article that came or went
 */
function editedFiles(before: readonly Page[], after: readonly Page[], changed: readonly string[]): Page[] {
  const known = new Map(before.map((page) => [page.path, page]));
  return after.filter((page) => {
    const old = known.get(page.path);
    if (old?.digest === page.digest) return false;
    if (page.kind === 'search-shard') {
      const { shard, shards } = page.view() as SearchShardView;
      return changed.some((word) => partOf(word.replace('!', ''), shards) === shard);
    }
    const shows = ({ view, bodies }: Page): string => JSON.stringify([view(), bodies]);
    return old === undefined || page.bodies.length > 0 || shows(old) !== shows(page);
  });
}

/**
 * `npm run bench:lists -- [--sizes 1000,10000] [--seeds 1,2,3] [--rounds 50]`: quality and cost on generated archives
 * of each size and seed; then stability, over so many random changes of the last size below 100,000 (0 for none).
 */
export function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '1000,10000' },
      seeds: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '50' },
    },
  });
  const numbers = (list: string): number[] => list.split(',').map(Number);
  const [sizes, seeds, rounds] = [numbers(values.sizes), numbers(values.seeds), Number(values.rounds)];
  if (![...sizes, ...seeds, rounds].every((number) => Number.isInteger(number) && number >= 0)) {
    process.stderr.write('bench:lists -- [--sizes 1000,10000] [--seeds 1,2,3] [--rounds 50]\n');
    return 2;
  }
  for (const size of sizes)
    for (const seed of seeds) {
      print(`— ${size} articles, seed ${seed}`);
      const made = archiveOf(size, seed);
      const site = cost(made, size);
      if (size < 100_000) quality(made, site);
    }
  const changed = sizes.filter((size) => size < 100_000).at(-1);
  if (rounds > 0 && changed !== undefined) churn(changed, 2, rounds);
  return 0;
}
