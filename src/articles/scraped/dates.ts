import { Lettered, lettered } from './letters.ts';
import { monthNamed } from './month-names.ts';

/** A date found in a line. */
export interface FoundDate {
  /**
   * Local ISO 8601 without a zone (`2025-04-14T00:50:45`, or the day alone); null where no such day or time exists,
   * or where day and month might be either (`03/04/2024`).
   */
  readonly iso: string | null;
  /** Where the text goes on after it. */
  readonly end: number;
}

/** Which number of `03/04/2024` is the day; null where nothing tells. */
export type NumberOrder = 'day-first' | 'month-first' | null;

/** The parts of a date as they are printed; a month is 1 to 12, or 0 where the word names none. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day's text and what it says; null where it is not printed so, 'either' where day and month might change places. */
type DayForm = readonly [
  shape: RegExp | Lettered,
  read: (hit: RegExpExecArray, order: NumberOrder) => Day | 'either' | null,
];

const number = (hit: RegExpExecArray, group: number): number => Number(hit[group]);

/** Year, month and day in figures; the clock may be glued to what follows, so it is part of the shape. */
const figures =
  /(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일])(?:(?:[ T\u00a0]{1,3}|(?<=[日일]))(\d{1,2}):(\d{2})(?::(\d{2}))?)?/y;

/** A day that begins with its month. A time or another date may be glued to the year, here and below. */
const wordForms: readonly DayForm[] = [
  [
    // March 12, 2024 · Sept. 3rd 2023
    lettered(
      /(\p{L}{3,12})\.?[ \u00a0]{1,3}(\d{1,2})(?:st|nd|rd|th)?,?[ \u00a0]{1,3}(\d{4})(?!\d(?!\d?(?::\d\d| \p{L}{3})))/uy,
    ),
    (hit) => named(number(hit, 3), hit[1]!, number(hit, 2)),
  ],
];

/** The other ways of writing a day, which begin with a figure. All are bounded. */
const figureForms: readonly DayForm[] = [
  [
    // 12 March 2024 · 5. November 2023 · 8 de enero de 2024 · 1er mars 2024 · 4 آب/أغسطس 2024
    lettered(
      /(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ \u00a0]{1,3}(?:de |of )?(?:[\p{L}\p{M}]{2,12}\/)?([\p{L}\p{M}]{2,12})\.?,?[ \u00a0]{1,3}(?:del? )?(\d{4})(?!\d(?!\d?(?::\d\d| \p{L}{3})))/uy,
    ),
    (hit) => named(number(hit, 3), hit[2]!, number(hit, 1)),
  ],
  [
    // 2024. március 12. · 2024 March 12
    lettered(/(\d{4})\.?,?[ \u00a0]{1,3}(\p{L}{3,12})\.?[ \u00a0]{1,3}(\d{1,2})(?!\d)\.?,?/uy),
    (hit) => named(number(hit, 1), hit[2]!, number(hit, 3)),
  ],
  [
    // 12-Mar-2024 · 14.ago.2024
    lettered(/(\d{1,2})[-.](\p{L}{3,9})[-.](\d{4})(?!\d(?!\d?(?::\d\d| \p{L}{3})))/uy),
    (hit) => named(number(hit, 3), hit[2]!, number(hit, 1)),
  ],
  [
    // 12.03.2024: with dots the day is first
    /(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d(?!\d?(?::\d\d| [A-Za-z]{3})))/y,
    (hit) => ({ year: number(hit, 3), month: number(hit, 2), day: number(hit, 1) }),
  ],
  [
    // 2/18/2024 · 18-02-2024
    /(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d(?!\d?(?::\d\d| [A-Za-z]{3})))/y,
    (hit, order) => {
      return ofNumbers(number(hit, 1), number(hit, 3), number(hit, 4), order);
    },
  ],
  [
    // 2/18/24 7:15 AM: of two figures is a year only with the time behind it
    /(\d{1,2})([/-]) ?(\d{1,2})\2 ?(\d\d)(?=,?[ \u00a0]{1,2}(?:at )?\d{1,2}:\d\d)/y,
    (hit, order) => {
      const year = number(hit, 4);
      return ofNumbers(number(hit, 1), number(hit, 3), year + (year < 70 ? 2000 : 1900), order);
    },
  ],
];

