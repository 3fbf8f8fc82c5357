import { FACTS, TEXT_BINS } from '../articles/fingerprint.ts';
import type { Steps } from '../base/steps.ts';
import type { Article } from '../articles/types.ts';
import { LaneTable } from '../base/lanes.ts';
import { BANDS, type Columns, DISPLAY_TITLE, Flag, startOf, TITLE } from './columns.ts';
import { Form, FORM_LANES, TOKEN_DIGIT } from './forms.ts';
import type { Since } from './since.ts';

/** Articles of one bucket that a newcomer is compared with. */
const COMPARED = 8;

/** Least shares of shingles (as bins of 48) that two texts have in common to be one. */
const SAME_TEXT = 24; // 0.5: a paragraph of five lost on either side
const SAME_TITLED = 15; // 0.31: under one title, a third of the text will do
/** Of two texts under titles that differ in a number only (bins of 48). */
const SAME_TWIN = 46;
/** Least share of the numbers, or of the words of names, of either text that the other has too. */
const SAME_FACTS = 0.5;

/** What was found before: who leads, and whether any record named its original. */
export interface CopiesMemo {
  readonly leads: Int32Array;
  readonly declared: boolean;
}

/** What was found before, and what has come and gone since. */
export interface CopiesBefore extends CopiesMemo {
  readonly columns: Alike;
  readonly since: Since;
}

/** What tells whether two articles are compared at all. */
type Alike = Pick<Columns, 'bands' | 'headlines' | 'headlineEnds' | 'known'>;

/**
 * Which article each one is a copy of: found by the text, overruled by `canonical`.
 *
 * Articles are taken oldest first; each is compared with the leads that share a band of its signature (locality
 * sensitive hashing) or its title, never with other copies, so that likeness does not creep from one to the next.
 *
 * @param articles oldest first, undated ones before all others
 * @param before saves the comparing where it can tell that nothing came of it
 * @returns for each article the place of its lead: itself, or the one with the earliest printed date
 */
export function* copiesOf(
  articles: readonly Article[],
  columns: Columns,
  moments: Float64Array,
  baseUrl: string,
  urls: readonly string[],
  before?: CopiesBefore,
): Steps<CopiesMemo> {
  const origins = originals(articles, columns, baseUrl, urls);
  const declared = origins.length > 0;
  const again =
    declared || before === undefined || before.declared
      ? null
      : yield* regrouped(articles, columns, moments, urls, before);
  if (again !== null) return { declared, leads: again };
  const all = [...articles.keys()];
  const leads = Int32Array.from(all);
  grouped(articles, columns, moments, urls, origins, all, leads);
  return { declared, leads };
}

/** From so many articles on that may be compared with one another, all are. */
const MANY = 512;

/**
 * Who leads, looked for among those alone that may be compared, one with the next, with an article that has come or gone;
 * null where these are many, or one is a note, which is told by other signs.
 */
function* regrouped(
  articles: readonly Article[],
  columns: Columns,
  moments: Float64Array,
  urls: readonly string[],
  { columns: then, leads: before, since }: CopiesBefore,
): Steps<Int32Array | null> {
  if (!since.come.every((i) => hasSignature(columns, i))) return null;
  if (!since.gone.every((i) => hasSignature(then, i))) return null;
  const around = yield* reach(columns, since.come, then, since.gone, articles.length);
  if (around === null) return null;
  const leads = new Int32Array(articles.length);
  for (let i = 0; i < leads.length; i++) {
    const place = since.before[i]!;
    leads[i] = place < 0 ? i : since.after[before[place]!]!;
  }
  for (const i of around) if (hasSignature(columns, i)) leads[i] = i;
  grouped(articles, columns, moments, urls, [], around, leads);
  return leads;
}

/** The text of a note is too short for a signature. */
function hasSignature({ bands }: Alike, i: number): boolean {
  return bands[i * BANDS] !== 0;
}

