import { isCaption } from './captions.ts';
import { orderOf } from './date-order.ts';
import type { Family, Slot } from './family.ts';
import { isFrameOf } from './frame.ts';
import { aboveText, linesAbove, partHeadline, titleAt } from './headline.ts';
import { archived, isSnippet, isFiling, isLabel, isName, isStrayLabel, type Look, lookOf } from './looks.ts';
import { isNames } from './names.ts';
import { isOfficeAlone } from './sources.ts';
import { Head, type Sheet, type Tell } from './sheet.ts';
import { quote } from './text.ts';

/**
 * Reading a page whose lines come in no known order: each line above the body says what it is by its look, and the
 * likeliest headline is the title.
 */

/** How far down a page its head may reach. */
const scanned = 60;
/** How many lines after the title may be passed to find a date or a byline. */
const reach = 12;

const menu: Look = { kind: 'frame' };

/** Gives the lines above the body of such a page their roles; the body begins after the title, around them. */
export function skimHead(sheet: Sheet, family: Family, end: number, start: number, tell: Tell): Head {
  const { lines } = sheet;
  const head = new Head(sheet);
  const from = Math.max(0, start - linesAbove);
  const order = orderOf(lines.slice(from, start + 40));
  const looks = lines
    .slice(0, Math.min(end, from + scanned))
    .map((line, n) => (n < from ? menu : lookOf(line, family, order)));
  const above = aboveText(looks, lines, start);
  head.text = above.text;
  const { at: title, rival, sure } = titleAt(above);
  if (title < 0 && from > 0) {
    for (let at = 0; at < start; at++) {
      const look = looks[at];
      if (look?.kind === 'slot' && at >= start - reach) head.take(look.slot, at, look.fields);
      else sheet.give(at, 'chrome', 'head-chrome');
    }
    return head.close(start);
  }
  const titleSlot = family.head.find(({ headline }) => headline);
  if (title >= 0 && titleSlot !== undefined)
    head.take(
      titleSlot,
      title,
      partHeadline(lines[title]!, lines, (text) => isFrameOf(family, text)),
    );
  if (title >= 0 && !sure)
    tell(
      'title-unsure',
      rival >= 0
        ? `The headline may be another line than the one taken: ${quote(lines[rival]!)}.`
        : `Little tells that the line taken is the headline.`,
      title,
    );
  for (const at of daysOfPage(looks, title)) looks[at] = menu;
  const last = lastAnchor(looks, lines, title);
  for (let at = 0; at <= last && at < looks.length; at++) {
    if (at !== title) giveHeadLine(head, family, looks, sheet, at, title);
  }
  if (title >= 0) giveLinesBelow(head, family, looks, sheet, last, title);
  head.close(title + 1);
  const archivedOn = archived.exec(lines[0] ?? '')?.[1];
  if (archivedOn?.length === 10) head.found.date ??= archivedOn;
  return head;
}

/** How far above its headline an article's date may stand. */
const dateAbove = 5;

/**
 * The days above the headline that are not the article's: that on which the page was looked at, or of other stories.
 * They stand far above, or another day stands below the headline.
 */
function daysOfPage(looks: readonly Look[], title: number): number[] {
  const dayOf = (look: Look | undefined): string =>
    look?.kind === 'slot' ? (look.fields.date ?? '').slice(0, 10) : '';
  const below = looks
    .slice(title + 1, title + reach)
    .map(dayOf)
    .find((day) => day !== '');
  const isOfPage = (day: string, at: number): boolean =>
    day !== '' && (at < title - dateAbove || (below !== undefined && below !== day));
  return looks.flatMap((look, at) => (at < title && isOfPage(dayOf(look), at) ? [at] : []));
}

/** A line above the last date or byline. */
function giveHeadLine(
  head: Head,
  family: Family,
  looks: readonly Look[],
  sheet: Sheet,
  at: number,
  title: number,
): void {
  const look = looks[at]!;
  const line = sheet.lines[at]!;
  if (look.kind === 'slot') head.take(look.slot, at, look.fields);
  else if (at < title || look.kind === 'frame') sheet.give(at, 'chrome', 'head-chrome');
  else if (title < 0 || look.kind === 'prose') return;
  else if (isName(line)) head.take(bylineSlot(family), at, {});
  else if (isStrayLabel(line) || (at > title + 1 && isSnippet(line)))
    sheet.give(at, 'unrecognised', 'head-stray');
}

