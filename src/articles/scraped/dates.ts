/** A date found in a line. */
export interface FoundDate {
  /** Local ISO 8601 without a zone (`2025-04-14T00:50:45`, or the day alone); null where no such day or time exists. */
  readonly iso: string | null;
  /** Where the text goes on after it. */
  readonly end: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = '(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const clock =
  '(?:[ \\u00a0]{0,3}(?:at|[-–—|,/•·])?[ \\u00a0]{0,3}(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:[ \\u00a0]?([AaPp])\\.?[Mm]\\.?)?)?';

/** The ways of writing a date that pages use; each names the groups of year, month and day. All are bounded. */
const forms: readonly {
  readonly shape: RegExp;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** The group of the hour; minute, second and half of the day follow. */
  readonly hour: number;
}[] = [
  {
    shape: /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T\u00a0]{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?/y,
    year: 1,
    month: 3,
    day: 4,
    hour: 5,
  },
  {
    shape: /(\d{4})(年)(\d{1,2})月(\d{1,2})日(?:[ \u00a0]{0,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?/y,
    year: 1,
    month: 3,
    day: 4,
    hour: 5,
  },
  {
    shape: new RegExp(`${month} {1,3}(\\d{1,2})(?:st|nd|rd|th)?(),? {1,3}(\\d{4})${clock}`, 'iy'),
    year: 4,
    month: 1,
    day: 2,
    hour: 5,
  },
  {
    shape: new RegExp(`(\\d{1,2})(?:st|nd|rd|th)? {1,3}${month}(),? {1,3}(\\d{4})${clock}`, 'iy'),
    year: 4,
    month: 2,
    day: 1,
    hour: 5,
  },
  {
    // 10:15 a.m. ET March 12, 2024
    shape: new RegExp(
      `(\\d{1,2}):(\\d{2})(?::(\\d{2}))? ?([AaPp])\\.?[Mm]\\.?,? (?:[A-Z]{1,5}T?,? )?(?:on )?${month} {1,3}(\\d{1,2}),? (\\d{4})`,
      'iy',
    ),
    year: 7,
    month: 5,
    day: 6,
    hour: 1,
  },
];

/** The date that begins at a place of the line (white space before it is passed over), or null. */
export function dateAt(line: string, at: number): FoundDate | null {
  let from = at;
  while (from < line.length && from < at + 3 && line[from] === ' ') from++;
  const code = line.charCodeAt(from) | 32;
  const isDigit = code >= 48 && code <= 57;
  if (!isDigit && !(code >= 97 && code <= 122)) return null;
  for (const form of forms) {
    form.shape.lastIndex = from;
    const hit = form.shape.exec(line);
    if (hit === null) continue;
    return { iso: isoOf(hit, form), end: form.shape.lastIndex };
  }
  return null;
}

/** The first date in a line, from a place on; linear, because each form is bounded. */
export function findDate(line: string, from: number): (FoundDate & { readonly start: number }) | null {
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const before = at > from ? line.charCodeAt(at - 1) : 32;
    const digit = code >= 48 && code <= 57;
    // A date begins where a number begins, or (a month) where a word begins.
    if (digit ? before >= 48 && before <= 57 : !(code >= 65 && code <= 90)) continue;
    const date = dateAt(line, at);
    if (date !== null) return { ...date, start: at };
  }
  return null;
}

function isoOf(hit: RegExpExecArray, form: (typeof forms)[number]): string | null {
  const year = Number(hit[form.year]);
  const named = (hit[form.month] ?? '').slice(0, 3).toLowerCase();
  const monthNumber = /^\d/.test(named) ? Number(hit[form.month]) : months.indexOf(named) + 1;
  const day = Number(hit[form.day]);
  if (year < 1600 || monthNumber < 1 || monthNumber > 12) return null; // newspapers begin in 1605
  if (day < 1 || day > new Date(Date.UTC(year, monthNumber, 0)).getUTCDate()) return null;
  const date = `${hit[form.year]}-${two(monthNumber)}-${two(day)}`;
  if (hit[form.hour] === undefined) return date;
  const half = hit[form.hour + 3]?.toLowerCase();
  let hour = Number(hit[form.hour]);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  const minute = Number(hit[form.hour + 1]);
  const second = Number(hit[form.hour + 2] ?? '0');
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
