import { TERMS, TEXT_BINS } from '../articles/fingerprint.ts';
import type { Article, ListItem } from '../articles/types.ts';
import { finish, hashText, type Lanes, mix } from '../base/hash.ts';
import { LaneTable, NOBODY } from '../base/lanes.ts';
import { FORM_LANES } from './forms.ts';
import { formsOf } from './headlines.ts';

/*
 * What linking needs of the articles, side by side in flat arrays of numbers, in the order of the articles. Articles
 * lie scattered in memory, and looking each of them up for each step costs more than the steps: so each is looked at
 * once, and what it says is remembered under its digest. Headlines are numbered: an archive of 100,000 articles names
 * 2.6 million, of which a tenth are different, and each different one is taken apart once.
 */

/** What each article says, by its place among the articles. */
export interface Rows {
  /** The numbers of its headlines, and where they end: its two titles, then its lists one after the other. */
  readonly headlines: Uint32Array;
  readonly headlineEnds: Uint32Array;
  /** The keys and the weights of its terms, and where they end. */
  readonly termKeys: Uint32Array;
  readonly termWeights: Uint8Array;
  readonly termEnds: Uint32Array;
  /** `BANDS` numbers: hashes of the bands of its signature, zero where it has none. */
  readonly bands: Uint32Array;
  /** Two lanes: the hash of its source path. */
  readonly sources: Uint32Array;
  /** `LENGTHS` numbers: how long its lists are. */
  readonly lengths: Uint32Array;
  /** The number of its site's name, among those of the headlines; an article without one has the number of ''. */
  readonly sites: Uint32Array;
  /** What few of them have; see `Flag`. */
  readonly flags: Uint8Array;
  readonly likes: Float64Array;
}

/** The different headlines in numbers, each under the hash of its text. */
export interface Headlines {
  /** Two lanes: of the text, verbatim. */
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** `FORM_LANES` numbers. */
  readonly forms: Uint32Array;
  readonly tokens: Uint32Array;
  readonly tokenFlags: Uint8Array;
  readonly tokenEnds: Uint32Array;
}

/** What is remembered: the headlines, and the rows of the articles. */
export interface ColumnsMemo extends Rows {
  readonly known: Headlines;
  /** The texts of headlines that somebody asked for, by their numbers. */
  readonly texts: ReadonlyMap<number, string>;
}

/** All that linking computes with. */
export interface Columns extends Rows {
  readonly known: Headlines;
  /** How many different headlines there are. */
  readonly count: number;
  /** The first place in `headlines` where each one stands; −1 where none of these articles has it. */
  readonly firstAt: () => Int32Array;
  /** The text of a headline, and the texts that were asked for so far. */
  readonly text: (headline: number) => string;
  readonly texts: ReadonlyMap<number, string>;
}

/** Rows of the signature that must agree for two articles to be looked at: 16 bands of three. */
const BAND_ROWS = 3;
export const BANDS = TEXT_BINS / BAND_ROWS;

/** Places in a row: the title, the display title, then the lists one after the other. */
export const TITLE = 0;
export const DISPLAY_TITLE = 1;
export const LISTS = 2;

/** Places in an article's `lengths`. */
export const LENGTHS = 4;
export const RELATED = 0;
export const RANKING = 1;
export const RECOMMENDATION = 2;
export const CROSS_LINKS = 3;

/** What few records have, so that the others need not be looked at. */
export const Flag = {
  /** An item of its lists says itself where it leads. */
  leads: 1,
  canonical: 2,
  aliases: 4,
} as const;

/** Lists of positions, one behind the other. */
export interface Lists {
  /** Where each one ends. */
  readonly ends: Uint32Array;
  readonly articles: Int32Array;
}

/** About as many headlines as an article has. */
const HEADLINES = 32;

/** Of so many new articles the headlines are looked for one by one, without a table of all that are known. */
const FEW = 32;

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

/** Where a row begins. */
export function startOf(ends: Uint32Array, row: number): number {
  return row === 0 ? 0 : ends[row - 1]!;
}

/** Where the headlines of one of an article's lists begin in `headlines`. */
export function listStart({ headlineEnds, lengths }: Rows, row: number, list: number): number {
  let at = startOf(headlineEnds, row) + LISTS;
  for (let before = 0; before < list; before++) at += lengths[row * LENGTHS + before]!;
  return at;
}

/**
 * Lays the articles side by side; what `memo` has is copied.
 *
 * @param old for each article its row in the memo, or −1; see `oldRows`
 */
