import {
  isCopyrightHolder,
  candidatesIn,
  likelihoodOf,
  namedHeadline,
  none,
  type Above,
} from './headline-signs.ts';
import { lettered } from './letters.ts';
import { archived, isOfPaper, type Look } from './looks.ts';
import { subjectOf } from './text-start.ts';

/** How many lines above the text its head may take, where a menu stands above that. */
export const linesAbove = 45;

/** The line taken for the headline, and one that might be it instead; -1 for none. */
export interface Choice {
  readonly at: number;
  readonly rival: number;
  /** Whether the line taken is so by far the likeliest that nobody needs to look. */
  readonly sure: boolean;
}

/** How likely the line taken must be, of all that might be it; and how likely, that nothing is said. */
const likely = 0.3;
const certain = 0.9;
const noChoice: Choice = { at: -1, rival: -1, sure: false };

/** What stands above the text of a page and what that is about, before its headline is known. */
export function aboveText(looks: readonly Look[], lines: readonly string[], start: number): Above {
  const prose = start > 0 ? start : looks.findIndex(({ kind }) => kind === 'prose');
  const text = Math.min(prose < 0 ? 10 : prose, looks.length);
  return { lines, looks, subject: subjectOf(lines, Math.max(prose, 0)), text };
}

/**
 * The line that looks most like the headline: above the first sentence of prose, or (where a standfirst or a notice
 * came first) above the date. -1: none does.
 */
export function titleAt(above: Above): Choice {
  const { looks, text } = above;
  const date = looks.findIndex((look) => look.kind === 'slot' && look.slot.role === 'date');
  const found = likeliest(above, 0);
  const first = looks.slice(text, Math.max(text, date)).filter(({ kind }) => kind === 'prose').length;
  return found.at >= 0 || first === 0 || first > 2 ? found : likeliest({ ...above, text: date }, text + 1);
}

/** The likeliest line between one and the text, against all others there and against there being none. */
function likeliest(above: Above, from: number): Choice {
  const page = { ...above, candidates: candidatesIn(above, from) };
  const found = new Map<string, { readonly at: number; readonly likelihood: number }>();
  for (const candidate of page.candidates) {
    if (candidate === undefined) continue;
    const { at, line } = candidate;
    const likelihood = likelihoodOf(candidate, page);
    const again = found.get(line) ?? { at, likelihood };
    // A headline with which a trail ends is printed again below, by itself.
    const better = likelihood >= again.likelihood || at <= again.at + 3;
    found.set(line, { at: better ? at : again.at, likelihood: Math.max(likelihood, again.likelihood) });
  }
  const [best, second] = [...found.values()].sort((one, other) => other.likelihood - one.likelihood);
  if (best === undefined) return noChoice;
  let all = Math.exp(none - best.likelihood);
  for (const { likelihood } of found.values()) all += Math.exp(likelihood - best.likelihood);
  if (1 / all < likely) return noChoice;
  const sure = 1 / all >= certain;
  return { at: best.at, rival: sure || second === undefined ? -1 : second.at, sure };
}

/** The same, and a label that a text within the page may have as well. */
const headlineLabel = lettered(new RegExp(`${namedHeadline.source}|^Title: (?=\\S)`, 'iu'));

/** `Film Review`, `World Record`, `Local News`: what a headline ends with is not only the paper's name. */
const isKindOfStory = /^\S+$|(?:^| )(?:Review|Record|Today|Online|News|Radio)$/i;

/**
 * The headline in the line that prints it: without what an archive or a label says in front of it, and without the site behind a bar
 * or a dash, where that is a paper by its words or by the page's copyright line.
 */
export function partHeadline(
  line: string,
  lines: readonly string[],
  isFrame: (text: string) => boolean,
): { readonly title: string; readonly site?: string } {
  const printed = line.replace(archived, '');
  const value = printed.slice(headlineLabel.exec(printed)?.[0].length ?? 0);
  const title = value === line ? line : value.replace(/^"([^"]+)"$|^'([^']+)'$/, '$1$2'); // YAML's quotes
  const parts = title.length > 300 ? [title] : title.split(/ [|–—-] /);
  const [headline = '', site = ''] = parts;
  if (parts.length !== 2 || headline.split(' ').length < 4 || site.length > 40) return { title };
  const isSite = isCopyrightHolder(site, lines) || (isOfPaper(site) && !isKindOfStory.test(site));
  return isSite && !isFrame(site) ? { title: headline, site } : { title };
}
