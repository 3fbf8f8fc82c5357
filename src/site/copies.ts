import { FACTS, TEXT_BINS } from '../articles/fingerprint.ts';
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
export function copiesOf(
  articles: readonly Article[],
  columns: Columns,
  moments: Float64Array,
  baseUrl: string,
  urls: readonly string[],
  before?: CopiesBefore,
): CopiesMemo {
  const origins = originals(articles, columns, baseUrl, urls);
  const declared = origins.length > 0;
  const unmoved = declared || before === undefined ? null : asBefore(columns, articles.length, before);
  return { declared, leads: unmoved ?? grouped(articles, columns, moments, urls, origins) };
}

/** Who leads, where nothing that has come or gone was ever compared with another article. */
function asBefore(columns: Columns, count: number, before: CopiesBefore): Int32Array | null {
  const { come, gone, before: then, after: now } = before.since;
  const isSettled =
    !before.declared &&
    come.every((i) => standsAlone(columns, i, count)) &&
    gone.every((i) => standsAlone(before.columns, i, before.leads.length));
  if (!isSettled) return null;
  const leads = new Int32Array(count);
  for (let i = 0; i < count; i++) leads[i] = then[i]! < 0 ? i : now[before.leads[then[i]!]!]!;
  return leads;
}

/** Whether no other article shares a band or a title with this one, which has a signature. */
function standsAlone({ bands, headlines, headlineEnds, known }: Alike, i: number, count: number): boolean {
  const { forms } = known;
  if (bands[i * BANDS] === 0) return false;
  for (let band = 0; band < BANDS; band++) {
    const own = i * BANDS + band;
    const key = bands[own];
    for (let at = band; at < count * BANDS; at += BANDS) if (bands[at] === key && at !== own) return false;
  }
  for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
    const at = headlines[startOf(headlineEnds, i) + place]! * FORM_LANES + Form.plain;
    const lo = forms[at];
    const hi = forms[at + 1];
    if (hi === 0) continue;
    for (let j = 0; j < count; j++) {
      const row = startOf(headlineEnds, j);
      for (let theirs = row + TITLE; theirs <= row + DISPLAY_TITLE && j !== i; theirs++) {
        const their = headlines[theirs]! * FORM_LANES + Form.plain;
        if (forms[their] === lo && forms[their + 1] === hi) return false;
      }
    }
  }
  return true;
}

function grouped(
  articles: readonly Article[],
  columns: Columns,
  moments: Float64Array,
  urls: readonly string[],
  origins: readonly (string | undefined)[],
): Int32Array {
  const leads = new Int32Array(articles.length).map((_, i) => i);
  // Undated ones come last: the earliest printed date leads.
  const undated = moments.findIndex((moment) => moment > 0);
  const firstDated = undated < 0 ? articles.length : undated;

  // An article that others name as their original is there before them; then the rest by date, undated ones last.
  const named = new Set(origins);
  const isNamed = (i: number): boolean => origins[i] !== undefined && named.has(urls[i]!);
  const byDate = [...articles.keys()];
  const order = [...byDate.slice(firstDated), ...byDate.slice(0, firstDated)];
  if (named.size > 1) order.sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));

  const bands = earlierAlike(articles, columns, order);
  const declared = new Map<string, number>();
  for (const i of order) {
    const origin = origins[i];
    let best = origin === undefined ? -1 : (declared.get(origin) ?? -1);
    if (best < 0) {
      for (let band = i; band < bands.length; band += articles.length) {
        let other = bands[band]!;
        for (let seen = 0; other >= 0 && seen < COMPARED; seen++) {
          const lead = leads[other]!;
          if (
            lead !== best &&
            (best < 0 || before(lead, best, firstDated)) &&
            isCopy(articles, columns, origins, lead, i)
          )
            best = lead;
          other = bands[band - i + other]!;
        }
      }
    }
    if (best >= 0) leads[i] = best;
    if (origin !== undefined) declared.set(origin, leads[i]!);
  }
  sameNotes(articles, columns, urls, order, origins, leads);
  letRecordsLead(articles, urls, leads);
  return leads;
}

/** A page that was imported and left beside its record: of the two, on one address, the one written by hand is shown. */
function letRecordsLead(articles: readonly Article[], urls: readonly string[], leads: Int32Array): void {
  const isRecord = (i: number): boolean => articles[i]!.source.endsWith('.md');
  const instead = new Map<number, number>();
  leads.forEach((lead, i) => {
    if (lead === i || urls[lead] !== urls[i] || instead.has(lead)) return;
    if (isRecord(i) && !isRecord(lead)) instead.set(lead, i);
  });
  if (instead.size === 0) return;
  leads.forEach((lead, i) => {
    leads[i] = instead.get(lead) ?? lead;
  });
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
 * For each band of the signature, and for the two titles, the last article before each one (in the order given) that
 * has the same; −1 for none. One band after the other, each in a table that fits the cache.
 */
function earlierAlike(articles: readonly Article[], columns: Columns, order: readonly number[]): Int32Array {
  const count = articles.length;
  const { bands, headlines, headlineEnds, known } = columns;
  const earlier = new Int32Array((BANDS + 2) * count).fill(-1);
  const table = new LaneTable(count);
  for (let band = 0; band < BANDS; band++) {
    table.clear();
    for (const i of order) {
      const key = bands[i * BANDS + band]!;
      if (key !== 0) earlier[band * count + i] = table.exchange(key, 1, i);
    }
  }
  table.clear();
  for (const i of order) {
    const row = startOf(headlineEnds, i);
    for (let place = TITLE; place <= DISPLAY_TITLE; place++) {
      const title = headlines[row + place]!;
      const at = title * FORM_LANES + Form.plain;
      if ((place > TITLE && title === headlines[row]) || known.forms[at + 1] === 0) continue;
      const other = table.exchange(known.forms[at]!, known.forms[at + 1]!, i);
      if (other !== i) earlier[(BANDS + place) * count + i] = other;
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