/**
 * The places, ascending, of the articles that have come, of all that share a band or a title with one of them or with one that
 * has gone, of all that do so with one of those, and so on; null where they are many.
 */
function* reach(
  columns: Alike,
  come: readonly number[],
  then: Alike,
  gone: readonly number[],
  count: number,
): Steps<number[] | null> {
  const { bands } = columns;
  const { forms } = columns.known;
  const isMet = new Uint8Array(count);
  const all: number[] = [];
  const wanted = new LaneTable(1 << 8);
  /** Which ends of hashes are wanted: most are not. */
  const mayBe = new Uint8Array(1 << 16);
  const want = (lo: number, hi: number): void => {
    if (hi === 0) return;
    wanted.set(lo, hi, 0);
    mayBe[lo & 0xffff] = 1;
  };
  const wantLike = (those: Alike, i: number): void => {
    for (let band = 0; band < BANDS; band++) {
      const key = those.bands[i * BANDS + band]!;
      if (key !== 0) want(key, (band << 1) | 1);
    }
    for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
      const at = plainTitle(those, i, place);
      want(those.known.forms[at]!, those.known.forms[at + 1]!);
    }
  };
  for (const i of gone) wantLike(then, i);
  for (let next = come, isFirst = true; isFirst || next.length > 0; isFirst = false) {
    if (!isFirst) {
      wanted.clear();
      mayBe.fill(0);
    }
    for (const i of next) {
      if (all.push(i) > MANY) return null;
      isMet[i] = 1;
      wantLike(columns, i);
    }
    const found = new Set<number>();
    for (let at = 0; at < count * BANDS; at++) {
      const key = bands[at]!;
      if (mayBe[key & 0xffff] === 0 || !wanted.has(key, ((at % BANDS) << 1) | 1)) continue;
      found.add(Math.floor(at / BANDS));
    }
    for (let i = 0; i < count; i++)
      for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
        const at = plainTitle(columns, i, place);
        if (mayBe[forms[at]! & 0xffff] === 1 && wanted.has(forms[at]!, forms[at + 1]!)) found.add(i);
      }
    next = [...found].filter((i) => isMet[i] === 0);
    yield;
  }
  return all.sort((a, b) => a - b);
}

/** Where the lanes of an article's title stand among the forms. */
function plainTitle({ headlines, headlineEnds }: Alike, i: number, place: number): number {
  return headlines[startOf(headlineEnds, i) + place]! * FORM_LANES + Form.plain;
}

/**
 * Finds the leads of articles that are compared with one another alone.
 *
 * @param among their places, ascending
 * @param leads where they are written; each of these leads itself so far, but for notes that have their lead already
 */
function grouped(
  articles: readonly Article[],
  columns: Columns,
  moments: Float64Array,
  urls: readonly string[],
  origins: readonly (string | undefined)[],
  among: readonly number[],
  leads: Int32Array,
): void {
  // Undated ones come last: the earliest printed date leads.
  const undated = moments.findIndex((moment) => moment > 0);
  const firstDated = undated < 0 ? articles.length : undated;

  // An article that others name as their original is there before them; then the rest by date, undated ones last.
  const named = new Set(origins);
  const isNamed = (i: number): boolean => origins[i] !== undefined && named.has(urls[i]!);
  const order = [...among.filter((i) => i >= firstDated), ...among.filter((i) => i < firstDated)];
  if (named.size > 1) order.sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));

  const bands = earlierAlike(columns, order);
  const declared = new Map<string, number>();
  for (let n = 0; n < order.length; n++) {
    const i = order[n]!;
    const origin = origins[i];
    let best = origin === undefined ? -1 : (declared.get(origin) ?? -1);
    if (best < 0) {
      for (let band = n; band < bands.length; band += order.length) {
        let other = bands[band]!;
        for (let seen = 0; other >= 0 && seen < COMPARED; seen++) {
          const lead = leads[order[other]!]!;
          if (
            lead !== best &&
            (best < 0 || before(lead, best, firstDated)) &&
            isCopy(articles, columns, origins, lead, i)
          )
            best = lead;
          other = bands[band - n + other]!;
        }
      }
    }
    if (best >= 0) leads[i] = best;
    if (origin !== undefined) declared.set(origin, leads[i]!);
  }
  sameNotes(articles, columns, urls, order, origins, leads);
  letRecordsLead(articles, urls, among, leads);
}

