import { isRule } from './boilerplate.ts';
import { isFollow } from './calls-to-action.ts';
import { paperWords } from './common-frame.ts';
import { orderByZone } from './date-order.ts';
import { dateAt, findDate, type NumberOrder } from './dates.ts';
import type { Family, Slot } from './family.ts';
import { isFrameOf } from './frame.ts';
import { lettered } from './letters.ts';
import { isNames } from './names.ts';
import type { Found } from './pattern.ts';
import { matchSlot } from './sheet.ts';
import { isLongWithoutStop } from './text.ts';

/** What a line near the top looks like. */
export type Look =
  | { readonly kind: 'frame' | 'prose' | 'other' }
  | { readonly kind: 'slot'; readonly slot: Slot; readonly fields: Found };

/** What an archive of the web prints in front of a page's first line. */
export const archived = /^date ((?:19|20)\d\d-\d\d(?:-\d\d)?) (?=\S)/;

export function lookOf(line: string, family: Family, order: NumberOrder): Look {
  if (line.length > 300) return { kind: 'prose' };
  const bare = line.replace(archived, '');
  if (bare !== line && bare.split(' ').length > 4) return lookOf(bare, family, order);
  const short = isShort(line) || isShort(/^[^·•|]{12,60}(?= [·•|] )/.exec(line)?.[0] ?? '.');
  for (const slot of family.head) {
    if (slot.headline || (slot.short && !short)) continue;
    const fields = matchSlot(slot, line);
    if (fields === null || (slot.role === 'byline' && !isAuthor(line, fields.author ?? ''))) continue;
    if (slot.role === 'date' && !isDateLine(line)) continue;
    const date =
      fields.date === '' ? (findDate(line, 0, orderByZone(line) ?? order)?.iso ?? '') : fields.date;
    return { kind: 'slot', slot, fields: date === undefined ? fields : { ...fields, date } };
  }
  if (family.headings.has(line) || isFrameOf(family, line) || isTrail(line) || isRule(line) || isFollow(line))
    return { kind: 'frame' };
  return { kind: isSentence(line) ? 'prose' : 'other' };
}

/** The way to the page through the menus, `トップ > 社会`, or a menu in one line, `Weather 61° | Subscribe | E-Edition`. */
function isTrail(line: string): boolean {
  const arrows = line.includes('«') ? [line] : line.split(/ ?[>»›] ?/); // where they are no quotation marks
  const parts = arrows.length > 1 ? arrows : line.split(/ [|•·] /);
  return (
    parts.length > (arrows.length > 1 ? 1 : 2) &&
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
  if (date === null) return false;
  const before = line
    .slice(0, date.start)
    .split(/ [|•·] /)
    .at(-1)!;
  if ((before.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > 7) return false;
  const rest = /^\s?[-–—]\s?/.exec(line.slice(date.end));
  if (date.start > 0 || rest === null || (date.iso?.length ?? 0) > 10) return true;
  // Two days with a dash between are a life or a festival, not when this was published.
  return dateAt(line, date.end + rest[0].length)?.end !== line.length;
}

/** A line of the frame: short and no sentence, though `p.m.` may end it. */
export function isShort(line: string): boolean {
  return (
    line.length <= 110 &&
    (!/[.?!。]$/.test(line) || /(?:\b(?:[ap]\.m|h|hrs|(?:19|20)\d\d)|\d ?h)\.$/.test(line))
  );
}

/** A few words without an end: a name, a desk, a place. */
export function isLabel(line: string): boolean {
  return line.length <= 40 && line.split(/\s+/).length <= 5 && !/[:.!?。：]$/.test(line);
}

/** A label that is no standfirst: three words, or names. */
export function isStrayLabel(line: string): boolean {
  return isLabel(line) && (line.split(' ').length <= 3 || isNames(line, 0));
}

/** A person's name alone, perhaps with an office: `Callum Reid`, `Maria Estevez, Environment Correspondent`. */
export function isName(line: string): boolean {
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
const withOffice = lettered(
  /^(?:\p{Lu}[\p{L}.'’-]+ ){2,3}(?:[\p{L}&-]+ ){0,4}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist)$/u,
);
/** A name and where to write to: `Lou Ferrante lou@example.org`. */
const withAddress = lettered(/^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} \S{1,40}@\S{3,40}$/u);
/** A name and the ground or town it was written in: `Rhys Calloway at Moor Lane`. */
const withGround = lettered(
  /^\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}.'’-]+ (?:at|in) (?:the )?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)?$/u,
);

const namePart = lettered(/^\p{Lu}[\p{L}.'’-]*$|^(?:and|de|del|der|di|da|la|le|van|von|bin|al|y|und|et)$/u);

function isNamePart(part: string): boolean {
  return namePart.test(part);
}

/** Headings with which a text may begin. */
export const opensText =
  /^(?:overview|background|summary|introduction|intro|contents|ingredients|key points?|key takeaways|takeaways|highlights|at a glance|the facts|what happened|question|answer|teams|timeline|prologue|abstract|dear .*)$/i;

/** A few words that are no sentence, no item, no question and no value with its label. */
export function isSnippet(line: string): boolean {
  return (
    line.length <= 60 &&
    !/[.!?。”"]$/.test(line) &&
    !/^(?:[-•*·–] |\d{1,3}[.)] |[“"«])/.test(line) &&
    !/[^\s:]: \S/.test(line) &&
    !opensText.test(line)
  );
}

/** Where it was filed, below its date: `in Environment`, `/ CBS News`, `気象`. */
export function isFiling(line: string): boolean {
  if (isLabel(line) && line.split(' ').length <= 2 && /^\p{Lu}[^?]*$/u.test(line) && !opensText.test(line))
    return true;
  return isLabel(line) && (/^(?:\p{Ll}+|[/|•·-]) \p{Lu}/u.test(line) || /^\p{Lo}{1,6}$/u.test(line));
}

/** A sentence of prose: long, with a full stop. */
function isSentence(line: string): boolean {
  if (line.length > 250 || isLongWithoutStop(line)) return true;
  if (!/[.。।۔።။][”"’')»]?$/.test(line) || /\b(?:\p{Lu}\.)+$/u.test(line)) return false;
  return line.length > 60 || /\p{Lo}。/u.test(line) || line.split(/\s+/).length >= 10;
}

/** A short line of capitals with a word such as `Post` or `Gazette`: the name of the paper. */
export function isOfPaper(line: string): boolean {
  const parts = line.split(/[\s.,]+/);
  return (
    parts.every((part) =>
      /^[\p{Lu}\p{N}&]|^(?:of|the|and|de|del|do|da|la|le|les|el|los|du|des|der|die|das|y|il|o)$|^$/u.test(
        part,
      ),
    ) && parts.some((part) => paperWords.has(part.toLowerCase()))
  );
}
