import { FACT_BINS, TEXT_BINS } from '../articles/fingerprint.ts';
import type { Article } from '../articles/types.ts';
import { LaneTable } from '../base/lanes.ts';
import { BANDS, type Columns, DISPLAY_TITLE, startOf, TITLE } from './columns.ts';
import { Form, FORM_LANES } from './headlines.ts';

/** Articles of one bucket that a newcomer is compared with. */
const COMPARED = 8;

/** Least shares of shingles (as bins of 48) that two texts have in common to be one. */
const SAME_TEXT = 24; // 0.5: a paragraph of five lost on either side
const SAME_TITLED = 15; // 0.31: under one title, a third of the text will do
/** Least share of names and numbers (bins of 16) in common: two reports by one template differ in these. */
const SAME_FACTS = 7;

/**
 * Which article each one is a copy of: found by the text, overruled by `canonical`.
 *
 * Articles are taken oldest first; each is compared with the leads that share a band of its signature (locality
 * sensitive hashing) or its title, never with other copies, so that likeness does not creep from one to the next.
 *
 * @param articles oldest first, undated ones before all others
 * @returns for each article the place of its lead: itself, or the one with the earliest printed date
 */
export function copiesOf(
  articles: readonly Article[],
  columns: Columns,
  moments: Float64Array,
  baseUrl: string,
  urls: readonly string[],
): Int32Array {
  const leads = new Int32Array(articles.length).map((_, i) => i);
  const origins = originals(articles, baseUrl, urls);
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
  sameNotes(articles, urls, order, origins, leads);
  return leads;
}

/** Notes too short for a signature are one where everything agrees: the address, how they begin and how long they are. */
function sameNotes(
  articles: readonly Article[],
  urls: readonly string[],
  order: readonly number[],
  origins: readonly (string | undefined)[],
  leads: Int32Array,
): void {
  const notes = new Map<string, number>();
  for (const i of order) {
    const { fingerprint, excerpt, wordCount } = articles[i]!;
    if (fingerprint.signature.length > 0 || origins[i] !== undefined || leads[i] !== i) continue;
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
  for (let band = 0; band < BANDS; band++) {
    const table = new LaneTable(count);
    for (const i of order) {
      const key = bands[i * BANDS + band]!;
      if (key !== 0) earlier[band * count + i] = table.exchange(key, 1, i);
    }
  }
  const table = new LaneTable(count * 2);
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
  baseUrl: string,
  urls: readonly string[],
): readonly (string | undefined)[] {
  if (articles.every(({ record }) => record.canonical === undefined)) return [];
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
  const [title, shown] = [headlines[row + TITLE]!, headlines[row + DISPLAY_TITLE]!];
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
  let facts = 0;
  for (let bin = TEXT_BINS; bin < TEXT_BINS + FACT_BINS; bin++) if (a[bin] === b[bin]) facts++;
  if (text === TEXT_BINS && facts === FACT_BINS) return true;
  if (facts < SAME_FACTS) return false;
  if (text < SAME_TITLED) return false;
  const sameTitle = titlesOf(columns, one).some((mine) =>
    titlesOf(columns, other).some((theirs) => mine === theirs || samePlain(columns, mine, theirs)),
  );
  return text >= (sameTitle ? SAME_TITLED : SAME_TEXT);
}

function samePlain({ known: { forms } }: Columns, one: number, other: number): boolean {
  const [a, b] = [one * FORM_LANES + Form.plain, other * FORM_LANES + Form.plain];
  return forms[a + 1] !== 0 && forms[a] === forms[b] && forms[a + 1] === forms[b + 1];
}
