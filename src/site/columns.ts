import type { Article, ListItem } from '../articles/types.ts';
import { hashText, type Lanes } from '../base/hash.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import { FORM_LANES, formsOf } from './headlines.ts';

/*
 * Every headline that any article bears or names, as a number. An archive of 100,000 articles names 2.6 million,
 * of which some tenth are different: each is taken apart once, and which article names which is remembered under
 * the article's digest.
 */

/** What is remembered of headlines: by the text's hash what the text is in numbers, by the article's digest its row. */
export interface ColumnsMemo {
  /** Two lanes a headline: of the text, verbatim. */
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** `FORM_LANES` numbers a headline. */
  readonly forms: Uint32Array;
  /** Where each headline's tokens end. */
  readonly tokenEnds: Uint32Array;
  readonly tokens: Uint32Array;
  readonly tokenFlags: Uint8Array;
  /** The digests of the articles, and where the row of each ends. */
  readonly digests: readonly string[];
  readonly rowEnds: Uint32Array;
  readonly rows: Uint32Array;
}

/** The headlines of the articles, by number. */
export interface Columns extends Omit<ColumnsMemo, 'digests'> {
  readonly headlines: number;
  /** The first place in `rows` where each headline stands; −1 where none of these articles has it. */
  readonly firstAt: Int32Array;
  /** The text of a headline, as its first bearer prints it. */
  readonly text: (headline: number) => string;
}

/** Places in a row: the title, the display title, then the lists one after the other. */
export const TITLE = 0;
export const DISPLAY_TITLE = 1;
export const LISTS = 2;

/** The headline of a list item. */
export function headlineOf(item: ListItem): string {
  return typeof item === 'string' ? item : item.headline;
}

/** How many headlines an article has, its two titles included. */
function rowLength({ record, bareLines }: Article): number {
  return (
    LISTS +
    record.related.length +
    record.ranking.length +
    record.recommendation.length +
    record.crossLinks.length +
    bareLines.length
  );
}

/** The headline at a place of an article's row. */
function headlineAt({ record, displayTitle, bareLines }: Article, place: number): string {
  if (place === TITLE) return record.title;
  if (place === DISPLAY_TITLE) return displayTitle;
  let at = place - LISTS;
  for (const list of [record.related, record.ranking, record.recommendation]) {
    if (at < list.length) return headlineOf(list[at]!);
    at -= list.length;
  }
  if (at < record.crossLinks.length) return record.crossLinks[at]!.headline;
  return bareLines[at - record.crossLinks.length]!;
}