/** The day of two numbers and a year, where the numbers or the order tell which is the month. */
function ofNumbers(first: number, second: number, year: number, order: NumberOrder): Day | 'either' {
  const dayFirst = first > 12 || (first !== second && second <= 12 && order === 'day-first');
  const monthFirst = second > 12 || (first !== second && first <= 12 && order === 'month-first');
  if (!dayFirst && !monthFirst && first !== second) return 'either';
  return dayFirst ? { year, month: second, day: first } : { year, month: first, day: second };
}

function named(year: number, word: string, day: number): Day | null {
  const month = monthNamed(word);
  return month === null ? null : { year, month, day };
}

const half = '(?:[ \\u00a0]?([AaPp])\\.?[Mm]\\b\\.?)?';
/** The time after a day: `at 10:29 PM`, `, 09.15`, `à 18h30`, `um 17:40 Uhr`, `18時20分`. */
const clockAfter = new RegExp(
  `[ \\u00a0]{0,3}[-–—|,/•·]?[ \\u00a0]{0,3}(?:(?:at|um|à|às|alle|ore|klo|kl\\.?|om|o|a las|ob|в|о)[ \\u00a0]{1,2})?(?:(\\d{1,2}):(\\d{2})(?::(\\d{2}))?|([01]?\\d|2[0-3])(?:[hH]|[.](?=\\d{2}(?![\\d%.,]))|[時时시] ?|(?= ?[AaPp]\\.?[Mm]\\b))([0-5]\\d)?分?)${half}`,
  'y',
);
/** The time before a day: `9:22 PM EDT, June 3, 2024`, `22:14, 3 September 2023`. */
const clockBefore = new RegExp(
  `(\\d{1,2}):(\\d{2})(?::(\\d{2}))?()()${half},?(?: [|•·–—-])?[ \\u00a0]{1,2}(?:\\(?[A-Za-z]{2,5}\\)?,?(?: [|•·–—-])?[ \\u00a0]{1,2})?(?:on )?(?:\\p{L}{3,9}\\.?,?[ \\u00a0]{1,2})?`,
  'uy',
);

/** The date that begins at a place of the line (white space before it is passed over), or null. */
export function dateAt(line: string, at: number, order: NumberOrder = null): FoundDate | null {
  let from = at;
  while (from < line.length && from < at + 3 && line[from] === ' ') from++;
  const code = line.charCodeAt(from);
  const figure = isDigit(code);
  if (!figure && !isCapital(code) && !isSmall(code)) return null;
  if (figure) {
    const plain = hitAt(figures, line, from);
    if (plain !== null) return ofFigures(plain, line);
  }
  const day = dayAt(line, from, order);
  if (day !== null) {
    const time = clockFrom(line, day.end);
    if (time === null) return { iso: isoOf(day.day, null), end: day.end };
    const { lastIndex: end } = clockAfter;
    // `Jan. 18, 2024 | 41:12`: how long it takes to hear.
    const isLength = /^[ \u00a0]*[|•·]/.test(line.slice(day.end, end)) && Number(time[1]) > 23;
    return { iso: isoOf(day.day, isLength ? null : time), end };
  }
  const time = figure ? hitAt(clockBefore, line, from) : null;
  if (time === null) return null;
  const after = clockBefore.lastIndex;
  // The word after the time is a weekday or already the month.
  const then =
    dayAt(line, after, order) ??
    dayAt(line, after - (/\p{L}+\.?,? *$/u.exec(time[0])?.[0].length ?? 0), order);
  return then === null ? null : { iso: isoOf(then.day, time), end: then.end };
}

function hitAt(shape: RegExp | Lettered, line: string, at: number): RegExpExecArray | null {
  if (shape instanceof Lettered) return shape.exec(line, at);
  shape.lastIndex = at;
  return shape.exec(line);
}