/** A page that was imported and left beside its record: of the two, on one address, the one written by hand is shown. */
function letRecordsLead(
  articles: readonly Article[],
  urls: readonly string[],
  among: readonly number[],
  leads: Int32Array,
): void {
  const isRecord = (i: number): boolean => articles[i]!.source.endsWith('.md');
  const instead = new Map<number, number>();
  for (const i of among) {
    const lead = leads[i]!;
    if (lead === i || urls[lead] !== urls[i] || instead.has(lead)) continue;
    if (isRecord(i) && !isRecord(lead)) instead.set(lead, i);
  }
  if (instead.size === 0) return;
  for (const i of among) leads[i] = instead.get(leads[i]!) ?? leads[i]!;
}

/** Notes too short for a signature are one where everything agrees: the address, how they begin and how long they are. */
function sameNotes(
  articles: readonly Article[],
  { bands }: Columns,
  urls: readonly string[],
  order: readonly number[],
  origins: readonly (string | undefined)[],
  leads: Int32Array,
): void {
  const notes = new Map<string, number>();
  for (const i of order) {
    // Who has a signature has no band that is zero.
    if (bands[i * BANDS] !== 0 || origins[i] !== undefined || leads[i] !== i) continue;
    const { excerpt, wordCount } = articles[i]!;
    const note = JSON.stringify([urls[i], wordCount, excerpt]);
    const lead = notes.get(note);
    if (lead === undefined) notes.set(note, i);
    else leads[i] = lead;
  }
}

/**
 * For each band of the signature, and for the two titles, the last article before each one that has the same, both by their
 * places in the order given; −1 for none. One band after the other, each in a table that fits the cache.
 */
function earlierAlike(columns: Columns, order: readonly number[]): Int32Array {
  const count = order.length;
  const { bands, headlines, headlineEnds, known } = columns;
  const earlier = new Int32Array((BANDS + 2) * count).fill(-1);
  const table = new LaneTable(count);
  for (let band = 0; band < BANDS; band++) {
    table.clear();
    for (let n = 0; n < count; n++) {
      const key = bands[order[n]! * BANDS + band]!;
      if (key !== 0) earlier[band * count + n] = table.exchange(key, 1, n);
    }
  }
  table.clear();
  for (let n = 0; n < count; n++) {
    const row = startOf(headlineEnds, order[n]!);
    for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
      const title = headlines[row + place]!;
      const at = title * FORM_LANES + Form.plain;
      if ((place > TITLE && title === headlines[row]) || known.forms[at + 1] === 0) continue;
      const other = table.exchange(known.forms[at]!, known.forms[at + 1]!, n);
      if (other !== n) earlier[(BANDS + place) * count + n] = other;
    }
  }
  return earlier;
}

/** Earlier by printed date; undated ones last. */
function before(one: number, other: number, firstDated: number): boolean {
  const late = (i: number): number => (i < firstDated ? 1 : 0);
  return late(one) - late(other) < 0 || (late(one) === late(other) && one < other);
}

