import { isBare } from './bare-lines.ts';
import { isOfText } from './body-end.ts';
import { isCaption } from './captions.ts';
import type { Family } from './family.ts';
import { isFrameOf } from './frame.ts';

/** What the lines of a box are. */
type Boxes = ReadonlyMap<number, 'heading' | 'headline'>;

export const noBoxes: Boxes = new Map();

/** How many headlines a box amid a text may have; more are rather the text's own list. */
const most = 6;

/**
 * The boxes of other stories that stand between the paragraphs of a page whose lines come in no known order: the heading of
 * a list, bare lines below it, and then prose again. Numbers of lines, and what each is.
 */
export function boxesIn(lines: readonly string[], family: Family): Boxes {
  let boxes: Map<number, 'heading' | 'headline'> | null = null;
  for (let n = 0; n + 2 < lines.length; n++) {
    const line = lines[n]!;
    if (line.length > 60 || !isListHeading(line, family)) continue;
    let after = n + 1;
    while (after < lines.length && after <= n + most && isHeadline(lines[after]!, family)) after++;
    const next = lines[after];
    if (after === n + 1 || next === undefined || !isOfText(next)) continue;
    boxes ??= new Map();
    boxes.set(n, 'heading');
    for (let at = n + 1; at < after; at++) boxes.set(at, 'headline');
    n = after - 1;
  }
  return boxes ?? noBoxes;
}

function isListHeading(line: string, family: Family): boolean {
  if (!family.headings.has(line)) return false;
  return family.lists.some(
    ({ headings, gives }) => gives !== 'chrome' && gives !== 'unrecognised' && headings.has(line),
  );
}

/** A bare line as long as headlines are, and no sentence, credit or button. */
function isHeadline(line: string, family: Family): boolean {
  return (
    line.length <= 160 &&
    (line.length >= 16 || /\p{Lo}{6}/u.test(line) || line.endsWith(' |')) &&
    (isBare(line) || /^[-•▪►] \S/.test(line)) &&
    !/[.。]["”'’)]?$/.test(line) &&
    !isCaption(line) &&
    !isFrameOf(family, line)
  );
}