/** Below the last date or byline: what is left of the frame before the text begins. */
function giveLinesBelow(
  head: Head,
  family: Family,
  looks: readonly Look[],
  sheet: Sheet,
  last: number,
  title: number,
): void {
  for (let at = last + 1; at < looks.length; at++) {
    const line = sheet.lines[at]!;
    const above = looks[at - 1];
    if (isTime(line) && above?.kind === 'slot' && head.addTime(sheet.lines[at - 1]!, line)) {
      sheet.give(at, 'date', 'head-date');
    } else if (looks[at]!.kind === 'frame') sheet.give(at, 'chrome', 'head-chrome');
    else if (last === title) return;
    else if (isCaption(line))
      continue; // the body's rules know it
    else if (isStandfirst(looks, sheet.lines, at) && head.bylines.length === 0) continue;
    else if (isAboveFrame(looks, sheet.lines, at, title)) continue;
    else if (head.bylines.length === 0 && isNameAbove(line, looks, at)) head.take(bylineSlot(family), at, {});
    else if (
      isOfficeAlone(line) ||
      isDesk(line, looks, at) ||
      isFiling(line) ||
      isLeftOver(looks, sheet.lines, at)
    )
      sheet.give(at, 'unrecognised', 'head-stray');
    else return;
  }
}

/**
 * One of two or more short lines in a row between the head and the first sentence: buttons, a place, a paywall's. The
 * last of them stays where it may head the text.
 */
function isLeftOver(looks: readonly Look[], lines: readonly string[], at: number): boolean {
  const isShortOne = (n: number): boolean =>
    looks[n]?.kind === 'frame' ||
    looks[n]?.kind === 'slot' ||
    (looks[n]?.kind === 'other' && isSnippet(lines[n]!));
  if (!isShortOne(at)) return false;
  let next = at + 1;
  while (isShortOne(next)) next++;
  if (looks[next]?.kind !== 'prose') return false;
  const isLast = next === at + 1;
  if (!isLast) return true;
  if (isName(lines[at]!)) return true;
  // The last stays, unless it is a word or two below others that did not.
  return looks[at - 1]?.kind === 'other' && isShortOne(at - 1) && lines[at]!.split(' ').length <= 3;
}

/** The first sentence below the title, with the page's frame between it and the next: a standfirst. */
function isAboveFrame(looks: readonly Look[], lines: readonly string[], at: number, title: number): boolean {
  if (looks[at]!.kind !== 'prose' || lines[at]!.length > 220) return false;
  if (looks.slice(title + 1, at).some(({ kind }) => kind === 'prose')) return false;
  let next = at + 1;
  let frames = 0;
  for (; looks[next]?.kind === 'frame' || (looks[next]?.kind === 'other' && isSnippet(lines[next]!)); next++)
    if (looks[next]!.kind === 'frame') frames++;
  return frames > 0 && next - at > 2 && looks[next]?.kind === 'prose';
}

/** A sentence between the date and the name of whoever wrote the text below. */
function isStandfirst(looks: readonly Look[], lines: readonly string[], at: number): boolean {
  const after = looks[at + 2]?.kind;
  return (
    looks[at]!.kind === 'prose' &&
    looks[at + 1]?.kind === 'other' &&
    (after === 'prose' || after === 'frame') &&
    lines[at]!.length <= 220 &&
    isName(lines[at + 1]!)
  );
}

/** Where a byline goes that only its look tells. */
function bylineSlot({ head }: Family): Slot {
  return head.find(({ role }) => role === 'byline') ?? head[0]!;
}

/** A time alone, as it stands under its date: `4:05 PM ET`. */
function isTime(line: string): boolean {
  return line.length <= 20 && /^\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?$/i.test(line);
}

/** The desk or place of whoever wrote it, directly below a byline and above the text: `BBC News, Norfolk`. */
function isDesk(line: string, looks: readonly Look[], at: number): boolean {
  const above = looks[at - 1];
  return (
    looks[at + 1]?.kind === 'prose' &&
    ((above?.kind === 'slot' && above.slot.role === 'byline') || above?.kind === 'other') &&
    isLabel(line) &&
    !/^\d/.test(line) &&
    isNames(line, 0)
  );
}

/** A name alone between the head's lines and the text. */
function isNameAbove(line: string, looks: readonly Look[], at: number): boolean {
  return looks[at - 1]?.kind !== 'other' && looks[at + 1]?.kind !== 'other' && isName(line);
}

/**
 * The last line that is a date or a byline and still belongs to the head that begins at `from`; else `from`. A name
 * alone is a byline where the page's frame stands directly above it.
 */
function lastAnchor(looks: readonly Look[], lines: readonly string[], from: number): number {
  let last = from;
  let prose = 0;
  for (let at = from + 1; at < Math.min(looks.length, from + reach) && prose <= 2; at++) {
    const { kind } = looks[at]!;
    if (kind === 'prose') prose++;
    else if (kind === 'slot') last = at;
    else if (kind === 'other' && prose === 0 && looks[at - 1]?.kind === 'frame' && isName(lines[at]!))
      last = at;
  }
  return last;
}
