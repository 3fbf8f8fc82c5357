import { isBare } from './bare-lines.ts';
import { isBiography } from './biographies.ts';
import { isOfText, isStatement } from './body-end.ts';
import { isOfNothing } from './boilerplate.ts';
import { findDate } from './dates.ts';
import type { Family, TailList } from './family.ts';
import { isFrameOf } from './frame.ts';
import { isShort } from './looks.ts';
import { firstMatch } from './pattern.ts';
import type { LayoutRuleId } from './rules.ts';
import type { Sheet, Tell } from './sheet.ts';
import { quote } from './text.ts';

/** Takes the lines at the very end that the family expects there. */
export function footOf(
  sheet: Sheet,
  family: Family,
): { readonly from: number; readonly date: string | null } {
  let from = sheet.lines.length;
  let date: string | null = null;
  while (from > 0 && family.foot.length > 0) {
    const line = sheet.lines[from - 1]!;
    const slot = family.foot.find(({ lines }) => firstMatch(lines, line) !== null);
    if (slot === undefined) break;
    from--;
    sheet.give(from, 'chrome', 'foot-chrome');
    const found = firstMatch(slot.lines, line);
    // The uppermost date is this page's; those below it are of other pages.
    if (found?.date !== undefined && slot.role === 'date') date = found.date;
  }
  if (date !== null) sheet.give(from, 'date', 'foot-date');
  return { from, date };
}

interface Parting {
  /** Where the body ends. */
  readonly at: number;
  /** The like line or another divider stands there. */
  readonly divider: boolean;
  readonly likes: string | null;
}

/** Body and tail part at the last divider; without one at the last heading that opens the tail. */
export function partingOf(lines: readonly string[], family: Family, end: number, start: number): Parting {
  if (family.divider.length > 0) {
    for (let n = end - 1; n >= 0; n--) {
      const found = firstMatch(family.divider, lines[n]!);
      if (found !== null) return { at: n, divider: true, likes: found.likes ?? null };
    }
  }
  const openedAt = (at: number): Parting => ({ at, divider: false, likes: null });
  if (family.loose) return openedAt(blockAt(lines, family, end, Math.max(start, 0)));
  const openers = family.lists.filter((list) => list.opens !== null);
  for (let n = end - 1; n >= 1 && openers.length > 0; n--) {
    if (openers.some((list) => list.opens === 'last' && opensAt(lines, n, end, list))) return openedAt(n);
  }
  for (let n = 1; n < end && openers.length > 0; n++) {
    if (openers.some((list) => list.opens === 'first' && opensAt(lines, n, end, list))) return openedAt(n);
  }
  return openedAt(end);
}

/**
 * Where the block of headings and bare lines at the end of a page begins: at its uppermost heading. Readers' comments
 * are prose too, so their heading (one that opens as the `first`) begins the block wherever it stands below some
 * prose; one that opens as the `last` begins it below most of the prose.
 */
function blockAt(lines: readonly string[], family: Family, end: number, start: number): number {
  const markers = family.lists.flatMap((list) => list.markers);
  const isComments = headingOf(family, 'first');
  let close = end;
  let prose = 0;
  for (let n = start; n < end && close === end; n++) {
    if (prose > 1 && isComments(lines[n]!)) close = n;
    else if (isStatement(lines[n]!)) prose++;
  }
  close = closedAt(lines, family, close, start, prose);
  let at = close;
  for (let n = close - 1; n >= Math.max(2, start); n--) {
    const line = lines[n]!;
    if (family.headings.has(line)) {
      if (isBoxAbove(lines, n, at, family)) break;
      if (!isProseUnder(lines, n, at, family)) at = n;
    } else if (line.length > 250) break;
    else if (!isSentence(line) || markers.some((marker) => line.startsWith(marker))) continue;
    else if (!isOfNothing(line) && !isBiography(line) && !isFrameOf(family, line)) break;
  }
  return at;
}

/** Whether a line is a heading of a list that opens the tail so. */
function headingOf(family: Family, opens: TailList['opens']): (line: string) => boolean {
  const lists = family.lists.filter((list) => list.opens === opens);
  return (line) => family.headings.has(line) && lists.some(({ headings }) => headings.has(line));
}

