import type { Article } from '../articles/types.ts';
import { compare } from '../base/problem.ts';
import { oldRows } from './columns.ts';
import { sinceBetween } from './since.ts';

/**
 * A date as a number that sorts: `2025-04-14T00:50:45` → 20250414005045. Missing parts count as zero, a zone is
 * not looked at (the archive tells time as it was printed); 0 where the text is no date.
 */
export function momentOf(date: string | null | undefined): number {
  if (date == null || date.length < 10) return 0;
  const day = digits(date, 0, 4) * 10_000 + digits(date, 5, 2) * 100 + digits(date, 8, 2);
  if (!(day > 0)) return 0;
  const hour = date.length >= 16 ? digits(date, 11, 2) * 10_000 + digits(date, 14, 2) * 100 : 0;
  const second = date.length >= 19 ? digits(date, 17, 2) : 0;
  return day * 1_000_000 + (hour + second || 0);
}

/** The whole number written from `from` on in `length` digits, or NaN. */
function digits(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The month a moment lies in, counted from the year 0. */
export function monthOf(moment: number): number {
  return Math.floor(moment / 10_000_000_000) * 12 + (Math.floor(moment / 100_000_000) % 100);
}

/** The day a moment lies in, counted so that days that follow each other differ by one. */
export function dayOf(moment: number): number {
  const year = Math.floor(moment / 10_000_000_000);
  const month = Math.floor(moment / 100_000_000) % 100;
  const day = Math.floor(moment / 1_000_000) % 100;
  // Days from civil (Howard Hinnant's algorithm): years begin in March, so that the leap day is a year's last.
  const y = month <= 2 ? year - 1 : year;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear;
}

/** Who is shown at a moment, and until when that stays so. */
export interface Calendar extends Times {
  /** The articles shown, oldest first, undated ones before all others; equal dates by source. */
  readonly shown: readonly Article[];
  /** For each of them its place among those shown before, or −1. */
  readonly old: Int32Array;
  readonly memo: CalendarMemo;
}

/** The date taken as today, and what follows from it. */
interface Times {
  /** The moments of the articles shown, in their order. */
  readonly moments: Float64Array;
  readonly now: string;
  /** Of `now`; of the end of the day where `now` names a day. */
  readonly moment: number;
  readonly changesAt: string | null;
  readonly absent: Absent;
}

/** What is remembered of a calendar beside the digests of the articles shown. */
export interface CalendarMemo extends Times {
  readonly setNow: string | null;
  /** Whether any article expires at some time. */
  readonly expires: boolean;
  /** By article, in the order given: its place among those shown; of the others −1 for the first of them, −2 … */
  readonly places: Int32Array;
  /** The digests of these others. */
  readonly others: readonly string[];
}

/** A calendar of before. */
export interface CalendarBefore {
  readonly calendar: CalendarMemo;
  /** The digests of the articles shown, in their order. */
  readonly digests: readonly string[];
}

/** How many articles are not in the paper, and why. */
export interface Absent {
  readonly drafts: number;
  /** Dated after `now`. */
  readonly early: number;
  readonly expired: number;
}

/**
 * Who is in the paper: no drafts, nothing dated after `now`, nothing that has expired. `now` is by default the
 * newest date printed; a day alone counts to its end.
 *
 * @param before an earlier calendar, which saves the work where few articles have come and gone and none expires
 */
export function calendar(
  articles: readonly Article[],
  setNow: string | null,
  before?: CalendarBefore,
): Calendar {
  return (before && followed(articles, setNow, before)) ?? reckoned(articles, setNow, before?.digests);
}

/** The calendar of before with what has come and gone; null where that may move more than itself. */
function followed(
  articles: readonly Article[],
  setNow: string | null,
  before: CalendarBefore,
): Calendar | null {
  const { calendar: memo, digests } = before;
  if (memo.setNow !== setNow || memo.expires) return null;
  const digestThen = (at: number): string | undefined => {
    const place = memo.places[at]!;
    return place < 0 ? memo.others[-1 - place] : digests[place];
  };
  const since = sinceBetween(
    articles.length,
    memo.places.length,
    (i, at) => articles[i]!.digest === digestThen(at),
  );
  if (since === null) return null;
  const newest = momentOf(memo.now);
  let { now } = memo;
  const come: { readonly article: Article; readonly at: number; readonly moment: number }[] = [];
  for (const at of since.come) {
    const article = articles[at]!;
    const { date, draft, expires } = article.record;
    const moment = momentOf(date);
    if (draft === true || expires !== undefined) return null;
    if (setNow !== null && moment > memo.moment) return null;
    if (setNow === null && moment > 0 && moment >= newest) {
      const named = date!.slice(0, 19);
      if (named !== now && (moment === newest || now !== memo.now)) return null;
      now = named;
    }
    come.push({ article, at, moment });
  }
  const isGone = new Uint8Array(memo.moments.length);
  for (const at of since.gone) {
    const place = memo.places[at]!;
    // Today may have been today because of this one.
    if (place < 0 || (setNow === null && memo.moments[place] === newest && newest > 0)) return null;
    isGone[place] = 1;
  }
  come.sort((a, b) => a.moment - b.moment || compare(a.article.source, b.article.source));

  const held = new Array<Article | undefined>(memo.moments.length);
  for (let i = 0; i < articles.length; i++) {
    const place = since.before[i]! < 0 ? -1 : memo.places[since.before[i]!]!;
    if (place >= 0) held[place] = articles[i];
  }
  const count = memo.moments.length + come.length - since.gone.length;
  const shown = new Array<Article>(count);
  const moments = new Float64Array(count);
  const old = new Int32Array(count);
  /** By place then the place now; by what has come, likewise. */
  const moved = new Int32Array(memo.moments.length);
  const arrived = new Map<number, number>();
  let length = 0;
  let next = 0;
  for (let place = 0; place <= held.length; place++) {
    if (isGone[place] === 1) continue;
    const article = held[place];
    const moment = article === undefined ? Number.POSITIVE_INFINITY : memo.moments[place]!;
    for (; next < come.length; next++) {
      const one = come[next]!;
      if (one.moment > moment) break;
      if (one.moment === moment && compare(one.article.source, article!.source) > 0) break;
      arrived.set(one.at, length);
      shown[length] = one.article;
      moments[length] = one.moment;
      old[length++] = -1;
    }
    if (article === undefined) break;
    moved[place] = length;
    shown[length] = article;
    moments[length] = moment;
    old[length++] = place;
  }
  const places = new Int32Array(articles.length);
  for (let i = 0; i < articles.length; i++) {
    const then = since.before[i]!;
    const place = then < 0 ? arrived.get(i)! : memo.places[then]!;
    places[i] = then < 0 || place < 0 ? place : moved[place]!;
  }
  const times: Times = {
    moments,
    now,
    moment: setNow === null ? endOf(now) : memo.moment,
    changesAt: memo.changesAt,
    absent: memo.absent,
  };
  return { ...times, shown, old, memo: { ...memo, ...times, places } };
}

/** The moment of a date; of a day alone its end. */
function endOf(now: string): number {
  return now.length === 10 ? momentOf(now) + 235_959 : momentOf(now);
}

function reckoned(
  articles: readonly Article[],
  setNow: string | null,
  digests: readonly string[] | undefined,
): Calendar {
  const published = articles.filter(({ record }) => record.draft !== true);
  const all = new Float64Array(published.length);
  published.forEach(({ record }, i) => {
    all[i] = momentOf(record.date);
  });
  let now = setNow ?? '';
  let newest = 0;
  if (setNow === null)
    all.forEach((moment, i) => {
      if (moment <= newest) return;
      newest = moment;
      now = published[i]!.record.date!.slice(0, 19);
    });
  const moment = endOf(now);

  let changesAt: string | null = null;
  let changesMoment = Number.POSITIVE_INFINITY;
  const willChange = (at: string, when: number): void => {
    if (when < changesMoment || (when === changesMoment && at < changesAt!)) {
      changesMoment = when;
      changesAt = at;
    }
  };
  const places: number[] = [];
  let early = 0;
  published.forEach(({ record }, i) => {
    const expires = record.expires === undefined ? 0 : momentOf(record.expires);
    if (expires > 0 && expires <= moment) return;
    if (all[i]! > moment) {
      early++;
      willChange(record.date!, all[i]!);
      return;
    }
    if (expires > 0) willChange(record.expires!, expires);
    places.push(i);
  });
  const ordered = inTime(places, all, (one, other) =>
    compare(published[one]!.source, published[other]!.source),
  );
  const moments = new Float64Array(ordered.length);
  ordered.forEach((place, i) => {
    moments[i] = all[place]!;
  });
  const shown = ordered.map((place) => published[place]!);
  const drafts = articles.length - published.length;
  const absent: Absent = { drafts, early, expired: published.length - early - shown.length };
  const times: Times = { moments, now, moment, changesAt, absent };
  const expires = articles.some(({ record }) => record.expires !== undefined);
  const memo = { ...times, setNow, expires, ...placesOf(articles, published, ordered) };
  return { ...times, shown, old: oldRows(shown, digests), memo };
}

/** Where the articles are among those shown, in the order given, and the others. */
function placesOf(
  articles: readonly Article[],
  published: readonly Article[],
  ordered: readonly number[],
): Pick<CalendarMemo, 'places' | 'others'> {
  const shownAt = new Int32Array(published.length).fill(-1);
  for (let place = 0; place < ordered.length; place++) shownAt[ordered[place]!] = place;
  const places = new Int32Array(articles.length);
  const others: string[] = [];
  for (let i = 0, next = 0; i < articles.length; i++) {
    const place = published[next] === articles[i] ? shownAt[next++]! : -1;
    places[i] = place < 0 ? -others.push(articles[i]!.digest) : place;
  }
  return { places, others };
}

/** Places in the order of their moments, those of one moment as `among` says. */
function inTime(
  places: readonly number[],
  moments: Float64Array,
  among: (one: number, other: number) => number,
): number[] {
  // Numbers alone are sorted in a fraction of the time that a comparison in words takes.
  const sorted = new Float64Array(places.length);
  places.forEach((place, i) => {
    sorted[i] = moments[place]!;
  });
  sorted.sort();
  const ordered: number[] = new Array(places.length).fill(0);
  /** By where a moment begins in `sorted`: how many of it have their place. */
  const placed = new Int32Array(places.length);
  for (const place of places) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < moments[place]!) low = middle + 1;
      else high = middle;
    }
    ordered[low + placed[low]!] = place;
    placed[low]!++;
  }
  placed.forEach((count, from) => {
    if (count < 2) return;
    const level = ordered.slice(from, from + count).sort(among);
    for (let k = 0; k < count; k++) ordered[from + k] = level[k]!;
  });
  return ordered;
}
