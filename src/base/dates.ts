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
  if (date == null) return null;
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', zone] = DATE.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return new Read(year, month, day, `${hours}:${minutes}:${seconds}`, zone);
}

/** A date in its parts; most callers want one of the forms, so each is made when it is asked for. */
class Read implements Timestamp {
  readonly #day: string;
  readonly #time: string;
  readonly #zone: string | undefined;

  constructor(year: string, month: string, day: string, time: string, zone: string | undefined) {
    this.#day = `${year}-${month}-${day}`;
    this.#time = time;
    this.#zone = zone;
  }

  get instant(): number {
    const offset = this.#offset;
    const sign = offset.startsWith('-') ? -1 : 1;
    const ahead = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000;
    return Date.parse(`${this.#day}T${this.#time}Z`) - ahead;
  }

  get rfc3339(): string {
    const offset = this.#offset;
    return `${this.#day}T${this.#time}${offset === '+00:00' ? 'Z' : offset}`;
  }

  get rfc822(): string {
    const [year, month, day] = this.#day.split('-');
    const weekday = DAYS[new Date(`${this.#day}T00:00:00Z`).getUTCDay()];
    return `${weekday}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${this.#time} ${this.#offset.replace(':', '')}`;
  }

  get w3c(): string {
    return this.#zone === undefined ? this.#day : this.rfc3339;
  }

  get #offset(): string {
    const zone = this.#zone;
    return zone === undefined || zone === 'Z' ? '+00:00' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  }
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