export function columnsOf(
  articles: readonly Article[],
  old: Int32Array,
  memo: ColumnsMemo | undefined,
): Columns {
  const count = articles.length;
  let fresh = 0;
  for (let i = 0; i < count; i++) if (memo === undefined || old[i]! < 0) fresh++;
  const words = (room: number): Growing<Uint32Array<ArrayBuffer>> =>
    new Growing((size) => new Uint32Array(size), room);
  const terms = (memo?.termKeys.length ?? 0) + fresh * TERMS;
  // Of an article that lies on the disk all is asked for at once, so that it is read once.
  const growing = {
    headlines: words((memo?.headlines.length ?? 0) + fresh * HEADLINES),
    termKeys: words(terms),
    termWeights: new Growing((size) => new Uint8Array(size), terms),
  };
  const fixed = {
    headlineEnds: new Uint32Array(count),
    termEnds: new Uint32Array(count),
    bands: new Uint32Array(count * BANDS),
    sources: new Uint32Array(count * 2),
    lengths: new Uint32Array(count * LENGTHS),
    sites: new Uint32Array(count),
    flags: new Uint8Array(count),
    likes: new Float64Array(count),
  };
  const { headlineEnds, termEnds } = fixed;
  const table =
    fresh === 0 && memo !== undefined
      ? null
      : new HeadlineTable(memo?.known, fresh, fresh > FEW ? undefined : textsOf(articles, old));
  for (let i = 0; i < count; i++) {
    const row = memo === undefined ? -1 : old[i]!;
    if (row < 0) {
      writeRow(growing, fixed, i, articles[i]!, table!);
      continue;
    }
    // Articles that lay side by side before are copied together.
    let end = i + 1;
    while (end < count && old[end] === row + end - i) end++;
    const past = row + end - i;
    const copy = <T extends Uint32Array | Uint8Array | Float64Array>(
      into: T,
      from: T,
      at: number,
      start: number,
      stop: number,
    ): void => into.set(from.subarray(start, stop), at);
    const head = startOf(memo!.headlineEnds, row);
    const term = startOf(memo!.termEnds, row);
    const headMoved = growing.headlines.length - head;
    const termMoved = growing.termKeys.length - term;
    growing.headlines.add(memo!.headlines.subarray(head, memo!.headlineEnds[past - 1]!));
    growing.termKeys.add(memo!.termKeys.subarray(term, memo!.termEnds[past - 1]!));
    growing.termWeights.add(memo!.termWeights.subarray(term, memo!.termEnds[past - 1]!));
    for (let k = 0; k < end - i; k++) {
      headlineEnds[i + k] = memo!.headlineEnds[row + k]! + headMoved;
      termEnds[i + k] = memo!.termEnds[row + k]! + termMoved;
    }
    copy(fixed.bands, memo!.bands, i * BANDS, row * BANDS, past * BANDS);
    copy(fixed.sources, memo!.sources, i * 2, row * 2, past * 2);
    copy(fixed.lengths, memo!.lengths, i * LENGTHS, row * LENGTHS, past * LENGTHS);
    copy(fixed.sites, memo!.sites, i, row, past);
    copy(fixed.flags, memo!.flags, i, row, past);
    copy(fixed.likes, memo!.likes, i, row, past);
    i = end - 1;
  }
  const rows: Rows = {
    ...fixed,
    headlines: growing.headlines.finished(),
    termKeys: growing.termKeys.finished(),
    termWeights: growing.termWeights.finished(),
  };

  const known = table?.finished() ?? memo!.known;
  let places: Int32Array | undefined;
  const firstAt = (): Int32Array => {
    if (places !== undefined) return places;
    places = new Int32Array(known.lo.length).fill(-1);
    for (let at = rows.headlines.length - 1; at >= 0; at--) places[rows.headlines[at]!] = at;
    return places;
  };
  const printed = (headline: number): string => {
    const at = firstAt()[headline]!;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headlineEnds[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return headlineAt(articles[low]!, at - startOf(headlineEnds, low));
  };
  // Where a headline stands most often lies on the disk.
  const texts = new Map<number, string>();
  const text = (headline: number): string => {
    let known = texts.get(headline);
    if (known === undefined) {
      known = memo?.texts.get(headline) ?? printed(headline);
      texts.set(headline, known);
    }
    return known;
  };
  return { ...rows, known, count: known.lo.length, firstAt, text, texts };
}

/** For each article its place in an earlier call, by its digest; −1 where it was not there. */
export function oldRows(articles: readonly Article[], digests: readonly string[] | undefined): Int32Array {
  const old = new Int32Array(articles.length).fill(-1);
  if (digests === undefined) return old;
  let byDigest: Map<string, number> | undefined;
  let next = 0;
  articles.forEach((article, i) => {
    if (digests[next] !== article.digest) {
      // Most often the neighbours of then are those of now; else the digests are looked up.
      byDigest ??= new Map(digests.map((known, row) => [known, row]));
      const row = byDigest.get(article.digest);
      if (row === undefined) {
        if (digests[next + 1] === articles[i + 1]?.digest) next++;
        return;
      }
      next = row;
    }
    old[i] = next++;
  });
  return old;
}

/** All texts that have a number, of the articles that no memo has. */
function textsOf(articles: readonly Article[], old: Int32Array): string[] {
  const texts: string[] = [];
  articles.forEach((article, i) => {
    if (old[i]! >= 0) return;
    for (let place = 0; place < rowLength(article); place++) texts.push(headlineAt(article, place));
    texts.push(article.record.siteName ?? '');
  });
  return texts;
}

/** Columns of which an article has as many numbers as it has headlines, or terms. */
type GrowingRows = {
  readonly [K in 'headlines' | 'termKeys']: Growing<Uint32Array<ArrayBuffer>>;
} & { readonly termWeights: Growing<Uint8Array<ArrayBuffer>> };

function writeRow(
  { headlines, termKeys, termWeights }: GrowingRows,
  rows: Omit<Rows, keyof GrowingRows>,
  i: number,
  article: Article,
  table: HeadlineTable,
): void {
  const { source, record, fingerprint } = article;
  const number = (headline: string): void => headlines.push(table.numberOf(headline));
  const { related, ranking, recommendation, crossLinks } = record;
  let flags = 0;
  // In the order of `headlineAt`.
  number(record.title);
  number(article.displayTitle);
  for (const list of [related, ranking, recommendation])
    for (const item of list) {
      if (typeof item === 'string') number(item);
      else {
        number(item.headline);
        flags |= Flag.leads;
      }
    }
  for (const { headline } of crossLinks) number(headline);
  for (const line of article.bareLines) number(line);
  rows.headlineEnds[i] = headlines.length;
  if (record.canonical !== undefined) flags |= Flag.canonical;
  if (record.aliases !== undefined) flags |= Flag.aliases;
  rows.flags[i] = flags;
  rows.likes[i] = record.likes ?? 0;
  const { keys, weights, signature } = fingerprint;
  termKeys.add(keys);
  termWeights.add(weights);
  rows.termEnds[i] = termKeys.length;
  if (signature.length > 0)
    for (let band = 0; band < BANDS; band++) {
      let hash = band;
      for (let row = 0; row < BAND_ROWS; row++) hash = mix(hash, signature[band * BAND_ROWS + row]!);
      rows.bands[i * BANDS + band] = finish(hash) || 1;
    }
  const lanes: Lanes = { lo: 0, hi: 0 };
  hashText(source, lanes);
  rows.sources[i * 2] = lanes.lo;
  rows.sources[i * 2 + 1] = lanes.hi;
  rows.lengths[i * LENGTHS + RELATED] = related.length;
  rows.lengths[i * LENGTHS + RANKING] = ranking.length;
  rows.lengths[i * LENGTHS + RECOMMENDATION] = recommendation.length;
  rows.lengths[i * LENGTHS + CROSS_LINKS] = crossLinks.length;
  rows.sites[i] = table.numberOf(record.siteName ?? '');
}

/**
 * What to remember; nothing where most of it is of headlines that are gone.
 *
 * @param before where it knows the texts that nobody had to ask for again
 * @param isSame whether the headlines of its articles are those of now
 */
export function columnsMemo(
  { count, firstAt, text, ...kept }: Columns,
  before: ColumnsMemo | undefined,
  isSame: boolean,
): ColumnsMemo | undefined {
  if (!isSame) {
    let gone = 0;
    for (const at of firstAt()) if (at < 0) gone++;
    if (gone * 2 > count + 64) return undefined;
  }
  return before === undefined || kept.texts.size > 0 ? kept : { ...kept, texts: before.texts };
}

/** The different headlines, numbered in the order in which they were met. */
class HeadlineTable {
  /** The texts met here: the engine keeps the hash of a text with it. */
  readonly #met = new Map<string, number>();
  readonly #numbers: LaneTable;
  readonly #lanes: Lanes = { lo: 0, hi: 0 };
  readonly #memo: Headlines | undefined;
  /** How many were known before. */
  readonly #before: number;
  // Those that are new.
  readonly #lo: Growing<Uint32Array<ArrayBuffer>>;
  readonly #hi: Growing<Uint32Array<ArrayBuffer>>;
  readonly #forms: Growing<Uint32Array<ArrayBuffer>>;
  readonly #tokenEnds: Growing<Uint32Array<ArrayBuffer>>;
  readonly #tokens: Growing<Uint32Array<ArrayBuffer>>;
  readonly #tokenFlags: Growing<Uint8Array<ArrayBuffer>>;

  /**
   * @param articles how many articles' headlines are asked for
   * @param texts all that are asked for, where these are few
   */
  constructor(memo: Headlines | undefined, articles: number, texts: readonly string[] | undefined) {
    // About as many headlines as there turn out to be: what is looked up in a larger table lies farther apart.
    const expected = articles * 3;
    const before = memo?.lo.length ?? 0;
    this.#memo = memo;
    this.#before = before;
    this.#numbers = new LaneTable(texts?.length ?? before + expected);
    /** Which ends of hashes are asked for: most are not. */
    const isAsked = new Uint8Array(1 << 16).fill(texts === undefined ? 1 : 0);
    for (const text of texts ?? []) {
      hashText(text, this.#lanes);
      this.#numbers.set(this.#lanes.lo, this.#lanes.hi, NOBODY);
      isAsked[this.#lanes.lo & 0xffff] = 1;
    }
    for (let i = 0; i < before; i++) {
      if (isAsked[memo!.lo[i]! & 0xffff] === 0) continue;
      if (texts === undefined || this.#numbers.has(memo!.lo[i]!, memo!.hi[i]!))
        this.#numbers.set(memo!.lo[i]!, memo!.hi[i]!, i);
    }
    const words = (each: number): Growing<Uint32Array<ArrayBuffer>> =>
      new Growing((size) => new Uint32Array(size), expected * each);
    this.#lo = words(1);
    this.#hi = words(1);
    this.#forms = words(FORM_LANES);
    this.#tokenEnds = words(1);
    this.#tokens = words(10);
    this.#tokenFlags = new Growing((size) => new Uint8Array(size), expected * 10);
  }

  numberOf(text: string): number {
    let number = this.#met.get(text);
    if (number === undefined) {
      number = this.#hashed(text);
      this.#met.set(text, number);
    }
    return number;
  }

  #hashed(text: string): number {
    const lanes = this.#lanes;
    hashText(text, lanes);
    const { lo, hi } = lanes;
    const known = this.#numbers.get(lo, hi);
    if (known !== NOBODY) return known;
    const number = this.#before + this.#lo.length;
    this.#numbers.set(lo, hi, number);
    const { lanes: row, tokens, flags } = formsOf(text);
    this.#lo.add([lo]);
    this.#hi.add([hi]);
    this.#forms.add(row);
    this.#tokens.add(tokens);
    this.#tokenFlags.add(flags);
    this.#tokenEnds.add([(this.#memo?.tokens.length ?? 0) + this.#tokens.length]);
    return number;
  }

  finished(): Headlines {
    const memo = this.#memo;
    if (memo !== undefined && this.#lo.length === 0) return memo;
    return {
      lo: this.#lo.finished(memo?.lo),
      hi: this.#hi.finished(memo?.hi),
      forms: this.#forms.finished(memo?.forms),
      tokenEnds: this.#tokenEnds.finished(memo?.tokenEnds),
      tokens: this.#tokens.finished(memo?.tokens),
      tokenFlags: this.#tokenFlags.finished(memo?.tokenFlags),
    };
  }
}

/** A typed array that numbers can be added to. */
class Growing<T extends Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>> {
  length = 0;
  #values: T;
  readonly #make: (size: number) => T;

  constructor(make: (size: number) => T, room: number) {
    this.#make = make;
    this.#values = make(Math.max(16, room));
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(1);
    this.#values[this.length++] = value;
  }

  add(values: ArrayLike<number>): void {
    if (this.length + values.length > this.#values.length) this.#grow(values.length);
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  #grow(more: number): void {
    const longer = this.#make((this.length + more) * 2);
    longer.set(this.#values);
    this.#values = longer;
  }

  /** The numbers behind those of before, in an array of exactly their length. */
  finished(before?: ArrayLike<number>): T {
    if (before === undefined) return this.#values.slice(0, this.length) as T;
    const all = this.#make(before.length + this.length);
    all.set(before);
    all.set(this.#values.subarray(0, this.length), before.length);
    return all;
  }
}
