import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openArchive } from '../templates/assets/search.js';
import { defaultReadOptions, readArticle } from '../src/articles/read.ts';
import type { Article } from '../src/articles/types.ts';
import type { OutputPath, SourcePath } from '../src/base/brand.ts';
import { digestOfAll } from '../src/base/digest.ts';
import { inSlots } from '../src/cache/slots.ts';
import { placesIn } from '../src/cache/words.ts';
import { siteSchema } from '../src/config.ts';
import { marksOf, searchIndexPages, searchShardPages } from '../src/pages/search.ts';
import type { Edition, Page } from '../src/pages/types.ts';
import { siteView } from '../src/pages/views.ts';
import { writers } from '../src/render/writers.ts';
import { link } from '../src/site/link.ts';
import type { Site } from '../src/site/types.ts';
import { articles, asText, type GeneratedArticle } from './corpus.ts';
import { quantile } from './measure.ts';
import { Random } from './random.ts';

const SEED = 1;
/** Results that the search page shows at a time. */
const SHOWN = 6;

/**
 * `npm run bench:search -- --articles 10000 --queries 400 --changes 10`: the index of a generated archive, what queries of
 * several kinds fetch of it, and how many of its files a change changes.
 */
export async function main(args: string[], root: string): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      articles: { type: 'string', default: '10000' },
      queries: { type: 'string', default: '400' },
      changes: { type: 'string', default: '10' },
    },
  });
  const [count, queries, changes] = [values.articles, values.queries, values.changes].map(Number);
  if (!(count! >= 10) || !(queries! >= 1) || !(changes! >= 0)) {
    process.stderr.write('bench:search -- [--articles 10000] [--queries 400] [--changes 10]\n');
    return 2;
  }
  const started = performance.now();
  const generated = [...articles(count!, SEED)].filter(({ number, copyGroup }) => number === copyGroup);
  const archive = new Archive();
  for (const article of generated) archive.put(article.path, asText(article));
  say(`${generated.length} articles read in ${ms(performance.now() - started)}, generating included`);

  const pages = archive.plan();
  const planned = Array.from({ length: 9 }, () => {
    const before = performance.now();
    archive.plan();
    return performance.now() - before;
  });
  say(`index planned in ${ms(Math.min(...planned))} (in every build; the best of nine)`);
  const writing = performance.now();
  const files = archive.write(pages);
  say(`index written in ${ms(performance.now() - writing)} (from the words of all articles)`);

  const again = Array.from({ length: 9 }, () => {
    const before = performance.now();
    archive.rewrite(pages, files);
    return performance.now() - before;
  });
  say(`one shard written in ${ms(Math.min(...again))} from its earlier file (the best of nine)`);

  say('');
  const sizes = new Map([...files].map(([path, text]) => [path, gzipSync(text).length]));
  for (const kind of [...new Set(pages.map((page) => page.kind))]) {
    const own = pages.filter((page) => page.kind === kind).map(({ path }) => sizes.get(path)!);
    say(
      `${kind}: ${own.length} files, ${kb(sum(own))} gzip in all, median ${kb(quantile(own, 0.5))}, largest ${kb(Math.max(...own))}`,
    );
  }
  say(
    `in all ${files.size} files for ${generated.length} articles: one for ${(generated.length / files.size).toFixed(0)}`,
  );
  const script = gzipSync(readFileSync(join(root, 'templates/assets/search.js'))).length;
  say(`the script, once: ${kb(script)}`);

  say('');
  await ask(files, sizes, generated, queries!);
  say('');
  change(archive, pages, files, generated, changes!);
  return 0;
}

/** An archive that can be edited, and its index. */
class Archive {
  readonly #read = new Map<string, { readonly article: Article; readonly words: string }>();
  readonly #config = siteSchema.parse({});
  #site: Site | null = null;

  put(name: string, text: string): void {
    const path = `${name}.txt` as SourcePath;
    const { article, words } = readArticle(
      { path, file: path, bytes: Buffer.from(text) },
      defaultReadOptions,
    );
    if (article === null) throw new Error(`${name} is no article`);
    this.#read.set(path, { article, words });
    this.#site = null;
  }

  delete(name: string): void {
    this.#read.delete(`${name}.txt`);
    this.#site = null;
  }

