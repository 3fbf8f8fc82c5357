/**
 * A record's date in its parts: local as printed, with a zone only where the source gave one. Pure text and
 * arithmetic: neither the clock nor the zone of this machine has a part in it.
 */
const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?(Z|[+-]\d{2}:?\d{2}))?)?$/;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A date as formats for machines want it. Every field is from the text; what the text leaves open is stated here. */
export interface Timestamp {
  /**
   * Milliseconds since 1970. A date without a zone is taken as UTC, a date alone as its midnight: enough to sort by
   * and to measure days with.
   */
  readonly instant: number;
  /** RFC 3339, as Atom and JSON Feed demand it: `2025-04-14T00:50:45Z`; a time without a zone is given as UTC. */
  readonly rfc3339: string;
  /** RFC 822 with a year of four digits, as RSS demands it: `Mon, 14 Apr 2025 00:50:45 +0000`. */
  readonly rfc822: string;
  /** W3C date and time for sitemaps, which may leave out what is not known: the day alone where there is no zone. */
  readonly w3c: string;
}

/** Whether a text can be the date taken as today: a day, or a day and a time, that the calendar has; without a zone. */
export function isNow(text: string): boolean {
  return /^[\d-]{10}(?:[T ][\d:]{5,8})?$/.test(text) && timestamp(text) !== null;
}

/** Reads a record's date; null where there is none or it is not in the calendar. */
export function timestamp(date: string | null | undefined): Timestamp | null {
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', zone] =
    DATE.exec(date ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const local = new Date(0);
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (local.getUTCMonth() !== Number(month) - 1 || local.getUTCDate() !== Number(day)) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  local.setUTCHours(Number(hours), Number(minutes), Number(seconds));

  const offset = zone === undefined || zone === 'Z' ? '+00:00' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const sign = offset.startsWith('-') ? -1 : 1;
  const ahead = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000;
  const time = `${hours}:${minutes}:${seconds}`;
  const rfc3339 = `${year}-${month}-${day}T${time}${offset === '+00:00' ? 'Z' : offset}`;
  return {
    instant: local.getTime() - ahead,
    rfc3339,
    rfc822: `${DAYS[local.getUTCDay()]}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${time} ${offset.replace(':', '')}`,
    w3c: zone === undefined ? `${year}-${month}-${day}` : rfc3339,
  };
}
