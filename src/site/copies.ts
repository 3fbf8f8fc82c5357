import { FACT_BINS, TEXT_BINS } from '../articles/fingerprint.ts';
import type { Article } from '../articles/types.ts';
import { finish, mix } from '../base/hash.ts';
import { LaneTable } from '../base/lanes.ts';
import { type Columns, DISPLAY_TITLE, TITLE } from './columns.ts';
import { Form, FORM_LANES } from './headlines.ts';

/** Rows of the signature that must agree for two articles to be looked at: 16 bands of three. */
const ROWS = 3;
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

  const declared = new Map<string, number>();
  const buckets = new LaneTable(articles.length * (TEXT_BINS / ROWS));
  /** Chains of the leads in one bucket: `next[entry]` is an entry before it. */
  const chained: number[] = [];
  const next: number[] = [];

  const visit = (i: number): void => {
    const origin = origins[i];
    if (origin != null) {
      const lead = declared.get(origin);
      if (lead !== undefined) {
        leads[i] = lead;
        return;
      }
    }
    const { signature } = articles[i]!.fingerprint;
    const keys: [number, number][] = [];
    if (signature.length > 0) {
      for (let band = 0; band < TEXT_BINS; band += ROWS) {
        const lo = finish(mix(mix(mix(band, signature[band]!), signature[band + 1]!), signature[band + 2]!));
        keys.push([lo, ((signature[band]! ^ Math.imul(signature[band + 1]!, 31)) | 1) >>> 0]);
      }
    }
    const titles = titlesOf(columns, i);
    for (const title of titles) {
      const at = title * FORM_LANES + Form.plain;
      if (columns.forms[at + 1] !== 0) keys.push([columns.forms[at]!, columns.forms[at + 1]!]);
    }

    let best = -1;
    for (const [lo, hi] of keys) {
      let entry = buckets.get(lo, hi);
      for (let seen = 0; entry >= 0 && seen < COMPARED; seen++) {
        const lead = chained[entry]!;
        if (
          best !== lead &&
          (best < 0 || before(lead, best, firstDated)) &&
          isCopy(articles, columns, origins, lead, i)
        )
          best = lead;
        entry = next[entry]!;
      }
    }
    if (best >= 0) leads[i] = best;
    else {
      for (const [lo, hi] of keys) {
        const head = buckets.get(lo, hi);
        chained.push(i);
        next.push(head);
        buckets.set(lo, hi, chained.length - 1);
      }
    }
    if (origin != null) declared.set(origin, leads[i]!);
  };
  // An article that others name as their original is there before them; then the rest by date, undated ones last.
  const named = new Set(origins.filter((origin) => origin != null));
  const isNamed = urls.map((url) => named.has(url));
  const order: number[] = [];
  for (let i = firstDated; i < articles.length; i++) order.push(i);
  for (let i = 0; i < firstDated; i++) order.push(i);
  for (const i of order) if (isNamed[i]) visit(i);
  for (const i of order) if (!isNamed[i]) visit(i);
  return leads;
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
  const base = baseUrl.replace(/\/*$/, '');
  const origins = articles.map(({ record: { canonical } }) => {
    if (canonical === undefined) return undefined;
    const address = canonical.startsWith(`${base}/`) ? canonical.slice(base.length) : canonical;
    return address.endsWith('/') ? address : `${address}/`;
  });
  const named = new Set(origins);
  if (named.size > 1 || !named.has(undefined))
    urls.forEach((url, i) => {
      if (origins[i] === undefined && named.has(url)) origins[i] = url;
    });
  return origins;
}

function titlesOf({ rows, rowEnds }: Columns, i: number): number[] {
  const row = i === 0 ? 0 : rowEnds[i - 1]!;
  const [title, shown] = [rows[row + TITLE]!, rows[row + DISPLAY_TITLE]!];
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
  const sameTitle = titlesOf(columns, one).some((mine) =>
    titlesOf(columns, other).some((theirs) => mine === theirs || samePlain(columns, mine, theirs)),
  );
  return text >= (sameTitle ? SAME_TITLED : SAME_TEXT);
}

function samePlain({ forms }: Columns, one: number, other: number): boolean {
  const [a, b] = [one * FORM_LANES + Form.plain, other * FORM_LANES + Form.plain];
  return forms[a + 1] !== 0 && forms[a] === forms[b] && forms[a + 1] === forms[b + 1];
}
