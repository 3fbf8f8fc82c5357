import { isCaption, isCopyright, isFollow, isNames, isRule } from './body-tests.ts';
import { paperWords } from './common-frame.ts';
import { dateAt, findDate, type NumberOrder } from './dates.ts';
import type { Family, Slot } from './family.ts';
import { isFrameOf } from './frame.ts';
import type { Found } from './pattern.ts';
import { Head, matchSlot, type Sheet, type Tell } from './sheet.ts';
import { quote } from './text.ts';
import { stemsOf, subjectOf } from './text-start.ts';

/**
 * Reading a page whose lines come in no known order: each line above the body says what it is by its look, and the
 * likeliest headline is the title.
 */

/** How far down a page its head may reach. */
const scanned = 60;
/** How many lines above the text its head may take, where a menu stands above that. */
const above = 45;
/** How many lines after the title may be passed to find a date or a byline. */
const reach = 12;

/** What a line near the top looks like. */
type Look =
  | { readonly kind: 'frame' | 'prose' | 'other' }
  | { readonly kind: 'slot'; readonly slot: Slot; readonly fields: Found };

const menu: Look = { kind: 'frame' };

/** Gives the lines above the body of such a page their roles; the body begins after the title, around them. */
export function skimHead(sheet: Sheet, family: Family, end: number, start: number, tell: Tell): Head {
  const { lines } = sheet;
  const head = new Head(sheet);
  const from = Math.max(0, start - above);
  const order = orderOf(lines.slice(from, start + 40));
  const looks = lines
    .slice(0, Math.min(end, from + scanned))
    .map((line, n) => (n < from ? menu : lookOf(line, family, order)));
  const { at: title, rival } = titleAt(looks, lines, start);
  if (title < 0 && from > 0) {
    for (let at = 0; at < start; at++) {
      const look = looks[at];
      if (look?.kind === 'slot' && at >= start - reach) head.take(look.slot, at, look.fields);
      else sheet.give(at, 'chrome', 'head-chrome');
    }
    return head.close(start);
  }
  const titleSlot = family.head.find(({ headline }) => headline);
  if (title >= 0 && titleSlot !== undefined) head.take(titleSlot, title);
  if (rival >= 0)
    tell(
      'title-unsure',
      `the headline may be another line than the one taken: ${quote(lines[rival]!)}`,
      title,
    );
  const today = mastheadAt(looks, title);
  if (today >= 0) looks[today] = menu;
  const last = lastAnchor(looks, lines, title);
  for (let at = 0; at <= last && at < looks.length; at++) {
    if (at !== title) giveHeadLine(head, family, looks, sheet, at, title);
  }
  if (title >= 0) giveLinesBelow(head, family, looks, sheet, last, title);
  return head.close(title + 1);
}

/**
 * The day on which the page was looked at, printed above the headline: it is later than the date below, and nothing
 * is published after it was changed. -1: there is none.
 */