/** The half of the day, where it stands before the time: `오후 3:08`, `午後3時8分`, `下午3:08`. */
const halfBefore = /\.?[ \u00a0]{0,2}(?:(오전|午前|上午)|오후|午後|下午)[ \u00a0]?/y;

/** The time after a day; the last place read is `clockAfter.lastIndex`. */
function clockFrom(line: string, at: number): readonly (string | undefined)[] | null {
  const code = line.charCodeAt(at);
  const next = code === 46 || code === 32 || code === 160 ? line.charCodeAt(at + 1) : code;
  const later = next === 32 || next === 160 ? line.charCodeAt(at + 2) : next;
  if (later < 0x4e00 || Number.isNaN(later)) return hitAt(clockAfter, line, at);
  const half = hitAt(halfBefore, line, at);
  const time = hitAt(clockAfter, line, half === null ? at : halfBefore.lastIndex);
  if (half === null || time === null) return time;
  return [...time.slice(0, 6), half[1] === undefined ? 'p' : 'a'];
}

function dayAt(
  line: string,
  at: number,
  order: NumberOrder,
): { readonly day: Day | 'either'; readonly end: number } | null {
  for (const [shape, read] of isDigit(line.charCodeAt(at)) ? figureForms : wordForms) {
    const hit = hitAt(shape, line, at);
    if (hit === null) continue;
    const day = read(hit, order);
    if (day !== null) return { day, end: at + hit[0].length };
  }
  return null;
}

/** A date in figures; where its clock is not glued to it, the time may be printed in another way. */
function ofFigures(hit: RegExpExecArray, line: string): FoundDate {
  const day = {
    year: number(hit, 1),
    month: Number(hit[3] ?? hit[5]),
    day: Number(hit[4] ?? hit[6]),
  };
  const end = figures.lastIndex;
  if (hit[7] !== undefined) return { iso: isoOf(day, [hit[0], hit[7], hit[8], hit[9]]), end };
  const time = /[\p{L}\d]/u.test(line[end] ?? '') ? null : clockFrom(line, end);
  return { iso: isoOf(day, time), end: time === null ? end : clockAfter.lastIndex };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** What every date has: a year, or a time behind its figures. */
const year = /\d{4}|\d[/-] ?\d{2},? {1,2}(?:at )?\d/g;

/** The first date in a line, from a place on; linear, because each form is bounded. */
export function findDate(
  line: string,
  from: number,
  order: NumberOrder = null,
): (FoundDate & { readonly start: number }) | null {
  if (hitAt(year, line, from) === null) return null;
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const before = at > from ? line.charCodeAt(at - 1) : 32;
    // A date begins where a number begins, or (a month) where a word or a capital does.
    if (isDigit(code)) {
      if (isDigit(before) && !/^(?:19|20)\d\d-\d\d-\d\d/.test(line.slice(at, at + 10))) continue; // `covid192023-05-11`
    } else if (!isCapital(code) && (!isSmall(code) || isSmall(before))) continue;
    const date = dateAt(line, at, order);
    if (date !== null) return { ...date, start: at };
  }
  return null;
}

/**
 * @param clock hour, minute and second in the groups 1 to 3, or hour and minute in 4 and 5; the half of the day in 6
 */
function isoOf(day: Day | 'either', clock: readonly (string | undefined)[] | null): string | null {
  if (day === 'either') return null;
  if (day.year < 1600 || day.month < 1 || day.month > 12) return null; // newspapers begin in 1605
  if (day.day < 1 || day.day > daysOf(day.year, day.month)) return null;
  const date = `${day.year}-${two(day.month)}-${two(day.day)}`;
  if (clock === null) return date;
  const part = clock[6]?.toLowerCase();
  let hour = Number(clock[1] ?? clock[4]);
  if (part !== undefined && (hour < 1 || hour > 12)) return null;
  if (part === 'p' && hour < 12) hour += 12;
  if (part === 'a' && hour === 12) hour = 0;
  const minute = Number(clock[2] ?? clock[5] ?? '0');
  const second = Number(clock[3] ?? '0');
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** How many days a month has, 1 to 12, in the calendar of Gregory. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
