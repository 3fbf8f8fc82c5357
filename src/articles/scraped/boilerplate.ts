import { isFollow } from './calls-to-action.ts';
import { copyrightOpenings, disclaimerOpenings, isCopyright, isDisclaimer } from './legal-notices.ts';
import { canOpen, type Openings, openingOf, openings } from './opening.ts';

/** Nothing but the signs of which rules between paragraphs are drawn. */
export function isRule(line: string): boolean {
  return line.length <= 400 && /^[_\-*=~–—―•·#+|\s]+$/.test(line);
}

/** Lines of the page's frame that no article has as a paragraph. */
const frameLines = new Set([
  'advertisement',
  'advertisements',
  'article continues below',
  'story continues below',
  'article continues after advertisement',
  'story continues after advertisement',
  'article continues below advertisement',
  'story continues below advertisement',
  'article continues below this ad',
  'story continues below this ad',
  'scroll to continue',
  'sponsor message',
  'sponsored content',
  'contact us',
  'hide caption',
  'toggle caption',
  'enlarge this image',
  'loading...',
  'loading…',
]);

/** How such a line begins, if not with a long rule. */
export const frameOpenings: Openings = openings(
  [...frameLines].map((line) => openingOf(line)).join(' '),
  (line) => /^[-–—\s]{8}/.test(line),
);

export function isFrame(line: string): boolean {
  return (
    line.length < 60 &&
    frameLines.has(line.toLowerCase().replace(/^[-–—\s]+|[-–—.\s]+$/g, (cut) => (cut === '...' ? cut : '')))
  );
}

/** What belongs to no article: the paper's rights, its disclaimers, its requests. */
export function isOfNothing(line: string): boolean {
  return (
    (canOpen(copyrightOpenings, line) && isCopyright(line)) ||
    (canOpen(disclaimerOpenings, line) && isDisclaimer(line)) ||
    isFollow(line)
  );
}