/** For each article the address of its original as its record declares it (its own address where others name it). */
function originals(
  articles: readonly Article[],
  { flags }: Columns,
  baseUrl: string,
  urls: readonly string[],
): readonly (string | undefined)[] {
  if (flags.every((each) => (each & Flag.canonical) === 0)) return [];
  const base = baseUrl.replace(/\/*$/, '');
  const origins = articles.map(({ record: { canonical } }) => {
    if (canonical === undefined) return undefined;
    const address = canonical.startsWith(`${base}/`) ? canonical.slice(base.length) : canonical;
    return address.endsWith('/') ? address : `${address}/`;
  });
  const named = new Set(origins);
  urls.forEach((url, i) => {
    if (origins[i] === undefined && named.has(url)) origins[i] = url;
  });
  return origins;
}

function titlesOf({ headlines, headlineEnds }: Columns, i: number): number[] {
  const row = startOf(headlineEnds, i);
  const title = headlines[row + TITLE]!;
  const shown = headlines[row + DISPLAY_TITLE]!;
  return title === shown ? [title] : [title, shown];
}

/** Whether two articles are one text. */
function isCopy(
  articles: readonly Article[],
  columns: Columns,
  origins: readonly (string | undefined)[],
  one: number,
  other: number,
): boolean {
  if (origins[one] !== undefined && origins[other] !== undefined && origins[one] !== origins[other])
    return false;
  const a = articles[one]!.fingerprint.signature;
  const b = articles[other]!.fingerprint.signature;
  if (a.length === 0 || b.length === 0) return false;
  let text = 0;
  for (let bin = 0; bin < TEXT_BINS; bin++) if (a[bin] === b[bin]) text++;
  if (text < SAME_TITLED) return false;
  if (!shareFacts(a, b, TEXT_BINS) || !shareFacts(a, b, TEXT_BINS + FACTS)) return false;
  let least = SAME_TEXT;
  for (const mine of titlesOf(columns, one))
    for (const theirs of titlesOf(columns, other)) {
      if (mine === theirs || samePlain(columns, mine, theirs)) return true;
      if (differInNumbers(columns, mine, theirs)) least = SAME_TWIN;
    }
  return text >= least;
}

/**
 * Whether two texts have enough of their numbers, or words of names, in common. Reports that share a template differ
 * in these, while a text that lost a paragraph has none that the whole one has not. Of long lists the least hashes
 * stand for all: only those below both lists' ends can be compared.
 */
function shareFacts(a: Uint32Array, b: Uint32Array, from: number): boolean {
  const lastA = a[from + FACTS - 1]!;
  const lastB = b[from + FACTS - 1]!;
  const end = Math.min(lastA === 0 ? 0xffffffff : lastA, lastB === 0 ? 0xffffffff : lastB);
  let mine = 0;
  let theirs = 0;
  let both = 0;
  let i = from;
  let j = from;
  for (;;) {
    const one = i < from + FACTS && a[i] !== 0 && a[i]! <= end ? a[i]! : 0;
    const other = j < from + FACTS && b[j] !== 0 && b[j]! <= end ? b[j]! : 0;
    if (one === 0 && other === 0) break;
    if (one === other) both++;
    if (one !== 0 && (other === 0 || one <= other)) {
      mine++;
      i++;
    }
    if (other !== 0 && (one === 0 || other <= one)) {
      theirs++;
      j++;
    }
  }
  const fewer = Math.min(mine, theirs);
  return fewer < 2 || both >= fewer * SAME_FACTS;
}

/** Whether two titles of as many words differ, and in words with digits only. */
function differInNumbers(
  { known: { tokens, tokenEnds, tokenFlags } }: Columns,
  one: number,
  other: number,
): boolean {
  const from = startOf(tokenEnds, one);
  const otherFrom = startOf(tokenEnds, other);
  const length = tokenEnds[one]! - from;
  if (length === 0 || tokenEnds[other]! - otherFrom !== length) return false;
  for (let i = 0; i < length; i++)
    if (tokens[from + i] !== tokens[otherFrom + i] && (tokenFlags[from + i]! & TOKEN_DIGIT) === 0)
      return false;
  return true;
}

function samePlain({ known: { forms } }: Columns, one: number, other: number): boolean {
  const a = one * FORM_LANES + Form.plain;
  const b = other * FORM_LANES + Form.plain;
  return forms[a + 1] !== 0 && forms[a] === forms[b] && forms[a + 1] === forms[b + 1];
}