function mastheadAt(looks: readonly Look[], title: number): number {
  const dateOf = (look: Look | undefined): string => (look?.kind === 'slot' ? (look.fields.date ?? '') : '');
  const above = looks.findIndex((look, n) => n < title && dateOf(look).length === 10);
  if (above < 0) return -1;
  const below = looks
    .slice(title + 1, title + reach)
    .map(dateOf)
    .find((date) => date !== '');
  return below !== undefined && below.slice(0, 10) < dateOf(looks[above]) ? above : -1;
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
    else if (isDesk(line, looks, at) || isFiling(line) || isLeftOver(looks, sheet.lines, at))
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

/** A few words that are no sentence, no item, no question and no value with its label. */
function isSnippet(line: string): boolean {
  return (
    line.length <= 60 &&
    !/[.!?。”"]$/.test(line) &&
    !/^(?:[-•*·–] |\d{1,3}[.)] |[“"«])/.test(line) &&
    !/[^\s:]: \S/.test(line) &&
    !opensText.test(line)
  );
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

function lookOf(line: string, family: Family, order: NumberOrder): Look {
  if (line.length > 300) return { kind: 'prose' };
  for (const slot of family.head) {
    if (slot.headline || (slot.short && !isShort(line))) continue;
    const fields = matchSlot(slot, line);
    if (fields === null || (slot.role === 'byline' && !isAuthor(line, fields.author ?? ''))) continue;
    if (slot.role === 'date' && !isDateLine(line)) continue;
    const date =
      fields.date === '' ? (findDate(line, 0, orderByZone(line) ?? order)?.iso ?? '') : fields.date;
    return { kind: 'slot', slot, fields: date === undefined ? fields : { ...fields, date } };
  }
  if (family.lists.some(({ headings }) => headings.has(line))) return { kind: 'frame' };
  if (isFrameOf(family, line) || isTrail(line) || isRule(line) || isFollow(line)) return { kind: 'frame' };
  return { kind: isSentence(line) ? 'prose' : 'other' };
}

/** The way to the page through the menus: short words between arrows, `トップ > 社会`. */
function isTrail(line: string): boolean {
  const parts = line.split(/ ?[>»›] ?/);
  return (
    parts.length > 1 &&
    parts.every((part) => part.length <= 25 && part.split(' ').length <= 3 && !/[.?!]$/.test(part))
  );
}

/** The names of a byline, in the case in which the page prints them: at most one word that is none. */
function isAuthor(line: string, author: string): boolean {
  const names = line.slice(line.length - author.length).replace(/ \([^()]{1,60}\)$/, '');
  return author !== '' && !author.includes(':') && (isNames(names, 1) || /^\p{Lo}/u.test(names));
}

/** A date line is a date and few words beside it; a headline that holds a date has more before it. */
function isDateLine(line: string): boolean {
  const date = findDate(line, 0);
  if (date === null || (line.slice(0, date.start).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > 7) return false;
  const rest = /^\s?[-–—]\s?/.exec(line.slice(date.end));
  if (date.start > 0 || rest === null || (date.iso?.length ?? 0) > 10) return true;
  // Two days with a dash between are a life or a festival, not when this was published.
  return dateAt(line, date.end + rest[0].length)?.end !== line.length;
}

/** A line of the frame: short and no sentence, though `p.m.` may end it. */
export function isShort(line: string): boolean {
  return line.length <= 110 && (!/[.?!。]$/.test(line) || /\b(?:[ap]\.m|h|hrs)\.$/.test(line));
}

/** A few words without an end: a name, a desk, a place. */
function isLabel(line: string): boolean {
  return line.length <= 40 && line.split(/\s+/).length <= 5 && !/[:.!?。：]$/.test(line);
}

/** A label that is no standfirst: three words, or names. */
function isStrayLabel(line: string): boolean {
  return isLabel(line) && (line.split(' ').length <= 3 || isNames(line, 0));
}

/** A person's name alone, perhaps with an office: `Callum Reid`, `Maria Estevez, Environment Correspondent`. */
function isName(line: string): boolean {
  if (line.length > 80 || /[\d:!?"“”]/.test(line) || isOfPaper(line)) return false;
  if (/^[\p{Script=Han}\p{Script=Katakana}ー]{1,5}[ 　][\p{Script=Han}\p{Script=Hiragana}]{1,5}$/u.test(line))
    return true;
  if (/^\p{Script=Hangul}{2,5} (?:기자|특파원|논설위원)(?: \S{1,40}@\S{3,40})?$/u.test(line)) return true;
  if (withAddress.test(line) || withOffice.test(line) || withGround.test(line)) return true;
  const [name = ''] = line.split(/, | [|–—-] /);
  if (
    (name.split(' ').length > 3 && opensHeadline.test(name)) ||
    name.split(/ (?:and|y|e|und|et|&) /).some((one) => one.split(' ').length > 4)
  )
    return false; // a headline in capitals
  const parts = name.split(' ');
  return parts.length >= 2 && parts.length <= 7 && isNames(line, 0) && parts.every(isNamePart);
}

/** Words with which no name begins, but many a headline whose words all have capitals. */
const opensHeadline =
  /^(?:The|A|An|How|Why|What|Who|When|Where|Which|Inside|In|On|At|For|From|My|Our|Your|Is|Are|Can|This|These|No|Not|One|Two|Three|New) /;

/** A name and the office behind it: `Hugh Pargeter Local affairs correspondent`. */
const withOffice =
  /^(?:\p{Lu}[\p{L}.'’-]+ ){2,3}(?:[\p{L}&-]+ ){0,4}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist)$/u;
/** A name and where to write to: `Lou Ferrante lou@example.org`. */
const withAddress = /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} \S{1,40}@\S{3,40}$/u;
/** A name and the ground or town it was written in: `Rhys Calloway at Moor Lane`. */
const withGround =
  /^\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}.'’-]+ (?:at|in) (?:the )?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)?$/u;

function isNamePart(part: string): boolean {
  return /^\p{Lu}[\p{L}.'’-]*$|^(?:and|de|del|der|di|da|la|le|van|von|bin|al|y|und|et)$/u.test(part);
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

/** Headings with which a text may begin. */
const opensText =
  /^(?:overview|background|summary|introduction|intro|contents|ingredients|key points?|key takeaways|takeaways|highlights|at a glance|the facts|what happened|question|answer|teams|timeline|prologue|abstract|dear .*)$/i;

/** Where it was filed, below its date: `in Environment`, `/ CBS News`, `気象`. */
function isFiling(line: string): boolean {
  if (isLabel(line) && line.split(' ').length <= 2 && /^\p{Lu}[^?]*$/u.test(line) && !opensText.test(line))
    return true;
  return isLabel(line) && (/^(?:\p{Ll}+|[/|•·-]) \p{Lu}/u.test(line) || /^\p{Lo}{1,6}$/u.test(line));
}

/** A sentence of prose: long, with a full stop. */
function isSentence(line: string): boolean {
  if (line.length > 250) return true;
  if (!/[.。][”"’')»]?$/.test(line) || /\b(?:\p{Lu}\.)+$/u.test(line)) return false;
  return line.length > 60 || /\p{Lo}。/u.test(line) || line.split(/\s+/).length >= 10;
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

/**
 * The line that looks most like the headline: above the first sentence of prose, or (where a standfirst or a notice
 * came first) above the date. Of several the first that is hardly worse than the best. -1: none does.
 */
function titleAt(looks: readonly Look[], lines: readonly string[], start: number): Choice {
  const prose = looks.findIndex(({ kind }) => kind === 'prose');
  const date = looks.findIndex((look) => look.kind === 'slot' && look.slot.role === 'date');
  const above = prose < 0 ? Math.min(looks.length, 10) : Math.min(Math.max(prose, start), looks.length);
  const text = { start, subject: subjectOf(lines, Math.max(start, prose)) };
  const found = bestAt(looks, lines, 0, above, date, text);
  return found.at >= 0 || date <= above ? found : bestAt(looks, lines, above + 1, date, date, text);
}

/** The line taken for the headline, and one that might be it instead; -1 for none. */
interface Choice {
  readonly at: number;
  readonly rival: number;
}

function bestAt(
  looks: readonly Look[],
  lines: readonly string[],
  from: number,
  to: number,
  date: number,
  text: Text,
): Choice {
  const near = [...blockAbove(looks, lines, to), ...blockAbove(looks, lines, firstSlot(looks, from, to))];
  const isNear = (at: number): boolean => near.includes(at) || isTitleLikeName(text, looks, lines, at);
  const scores: number[] = [];
  for (let at = from; at < to; at++) {
    scores[at] =
      looks[at]!.kind === 'other'
        ? scoreOf(lines, looks, at, date, isNear(at)) + nearnessTo(text, looks, lines, at)
        : 0;
  }
  const best = Math.max(...scores.slice(from), 0);
  if (best < 2) return { at: -1, rival: -1 };
  // A standfirst directly below the headline may look better than it; a line further up has to be the best.
  const likeliest = scores.findIndex((score, at) => at >= from && score === best);
  let found = likeliest;
  const slack = text.start > above ? 3 : 5; // below a menu other headlines stand above it too
  for (
    let at = found - 1;
    at >= from && (looks[at]!.kind === 'slot' || (near.includes(at) && !isWord(lines[at]!)));
    at--
  )
    if (scores[at]! >= Math.max(2, best - slack) && !isOfMenu(lines[at]!, lines[likeliest]!, text))
      found = at;
  if (text.start > above && nearnessTo(text, looks, lines, found) <= 0) return { at: -1, rival: -1 }; // any story's
  // A few words above a headline may be the paper's motto.
  if (lines[found]!.split(' ').length > 5) return { at: found, rival: -1 };
  let rival = -1;
  for (let at = found + 1; at < to; at++)
    if (near.includes(at) && scores[at]! >= scores[rival < 0 ? found : rival]!) rival = at;
  return rival >= 0 && isMotto(lines[found]!) ? { at: rival, rival: found } : { at: found, rival };
}

/** Few words, all with capitals or none: rather a paper's name or motto than a headline, where another line may be that. */
function isMotto(line: string): boolean {
  return (
    /^\p{Ll}/u.test(line) ||
    line.split(' ').every((word) => /^[\p{Lu}\p{N}&]|^(?:and|of|the|in|for)$/u.test(word))
  );
}

function firstSlot(looks: readonly Look[], from: number, to: number): number {
  const at = looks.findIndex(({ kind }, n) => n >= from && kind === 'slot');
  return at < 0 ? to : Math.min(at, to);
}

/** A run of letters of a script that puts no spaces between words, or few. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]{4}/u;

/** A word or two, too few for a headline that has others beside it. */
function isWord(line: string): boolean {
  return line.split(' ').length <= 2 && !unspaced.test(line);
}

/** The lines directly above the text or the first date, the frame between passed over: there the headline stands. */
function blockAbove(looks: readonly Look[], lines: readonly string[], to: number): number[] {
  let at = to - 1;
  while (
    at >= 0 &&
    (looks[at]!.kind !== 'other' || isName(lines[at]!) || isCaption(lines[at]!) || isWord(lines[at]!))
  )
    at--;
  const block: number[] = [];
  for (; at >= 0 && looks[at]!.kind === 'other'; at--) block.push(at);
  return block;
}

/** How much a line looks like a headline: by its words, its letters and what stands round it. */
function scoreOf(
  lines: readonly string[],
  looks: readonly Look[],
  at: number,
  date: number,
  near: boolean,
): number {
  const line = lines[at]!;
  const parts = line.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const words = unspaced.test(line) ? Math.ceil(line.length / 3) : parts.length;
  let score = Math.min(words, 5);
  if (/(?<!\.\.)[.。][”"’')»]?$/.test(line) && !/\b(?:\p{Lu}\.)+$/u.test(line)) score -= 4;
  if (/[:,;：—–-]$/.test(line)) score -= 6;
  if (/^\p{Ll}/u.test(line) && !/^\p{Ll}\p{Lu}/u.test(line)) score -= 3;
  if (words <= 4 && /\p{Lu}{2}/u.test(line) && line === line.toUpperCase()) score -= 3;
  if (
    words <= 3 &&
    parts.length > 1 &&
    parts.every((part) => /^[\p{Lu}&]|^(?:and|of|the|de|do|da|du|di|y|und|et)$/u.test(part))
  )
    score -= 2;
  if (words <= 5 && (isOfPaper(line) || isCopyrightHolder(line, lines))) score -= 5;
  if (/^[[({<].*[\])}>]$/.test(line)) score -= 4;
  if (date >= 0 && at > date)
    score += date === at - 1 && looks[at + 2]?.kind === 'slot' && words > 4 ? 2 : -2;
  if (near && words >= 3) score += 2;
  const next = looks[at + 1];
  if (next?.kind === 'slot') score += 1;
  if (firstLine(looks) === at && (next?.kind === 'slot' || next?.kind === 'prose')) score += 1;
  // `TITLE - SITE` above `TITLE`: the shorter line is the title.
  if (
    lines.slice(at + 1, at + 8).some((later) => later.length >= 15 && later !== line && line.includes(later))
  ) {
    score -= 6;
  }
  return score;
}

/** Three words of which the text does not speak, above a line that looks like a headline and no standfirst. */
function isOfMenu(line: string, below: string, { subject }: Text): boolean {
  if (line.split(' ').length > 3 || below.split(' ').length > 9 || unspaced.test(line)) return false;
  return stemsOf(line).every((one) => !subject.has(one)) && stemsOf(below).some((one) => subject.has(one));
}

/** Words with capitals that could be names, but the text speaks of them and a byline stands below. */
function isTitleLikeName(
  { subject }: Text,
  looks: readonly Look[],
  lines: readonly string[],
  at: number,
): boolean {
  const next = looks[at + 1];
  if (next === undefined || !(next.kind === 'slot' || (next.kind === 'other' && isName(lines[at + 1]!))))
    return false;
  return isName(lines[at]!) && stemsOf(lines[at]!).some((one) => subject.has(one));
}

/** What is known of a page's text when its headline is looked for. */
interface Text {
  readonly start: number;
  /** The stems of its words. */
  readonly subject: ReadonlySet<string>;
}

/**
 * How much a line is this text's headline rather than another's: it names what the text is about, it is printed
 * twice above it, and few other bare lines stand between.
 */
function nearnessTo(
  { start, subject }: Text,
  looks: readonly Look[],
  lines: readonly string[],
  at: number,
): number {
  const line = lines[at]!;
  if (line.length > 250) return 0;
  let score = 0;
  const stems = stemsOf(line);
  const shared = new Set(stems.filter((one) => subject.has(one))).size;
  if (shared * 3 >= stems.length) score += Math.min(shared, 4);
  else if (subject.size > 60 && stems.length >= 3 && shared === 0) score -= 2;
  if (line.length > 130 || isCaption(line) || /[.!?] \p{Lu}.*\?$/u.test(line)) score -= 4;
  let between = 0;
  let again = false;
  for (let n = at + 1; n < start; n++) {
    if (looks[n]?.kind === 'other') between++;
    again ||= lines[n] === line;
  }
  if (again && stems.length >= 2 && line.length > 20) score += 1;
  return score - Math.min(5, Math.floor(between / 6));
}

function firstLine(looks: readonly Look[]): number {
  return looks.findIndex(({ kind }) => kind === 'other');
}

/** A short line of capitals with a word such as `Post` or `Gazette`: the name of the paper. */
function isOfPaper(line: string): boolean {
  const parts = line.split(/[\s.,]+/);
  return (
    parts.every((part) =>
      /^[\p{Lu}\p{N}&]|^(?:of|the|and|de|la|du|des|der|die|das|y|il|o)$|^$/u.test(part),
    ) && parts.some((part) => paperWords.has(part.toLowerCase()))
  );
}

/** Named in the page's own copyright line: the paper, not the story. */
function isCopyrightHolder(line: string, lines: readonly string[]): boolean {
  return lines.slice(-12).some((other) => other !== line && other.includes(line) && isCopyright(other));
}

/** Small words of languages in which the day of `03/04/2024` is first; those of English stand against them. */
const dayFirstWords =
  /(?:^|[\s'’])(?:le|la|les|des|une|est|dans|el|los|las|una|por|para|que|do|da|dos|uma|não|com|il|di|che|della|und|der|die|das|nicht|het|een|van|och|att|det|som|og|ikke|się|nie|jest|ve|bir|için|yang|dan)(?=\s)/giu;
const englishWords = /(?:^|\s)(?:the|of|and|to|was|is|for|with|said|that|by)(?=\s)/gi;

/** The zones of a continent in which the month is first, and of some where the day is. */
function orderByZone(line: string): NumberOrder {
  if (/\b(?:[ECMP][SD]?T|AK[SD]T|Eastern|Central|Mountain|Pacific)\b/.test(line)) return 'month-first';
  return /\b(?:GMT|BST|IST|CES?T|EES?T|AE[SD]T|NZ[SD]T|SAST|Uhr)\b/.test(line) ? 'day-first' : null;
}

/** Which number of a date in figures is the day, by the language of the page; English leaves it open. */
function orderOf(lines: readonly string[]): NumberOrder {
  const start = lines.join(' ').slice(0, 6000);
  if (/[\p{Script=Cyrillic}\p{Script=Greek}]{3}/u.test(start)) return 'day-first';
  const others = start.match(dayFirstWords)?.length ?? 0;
  const english = start.match(englishWords)?.length ?? 0;
  return others > 3 && others > english * 2 ? 'day-first' : null;
}