  plan(): Page[] {
    this.#site ??= link(
      [...this.#read.values()].map(({ article }) => article),
      this.#config,
    );
    const frame = siteView(this.#site, this.#config, new Map(), []);
    const edition: Edition = {
      site: this.#site,
      config: this.#config,
      frame,
      frameDigest: '' as never,
      beginningOf: () => '',
      years: [],
      digestOf: (_, shown) => digestOfAll(shown),
    };
    const { articles } = this.#site;
    const shards = searchShardPages(edition, '' as never, ({ from, to }) =>
      digestOfAll(articles.slice(from, to).map(({ article }) => article.digest)),
    );
    return [...searchIndexPages(edition), ...shards.pages];
  }

  /** Writes a shard of the largest block from its earlier file, as a build does where one article was edited. */
  rewrite(pages: readonly Page[], files: ReadonlyMap<OutputPath, string>): void {
    const extent = ({ words }: Page): number => (words === undefined ? -1 : words.to - words.from);
    const page = pages.reduce((a, b) => (extent(b) > extent(a) ? b : a));
    const { words: wanted } = page;
    if (wanted === undefined) return;
    const [before] = marksOf(this.#site!, wanted, [wanted]);
    const [marks] = marksOf(this.#site!, wanted, [wanted]);
    marks![0]! ^= 1;
    const places = placesIn(before!, marks!);
    const line = inSlots(
      this.#read.get(this.#site!.articles[wanted.from]!.article.source)!.words.split('\n'),
      wanted,
    );
    const words = {
      lines: line + '\n'.repeat(extent(page) - 1),
      earlier: { text: files.get(page.path)!, places },
    };
    if (writers[page.kind]!({ ...page.view(), bodies: [], words }) !== files.get(page.path))
      throw new Error('a shard came out another from its earlier file');
  }

  write(pages: readonly Page[]): Map<OutputPath, string> {
    const slots = new Map<SourcePath, string[]>();
    const slotsOf = ({ source }: Article): string[] => {
      const known = slots.get(source) ?? this.#read.get(source)!.words.split('\n');
      slots.set(source, known);
      return known;
    };
    return new Map(
      pages.map((page) => {
        const { words: wanted } = page;
        const lines =
          wanted &&
          this.#site!.articles.slice(wanted.from, wanted.to).map(({ article }) =>
            inSlots(slotsOf(article), wanted),
          );
        const words = lines === undefined ? null : { lines: lines.join('\n'), earlier: null };
        return [page.path, writers[page.kind]!({ ...page.view(), bodies: [], words })];
      }),
    );
  }
}

/** What a reader might type who has this article in mind. */
const KINDS: Readonly<Record<string, (article: GeneratedArticle, random: Random) => string | null>> = {
  'a word of the headline': ({ cleanTitle }, random) => pick(cleanTitle, /\p{L}{4,}/gu, random),
  'the beginning of one': ({ cleanTitle }, random) =>
    pick(cleanTitle, /(?<!\p{L})\p{L}{4}(?=\p{L})/gu, random),
  'a name or place': (article, random) =>
    pick(bodyOf(article), /(?<=[a-z,] )\p{Lu}\p{L}+ \p{Lu}\p{L}+/gu, random),
  'two words of the headline': ({ cleanTitle }, random) => several(cleanTitle, 2, random),
  'a word of the text': (article, random) => pick(bodyOf(article), /(?<!\p{L})\p{Ll}{5,}/gu, random),
  'three words of the text': (article, random) => several(bodyOf(article), 3, random),
};

async function ask(
  files: ReadonlyMap<OutputPath, string>,
  sizes: ReadonlyMap<OutputPath, number>,
  generated: readonly GeneratedArticle[],
  queries: number,
): Promise<void> {
  const random = new Random(SEED, 77);
  const all: number[] = [];
  const lost: string[] = [];
  say('a query with its results, nothing cached: median, 95 in 100, largest (gzip); files; found');
  for (const [kind, make] of Object.entries(KINDS)) {
    const bytes: number[] = [];
    const fetches: number[] = [];
    const found: number[] = [];
    for (let i = 0; i < queries / Object.keys(KINDS).length; i++) {
      const article = generated[random.below(generated.length)]!;
      const query = make(article, random);
      if (query === null) continue;
      const fetched = new Set<OutputPath>();
      const search = openArchive(async (path) => {
        const name = path.replace(/\?.*/, '') as OutputPath;
        fetched.add(name);
        return files.get(name)!;
      });
      const { hits, all: complete } = await search.find(query);
      await search.cards(hits.slice(0, SHOWN));
      bytes.push(sum([...fetched].map((path) => sizes.get(path)!)));
      fetches.push(fetched.size);
      found.push(hits.length);
      const cards = await search.cards(hits.slice(0, 400));
      if (!complete || (hits.length <= 400 && !cards.some(({ date }) => date === article.date.slice(0, 10))))
        lost.push(query);
    }
    all.push(...bytes);
    say(
      `${kind.padEnd(26)} ${kb(quantile(bytes, 0.5))} ${kb(quantile(bytes, 0.95))} ${kb(Math.max(...bytes))}; ${quantile(fetches, 0.5)} files; ${quantile(found, 0.5)} articles`,
    );
  }
  say(
    `${'all'.padEnd(26)} ${kb(quantile(all, 0.5))} ${kb(quantile(all, 0.95))} ${kb(Math.max(...all))}, mean ${kb(sum(all) / all.length)}; ${Math.round((100 * all.filter((each) => each <= 102_400).length) / all.length)} in 100 within 100 KB; ${lost.length} of ${all.length} did not find the article they were made from${lost.length > 0 ? `: ${lost.slice(0, 5).join(' | ')}` : ''}`,
  );
}

function change(
  archive: Archive,
  before: readonly Page[],
  files: ReadonlyMap<OutputPath, string>,
  generated: readonly GeneratedArticle[],
  times: number,
): void {
  if (times === 0) return;
  const known = new Map(before.map(({ path, digest }) => [path, digest]));
  const random = new Random(SEED, 78);
  const newest = generated.reduce((a, b) => (a.date > b.date ? a : b));
  const changed = (): number => {
    const now = archive.plan();
    const paths = new Set(now.map(({ path }) => path));
    const rendered = archive.write(now.filter(({ path, digest }) => known.get(path) !== digest));
    const written = [...rendered].filter(([path, text]) => files.get(path) !== text);
    return written.length + [...known.keys()].filter((path) => !paths.has(path)).length;
  };
  const others = [...articles(times * 3, SEED + 1)].filter(({ number, copyGroup }) => number === copyGroup);
  const another = (date: string, i: number): string => asText({ ...others[i]!, date });
  const works: Readonly<Record<string, (i: number) => () => void>> = {
    'a new article, the newest': (i) => {
      archive.put(
        `late-${i}`,
        another(
          newest.date.replace(/^\d{4}/, (year) => String(Number(year) + 1)),
          i,
        ),
      );
      return () => archive.delete(`late-${i}`);
    },
    'a new article of any date': (i) => {
      archive.put(`late-${i}`, another(generated[random.below(generated.length)]!.date, i));
      return () => archive.delete(`late-${i}`);
    },
    'a word added to a text': (i) => edit(`Correction${i}xq`),
    'a sentence added to a text': () => edit('The inspectors promised another report before winter.'),
  };
  const edit = (text: string): (() => void) => {
    const article = generated[random.below(generated.length)]!;
    archive.put(article.path, asText(article).replace('\nveryGood!', ` ${text}\nveryGood!`));
    return () => archive.put(article.path, asText(article));
  };
  say('files of the index that change: median, 95 in 100');
  for (const [work, act] of Object.entries(works)) {
    const counts: number[] = [];
    for (let i = 0; i < times; i++) {
      const undo = act(i);
      counts.push(changed());
      undo();
    }
    say(`${work.padEnd(26)} ${quantile(counts, 0.5)}, ${quantile(counts, 0.95)}`);
  }
}

function bodyOf({ body }: GeneratedArticle): string {
  return body.flatMap((line) => (line.kind === 'paragraph' ? [line.text] : [])).join(' ');
}

function pick(text: string, pattern: RegExp, random: Random): string | null {
  const found = text.match(pattern);
  return found === null ? null : random.pick(found);
}

function several(text: string, count: number, random: Random): string | null {
  const words = [...new Set(text.match(/\p{L}{4,}/gu) ?? [])];
  return words.length < count ? null : random.shuffle(words).slice(0, count).join(' ');
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
const ms = (time: number): string => `${time.toFixed(0)} ms`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
