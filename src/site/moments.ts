import type { Article } from '../articles/types.ts';
import { compare } from '../base/problem.ts';

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

/** What is shown at a moment, and until when that stays so. */
export interface Calendar {
  /** What it was asked of. */
  readonly asked: {
    readonly articles: readonly Article[];
    readonly now: string | null;
    /** By article: its place among those shown, or −1. */
    readonly places: Int32Array;
  };
  /** The articles shown, oldest first, undated ones before all others; equal dates by source. */
  readonly shown: readonly Article[];
  /** Their moments, same order. */
  readonly moments: Float64Array;
  readonly now: string;
  /** Of `now`; of the end of the day where `now` names a day. */
  readonly moment: number;
  readonly changesAt: string | null;
  readonly absent: Absent;
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
 * @param before an earlier calendar, which saves the work where all articles say the same of their time
 */
export function calendar(articles: readonly Article[], setNow: string | null, before?: Calendar): Calendar {
  return (before && reprinted(articles, setNow, before)) ?? reckoned(articles, setNow);
}

/** The calendar of before with the articles of now in it; null where one of them says something else of its time. */
function reprinted(articles: readonly Article[], setNow: string | null, before: Calendar): Calendar | null {
  const { asked } = before;
  if (asked.now !== setNow || asked.articles.length !== articles.length) return null;
  const shown = [...before.shown];
  for (let i = 0; i < articles.length; i++) {
    const [one, other] = [articles[i]!, asked.articles[i]!];
    if (one === other) continue;
    const isSame =
      one.source === other.source &&
      one.record.date === other.record.date &&
      one.record.draft === other.record.draft &&
      one.record.expires === other.record.expires;
    if (!isSame) return null;
    if (asked.places[i]! >= 0) shown[asked.places[i]!] = one;
  }
  return { ...before, shown, asked: { ...asked, articles } };
}

function reckoned(articles: readonly Article[], setNow: string | null): Calendar {
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
  const moment = now.length === 10 ? momentOf(now) + 235_959 : momentOf(now);

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
  const asked = { articles, now: setNow, places: placesOf(articles, published, ordered) };
  const drafts = articles.length - published.length;
  const absent: Absent = { drafts, early, expired: published.length - early - shown.length };
  return { shown, moments, now, moment, changesAt, absent, asked };
}

/** By article its place among those shown, or −1. */
function placesOf(
  articles: readonly Article[],
  published: readonly Article[],
  ordered: readonly number[],
): Int32Array {
  const shownAt = new Int32Array(published.length).fill(-1);
  for (let place = 0; place < ordered.length; place++) shownAt[ordered[place]!] = place;
  const places = new Int32Array(articles.length).fill(-1);
  for (let i = 0, next = 0; i < articles.length; i++)
    if (published[next] === articles[i]) places[i] = shownAt[next++]!;
  return places;
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
