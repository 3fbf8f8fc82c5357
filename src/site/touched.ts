import { type Columns, startOf } from './columns.ts';
import { EARLY, rarityOf, SEEN, sixteenths, WINDOW } from './postings.ts';
import type { Since } from './since.ts';

/** From so many articles on that may be touched by a change, all are looked through. */
const MANY = 1000;

/** What has come and gone, by position, and what the articles of then said. */
export interface SimilarSince {
  readonly since: Since;
  readonly columns: Pick<Columns, 'termKeys' | 'termWeights' | 'termEnds' | 'sources'>;
  /** By position of then: the place in those columns. */
  readonly rows: readonly number[];
}

/**
 * The positions, ascending, of the articles whose neighbours may be others: those that have come, and those with a term of
 * which the last `WINDOW` that had it before them are others, or that tells more or less. Null where they are many.
 *
 * @param isOpen whether one, by its positions then and now, is to be looked at in any case
 */
export function touchedBy(
  columns: Columns,
  rows: readonly number[],
  isOpen: (before: number, position: number) => boolean,
  then: SimilarSince,
): number[] | null {
  const { come, gone, before } = then.since;
  // What terms tell at the beginning follows from what comes after, too.
  const first = Math.min(come[0] ?? rows.length, gone[0] ?? rows.length);
  if (first < EARLY || Math.min(rows.length, then.rows.length) < EARLY) return null;
  const { edits, news } = newsOf(columns, rows, then);
  /** Which ends of keys there are among the news: most terms are none of these. */
  const mayBeNews = new Uint8Array(SEEN + 1);
  for (const key of news.keys()) mayBeNews[key & SEEN] = 1;
  const { termKeys, termEnds } = columns;
  const touched: number[] = [];
  let edit = 0;
  for (let i = 0; i < rows.length; i++) {
    for (; edit < edits.length && edits[edit]!.place <= i; edit++) pass(news, edits[edit]!);
    let isTouched = before[i]! < 0;
    if (!isTouched) {
      const end = termEnds[rows[i]!]!;
      // A term may tell more among twice as many.
      isTouched = Math.clz32(before[i]!) !== Math.clz32(i) || isOpen(before[i]!, i);
      for (let place = startOf(termEnds, rows[i]!); place < end; place++) {
        if (mayBeNews[termKeys[place]! & SEEN] === 0) continue;
        const past = news.get(termKeys[place]!);
        if (past === undefined) continue;
        const tells = rarityOf(past.now, i);
        isTouched ||= tells !== rarityOf(past.before, i) || (tells > 0 && past.unchanged < WINDOW);
        past.now++;
        past.before++;
        past.unchanged++;
      }
    }
    if (isTouched && touched.push(i) > MANY) return null;
  }
  return touched;
}

/** A term that articles have come or gone with: how many had it so far, then and now, and how many of them since a change. */
interface Past {
  before: number;
  now: number;
  unchanged: number;
}

/** An article that has come, gone or been edited: the weights of its terms then and now, and the first place behind it. */
interface TermEdit {
  readonly place: number;
  readonly had: ReadonlyMap<number, number>;
  readonly has: ReadonlyMap<number, number>;
}

/** Counts an article that has come or gone. What it had and has still is no change; it does not count as unchanged either. */
function pass(news: ReadonlyMap<number, Past>, { had, has }: TermEdit): void {
  for (const [key, past] of news) {
    const [before, now] = [had.get(key), has.get(key)];
    if (before !== undefined) past.before++;
    if (now !== undefined) past.now++;
    if (before !== now) past.unchanged = 0;
  }
}

/** The articles that have come or gone, by place, and the terms that came or went with them or weigh more or less. */
function newsOf(
  columns: Columns,
  rows: readonly number[],
  then: SimilarSince,
): { readonly edits: readonly TermEdit[]; readonly news: ReadonlyMap<number, Past> } {
  const { since } = then;
  const none: ReadonlyMap<number, number> = new Map();
  const edits: TermEdit[] = [];
  const edited = new Set<number>();
  for (const before of since.gone) {
    const place = since.after[before]!;
    const had = weightsOf(then.columns, then.rows[before]!);
    const isEdit = place >= 0 && isSameSource(columns, rows[place]!, then.columns, then.rows[before]!);
    if (isEdit) edited.add(place);
    edits.push({
      place: isEdit ? place : behind(since, before),
      had,
      has: isEdit ? weightsOf(columns, rows[place]!) : none,
    });
  }
  for (const place of since.come)
    if (!edited.has(place)) edits.push({ place, had: none, has: weightsOf(columns, rows[place]!) });
  const news = new Map<number, Past>();
  for (const { had, has } of edits)
    for (const key of [...had.keys(), ...has.keys()])
      if (had.get(key) !== has.get(key)) news.set(key, { before: 0, now: 0, unchanged: 0 });
  return { edits: edits.sort((a, b) => a.place - b.place), news };
}

/** The place now of the first article that stood behind one of then and is there still. */
function behind({ before }: Since, gone: number): number {
  const place = before.findIndex((other) => other > gone);
  return place < 0 ? before.length : place;
}

/** The terms of an article with their weights, in sixteenths. */
function weightsOf(
  { termKeys, termWeights, termEnds }: SimilarSince['columns'],
  row: number,
): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  for (let place = startOf(termEnds, row); place < termEnds[row]!; place++)
    weights.set(termKeys[place]!, sixteenths(termWeights[place]!));
  return weights;
}

type Sources = Pick<Columns, 'sources'>;

function isSameSource({ sources }: Sources, row: number, then: Sources, before: number): boolean {
  return (
    sources[row * 2] === then.sources[before * 2] && sources[row * 2 + 1] === then.sources[before * 2 + 1]
  );
}
