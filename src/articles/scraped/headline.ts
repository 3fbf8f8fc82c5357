import { isCaption } from './captions.ts';
import { isCopyright } from './legal-notices.ts';
import { isName, isOfPaper, type Look } from './looks.ts';
import { stemsOf, subjectOf } from './text-start.ts';

/** How many lines above the text its head may take, where a menu stands above that. */
export const linesAbove = 45;

/**
 * The line that looks most like the headline: above the first sentence of prose, or (where a standfirst or a notice
 * came first) above the date. Of several the first that is hardly worse than the best. -1: none does.
 */
export function titleAt(looks: readonly Look[], lines: readonly string[], start: number): Choice {
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
  const slack = text.start > linesAbove ? 3 : 5; // below a menu other headlines stand above it too
  for (
    let at = found - 1;
    at >= from && (looks[at]!.kind === 'slot' || (near.includes(at) && !isWord(lines[at]!)));
    at--
  )
    if (scores[at]! >= Math.max(2, best - slack) && !isOfMenu(lines[at]!, lines[likeliest]!, text))
      found = at;
  if (text.start > linesAbove && nearnessTo(text, looks, lines, found) <= 0) return { at: -1, rival: -1 }; // any story's
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

/** A line that says that it is the headline: a letter's subject, a heading of the first order in Markdown. */
const namedHeadline = /^(?:# (?=[\p{L}\p{N}"'“‘«¿¡])|(?:Headline|Subject): (?=\S))/iu;
/** The same, and a label that a text within the page may have as well. */
const headlineLabel = new RegExp(`${namedHeadline.source}|^Title: (?=\\S)`, 'iu');

/** `Film Review`, `World Record`, `Local News`: what a headline ends with is not only the paper's name. */
const isKindOfStory = /^\S+$|(?:^| )(?:Review|Record|Today|Online|News|Radio)$/i;

/**
 * The headline in the line that prints it: without the label that says it is one, and without the site behind a bar
 * or a dash, where that is a paper by its words or by the page's copyright line.
 */
export function partHeadline(
  line: string,
  lines: readonly string[],
  isFrame: (text: string) => boolean,
): { readonly title: string; readonly site?: string } {
  const value = line.replace(headlineLabel, '');
  const title = value === line ? line : value.replace(/^"([^"]+)"$|^'([^']+)'$/, '$1$2'); // YAML's quotes
  const parts = title.length > 300 ? [title] : title.split(/ [|–—-] /);
  const [headline = '', site = ''] = parts;
  if (parts.length !== 2 || headline.split(' ').length < 4 || site.length > 40) return { title };
  const isSite = isCopyrightHolder(site, lines) || (isOfPaper(site) && !isKindOfStory.test(site));
  return isSite && !isFrame(site) ? { title: headline, site } : { title };
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
  if (/^(?:Issue|Volume|Vol\.?|No\.) \d/i.test(line) && words <= 6) score -= 6; // of a magazine
  if (namedHeadline.test(line)) score += 6;
  else if (/^(?:From|To|Cc|Reply-To): /i.test(line)) score -= 5; // a letter's head
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

/** Named in the page's own copyright line: the paper, not the story. */
function isCopyrightHolder(line: string, lines: readonly string[]): boolean {
  return lines.slice(-12).some((other) => other !== line && other.includes(line) && isCopyright(other));
}
