import type { Digest, OutputPath, SourcePath } from '../base/brand.ts';
import { type Problem, problem } from '../base/problem.ts';
import { marksOf } from '../pages/search.ts';
import type { Page, WordsFound, WordsWanted } from '../pages/types.ts';
import { type ReadOrder, type ReadResult, WORDS_END } from '../press/types.ts';
import type { Site } from '../site/types.ts';
import type { Spool } from '../press/spool.ts';
import { type Made, type Memory, storeOf } from './memory.ts';
import { RowOfWords } from './slots.ts';
import { withValues } from './store.ts';

/*
 * Where pages that are made of words get them. The words of an article are too many to be kept for every article, but
 * the published file of a page holds them, and the memory knows the marks of the articles it was made from. Equal
 * marks, equal words: so a page takes from its own earlier file what is the same, and only the sources of the other
 * articles are read. Without memory or file everything is read; the page comes out the same.
 */

/** The words for pages about to be rendered. */
export interface Words {
  readonly problems: readonly Problem[];
  wordsOf(page: Page): WordsFound | null;
  /** Remembers what the pages were made from; `fileOf` says which bytes each has now. */
  remember(pages: readonly Page[], fileOf: (path: OutputPath) => Digest | undefined): void;
}

/** The edges that words come from. */
export interface WordSources {
  /** Words of the articles that this build has read, by their source; those that are read now are put there as well. */
  readonly fresh: Spool;
  readonly memory: Memory;
  /** Of everything that the marks depend on beside the articles. */
  readonly key: Digest;
  /** A published file, if it still has these bytes. */
  readonly published: (path: OutputPath, file: Digest) => string | null;
  readonly read: (orders: readonly ReadOrder[], take: (result: ReadResult) => void) => Promise<void>;
  readonly shownAs: string;
}

/** Finds the words for these pages: reads what neither this build has read nor the earlier files have. */
export async function gatherWords(pages: readonly Page[], site: Site, from: WordSources): Promise<Words> {
  const plans = new Map<Page, { marks: Uint32Array; earlier: WordsFound['earlier'] }>();
  const missing = new Map<SourcePath, Digest>();
  const { memory } = from;
  if (pages.some(({ words }) => words !== undefined))
    memory.words = storeOf<Made>(memory, memory.words, 'words', from.key);
  const known = memory.words;
  for (const row of rowsOf(pages)) {
    if (known === null) break;
    const first = row[0]!.words;
    const rowMarks = marksOf(
      site,
      first,
      row.map(({ words }) => words),
    );
    row.forEach((page, n) => {
      const marks = rowMarks[n]!;
      const made = known.values.get(page.path);
      const text = made === undefined ? null : from.published(page.path, made.file);
      const earlier = text === null ? null : { text, places: placesIn(made!.marks, marks) };
      plans.set(page, { marks, earlier });
      for (let i = first.from; i < first.to; i++) {
        const { source, digest, settled } = site.articles[i]!.article;
        if ((earlier?.places[i - first.from] ?? -1) < 0 && !from.fresh.has(source))
          missing.set(source, settled?.digest ?? digest);
      }
    });
  }
  const problems = await readMissing(missing, from);

  // Pages with the same articles follow each other: their words are taken apart once, and let go with the last of them.
  let row = { from: -1, words: new RowOfWords(0, () => new Uint8Array()) };
  const rowOf = ({ from: first, to }: WordsWanted): RowOfWords => {
    if (row.from !== first) {
      const wordsOf = (n: number): Uint8Array => {
        const words = from.fresh.get(site.articles[first + n]!.article.source);
        if (words === null) throw new Error('words that were put aside cannot be read again');
        return words;
      };
      row = { from: first, words: new RowOfWords(to - first, wordsOf) };
    }
    return row.words;
  };
  return {
    problems,
    wordsOf: (page) => {
      const plan = plans.get(page);
      const wanted = page.words;
      if (plan === undefined || wanted === undefined) return null;
      const { earlier } = plan;
      return { lines: rowOf(wanted).lines(wanted, (n) => (earlier?.places[n] ?? -1) < 0), earlier };
    },
    remember: (all, fileOf) => {
      if (known === null || plans.size === 0) return;
      const made = new Map<string, Made>();
      for (const page of all) {
        const file = page.words && fileOf(page.path);
        if (!file) continue;
        const marks = plans.get(page)?.marks;
        const before = known.values.get(page.path);
        if (marks !== undefined) made.set(page.path, { file, marks });
        else if (before !== undefined) made.set(page.path, before);
      }
      memory.words = withValues(known, made);
    },
  };
}

type WordsPage = Page & { readonly words: WordsWanted };

/** The pages that are made of words, those together that are of the same articles. */
function rowsOf(pages: readonly Page[]): readonly WordsPage[][] {
  const rows: WordsPage[][] = [];
  for (const page of pages) {
    if (!isOfWords(page)) continue;
    const last = rows.at(-1);
    const words = last?.[0]?.words;
    if (words?.from === page.words.from && words.to === page.words.to) last!.push(page);
    else rows.push([page]);
  }
  return rows;
}

function isOfWords(page: Page): page is WordsPage {
  return page.words !== undefined;
}

/** How far the marks are searched for the place where both rows are alike again. */
const REACH = 512;

/**
 * For each article of the new row its place in the old one, ascending, or -1 where its mark is not found: the rows are
 * alike but for a few articles that have come, gone or changed.
 */
export function placesIn(old: Uint32Array, marks: Uint32Array): Int32Array {
  const count = marks.length / 2;
  const before = old.length / 2;
  const places = new Int32Array(count).fill(-1);
  const same = (i: number, j: number): boolean =>
    i < count && j < before && marks[2 * i] === old[2 * j] && marks[2 * i + 1] === old[2 * j + 1];
  for (let i = 0, j = 0; i < count && j < before; ) {
    if (same(i, j)) {
      places[i++] = j++;
      continue;
    }
    let skip = 1;
    while (skip < REACH && !same(i + skip, j + skip) && !same(i + skip, j) && !same(i, j + skip)) skip++;
    if (same(i + skip, j + skip)) {
      i += skip;
      j += skip;
    } else if (same(i + skip, j)) i += skip;
    else if (same(i, j + skip)) j += skip;
    else {
      i++;
      j++;
    }
  }
  return places;
}

async function readMissing(
  missing: ReadonlyMap<SourcePath, Digest>,
  { fresh, read, shownAs }: WordSources,
): Promise<Problem[]> {
  if (missing.size === 0) return [];
  const orders = [...missing.keys()].map((path) => ({ path, remembered: null }));
  await read(orders, (result) => {
    for (const [path, words, { article }] of wordsByPath(result))
      if (article?.digest === missing.get(path)) fresh.put(path, words);
  });
  return [...missing.keys()]
    .filter((path) => !fresh.has(path))
    .map((path) =>
      problem(
        'error',
        'source-changed',
        `${shownAs}/${path}`,
        'This file changed while the site was being built.',
        {
          hint: 'Build again.',
        },
      ),
    );
}

/** The words of each article that was parsed. */
export function wordsByPath({
  parsed,
  words,
}: ReadResult): (readonly [path: SourcePath, words: string, ReadResult['parsed'][number][1]])[] {
  const each = words.split(WORDS_END);
  return parsed.map(([path, remembered], i) => [path, each[i]!, remembered]);
}