/** Numbers the headlines of all articles; what `memo` has is not worked out again. */
export function columnsOf(articles: readonly Article[], memo: ColumnsMemo | undefined): Columns {
  const rowEnds = new Uint32Array(articles.length);
  let length = 0;
  articles.forEach((article, i) => {
    length += rowLength(article);
    rowEnds[i] = length;
  });
  const rows = new Uint32Array(length);
  const fresh: number[] = [];
  if (memo === undefined) for (let i = 0; i < articles.length; i++) fresh.push(i);
  else {
    const known = new Map(memo.digests.map((digest, row) => [digest, row]));
    articles.forEach(({ digest }, i) => {
      const row = known.get(digest);
      const from = i === 0 ? 0 : rowEnds[i - 1]!;
      if (row === undefined) fresh.push(i);
      else rows.set(memo.rows.subarray(row === 0 ? 0 : memo.rowEnds[row - 1]!, memo.rowEnds[row]!), from);
    });
  }

  const table = fresh.length === 0 && memo !== undefined ? null : new HeadlineTable(memo, fresh.length * 8);
  for (const i of fresh) {
    const from = i === 0 ? 0 : rowEnds[i - 1]!;
    for (let at = from; at < rowEnds[i]!; at++)
      rows[at] = table!.numberOf(headlineAt(articles[i]!, at - from));
  }
  const heads = table?.finished() ?? memo!;
  const headlines = heads.lo.length;
  const firstAt = new Int32Array(headlines).fill(-1);
  for (let at = length - 1; at >= 0; at--) firstAt[rows[at]!] = at;

  const text = (headline: number): string => {
    const at = firstAt[headline]!;
    let [low, high] = [0, articles.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rowEnds[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return headlineAt(articles[low]!, at - (low === 0 ? 0 : rowEnds[low - 1]!));
  };
  const { lo, hi, forms, tokenEnds, tokens, tokenFlags } = heads;
  return { lo, hi, forms, tokenEnds, tokens, tokenFlags, rowEnds, rows, headlines, firstAt, text };
}

/** What to remember; nothing where most of it is of headlines that are gone. */
export function columnsMemo(columns: Columns, articles: readonly Article[]): ColumnsMemo | undefined {
  const { lo, hi, forms, tokenEnds, tokens, tokenFlags, rowEnds, rows, firstAt } = columns;
  let gone = 0;
  for (const at of firstAt) if (at < 0) gone++;
  if (gone * 2 > firstAt.length) return undefined;
  const digests = articles.map(({ digest }) => digest);
  return { lo, hi, forms, tokenEnds, tokens, tokenFlags, digests, rowEnds, rows };
}

/** The different headlines, numbered in the order in which they were met. */
class HeadlineTable {
  readonly #numbers: LaneTable;
  readonly #lanes: Lanes = { lo: 0, hi: 0 };
  readonly #lo: Growing<Uint32Array<ArrayBuffer>>;
  readonly #hi: Growing<Uint32Array<ArrayBuffer>>;
  readonly #forms: Growing<Uint32Array<ArrayBuffer>>;
  readonly #tokenEnds: Growing<Uint32Array<ArrayBuffer>>;
  readonly #tokens: Growing<Uint32Array<ArrayBuffer>>;
  readonly #tokenFlags: Growing<Uint8Array<ArrayBuffer>>;

  constructor(memo: ColumnsMemo | undefined, expected: number) {
    const count = memo?.lo.length ?? 0;
    this.#numbers = new LaneTable(count + expected);
    const words = (old: Uint32Array | undefined, each: number): Growing<Uint32Array<ArrayBuffer>> =>
      new Growing((size) => new Uint32Array(size), old, expected * each);
    this.#lo = words(memo?.lo, 1);
    this.#hi = words(memo?.hi, 1);
    this.#forms = words(memo?.forms, FORM_LANES);
    this.#tokenEnds = words(memo?.tokenEnds, 1);
    this.#tokens = words(memo?.tokens, 10);
    this.#tokenFlags = new Growing((size) => new Uint8Array(size), memo?.tokenFlags, expected * 10);
    for (let i = 0; i < count; i++) this.#numbers.set(memo!.lo[i]!, memo!.hi[i]!, i);
  }

  numberOf(text: string): number {
    const lanes = this.#lanes;
    hashText(text, lanes);
    const { lo, hi } = lanes;
    const known = this.#numbers.get(lo, hi);
    if (known !== NOBODY) return known;
    const number = this.#lo.length;
    this.#numbers.set(lo, hi, number);
    const { lanes: row, tokens, flags } = formsOf(text);
    this.#lo.add([lo]);
    this.#hi.add([hi]);
    this.#forms.add(row);
    this.#tokens.add(tokens);
    this.#tokenFlags.add(flags);
    this.#tokenEnds.add([this.#tokens.length]);
    return number;
  }

  finished(): Omit<ColumnsMemo, 'digests' | 'rows' | 'rowEnds'> {
    return {
      lo: this.#lo.finished(),
      hi: this.#hi.finished(),
      forms: this.#forms.finished(),
      tokenEnds: this.#tokenEnds.finished(),
      tokens: this.#tokens.finished(),
      tokenFlags: this.#tokenFlags.finished(),
    };
  }
}

/** A typed array that numbers can be added to. */
class Growing<T extends Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>> {
  length: number;
  #values: T;
  readonly #make: (size: number) => T;

  constructor(make: (size: number) => T, old: ArrayLike<number> | undefined, room: number) {
    this.#make = make;
    this.length = old?.length ?? 0;
    this.#values = make(this.length + Math.max(16, room));
    if (old !== undefined) this.#values.set(old);
  }

  add(values: ArrayLike<number>): void {
    if (this.length + values.length > this.#values.length) {
      const longer = this.#make((this.length + values.length) * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  /** The numbers in an array of exactly their length. */
  finished(): T {
    return this.#values.slice(0, this.length) as T;
  }
}