/** Whether nothing but sentences stands between the heading of a list of headlines and the next, or the page's frame: then it is a sub-heading. */
function isProseUnder(lines: readonly string[], heading: number, end: number, family: Family): boolean {
  const list = family.lists.find(({ headings }) => headings.has(lines[heading]!));
  if (list === undefined || list.gives === 'chrome' || list.gives === 'unrecognised') return false;
  let at = heading + 1;
  while (at < end && /^[^-•*·–].{12,}[.。]["”'’)]?$/u.test(lines[at]!.slice(-400))) at++;
  if (at > heading + 2) return true;
  return at > heading + 1 && (at === end || isFrameOf(family, lines[at]!) || family.headings.has(lines[at]!));
}

/** Whether a box of a headline or two ends in a sentence of the text, below which no other headline stands. */
function isBoxAbove(lines: readonly string[], heading: number, end: number, family: Family): boolean {
  const list = family.lists.find(({ headings }) => headings.has(lines[heading]!));
  if (list === undefined || list.gives === 'chrome' || list.gives === 'unrecognised') return false;
  let at = heading + 1;
  while (at < end && at <= heading + 2 && isBare(lines[at]!) && !isFrameOf(family, lines[at]!)) at++;
  if (at === heading + 1 || at >= end || !isOfText(lines[at]!) || isOfNothing(lines[at]!)) return false;
  if (isFrameOf(family, lines[at]!) || isBiography(lines[at]!)) return false;
  const next = lines[at + 1];
  return next === undefined || isFrameOf(family, next) || family.headings.has(next);
}

/** How many sentences may stand below a heading that closes the text: of the author, of the paper. */
const sentencesBelow = 3;

/** The uppermost heading below which no text goes on: at most a few sentences, and far fewer than above. */
function closedAt(
  lines: readonly string[],
  family: Family,
  end: number,
  start: number,
  prose: number,
): number {
  const isClosing = headingOf(family, 'last');
  let at = end;
  let below = 0;
  for (let n = end - 1; n >= Math.max(2, start) && below <= sentencesBelow && below * 3 <= prose; n--) {
    const line = lines[n]!;
    if (isClosing(line)) at = n;
    else if (isSentence(line) && !isOfNothing(line)) below++;
  }
  return at;
}

function isSentence(line: string): boolean {
  return line.length > 60 && /[.。]["”'’)]?$/.test(line) && (!isShort(line) || /["”'’)]$/.test(line));
}

function isDateAlone(line: string): boolean {
  const date = line.length <= 40 ? findDate(line, 0) : null;
  return date !== null && date.start === 0 && date.end === line.length;
}

function opensAt(lines: readonly string[], n: number, end: number, list: TailList): boolean {
  if (!list.headings.has(lines[n]!)) return false;
  const next = lines[n + 1];
  if (list.markers.length === 0) return true;
  return next !== undefined && n + 1 < end && list.markers.some((marker) => next.startsWith(marker));
}

type Lists = { related: string[]; ranking: string[]; recommendation: string[] };

const itemRule: Record<keyof Lists, LayoutRuleId> = {
  related: 'tail-related',
  ranking: 'tail-ranking',
  recommendation: 'tail-recommendation',
};

/** Reads the tail: each heading at most once and in order, whatever stands under it an item of its list. */
export function readTail(sheet: Sheet, family: Family, parting: Parting, end: number, tell: Tell): Lists {
  const given: Lists = { related: [], ranking: [], recommendation: [] };
  const { lines } = sheet;
  let at = parting.at;
  if (parting.divider) {
    sheet.give(
      at,
      parting.likes === null ? 'chrome' : 'likes',
      parting.likes === null ? 'tail-divider' : 'tail-likes',
    );
    at++;
  }
  let next = 0;
  let list: TailList | null = null;
  let afterHeadline = false;
  let marked = 0;
  let bare = 0;
  let stray = -1;
  const close = (): void => {
    if (list !== null && list.markers.length > 0 && marked > 0 && bare > 0) {
      tell(
        'mixed-markers',
        `Of the lines under ${quote(list.headings.name)} ${marked} are marked and ${bare} are not.`,
        at - 1,
      );
    }
    marked = 0;
    bare = 0;
  };
  for (; at < end; at++) {
    const line = lines[at]!;
    const heading = family.headings.has(line)
      ? family.lists.findIndex((one, n) => (n >= next || family.loose) && one.headings.has(line))
      : -1;
    if (heading >= 0 && (list?.gives !== 'unrecognised' || family.lists[heading] !== list)) {
      close();
      list = family.lists[heading]!;
      next = heading + 1;
      afterHeadline = false;
      sheet.give(at, 'heading', 'tail-heading');
      continue;
    }
    if (list === null) {
      sheet.give(at, 'unrecognised', 'tail-stray');
      if (stray < 0) stray = at;
      continue;
    }
    if (family.loose && list.gives !== 'unrecognised' && isFrameOf(family, line)) {
      sheet.give(at, 'chrome', 'tail-chrome');
      continue;
    }
    if (family.loose && list.gives !== 'unrecognised' && isBiography(line)) {
      sheet.give(at, 'credit', 'body-biography');
      continue;
    }
    if (family.loose && isOfNothing(line)) {
      sheet.give(at, 'unrecognised', 'tail-unrecognised');
      continue;
    }
    if (list.gives === 'chrome' || list.gives === 'unrecognised') {
      sheet.give(at, list.gives, list.gives === 'chrome' ? 'tail-chrome' : 'tail-unrecognised');
      continue;
    }
    if (family.loose && (isSentence(line) || isDateAlone(line))) {
      sheet.give(at, 'unrecognised', 'tail-unrecognised'); // no headline
      continue;
    }
    if (list.teasers && afterHeadline) {
      sheet.give(at, 'chrome', 'tail-teaser');
      afterHeadline = false;
      continue;
    }
    if (list.markers.some((mark) => mark.trim() === line)) {
      sheet.give(at, 'unrecognised', 'tail-empty');
      continue;
    }
    const marker = list.markers.find((mark) => line.startsWith(mark));
    if (marker === undefined) bare++;
    else marked++;
    given[list.gives].push(marker === undefined ? line : line.slice(marker.length).trim());
    sheet.give(at, list.gives, itemRule[list.gives]);
    afterHeadline = true;
  }
  close();
  if (stray >= 0) {
    tell(
      'stray-tail-lines',
      'Lines stand after the body and before the first heading, so no list can claim them.',
      stray,
    );
  }
  return given;
}
