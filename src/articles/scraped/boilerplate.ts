import { isFollow } from './calls-to-action.ts';
import { cue, hasCue } from './cues.ts';
import { copyrightCue, disclaimerCue, isCopyright, isDisclaimer } from './legal-notices.ts';

/** Nothing but the signs of which rules between paragraphs are drawn. */
export function isRule(line: string): boolean {
  return line.length <= 400 && /^[_\-*=~–—―•·#+|\s]+$/.test(line);
}

/** Lines of the page's frame that no article has as a paragraph. */
const frameLines = new Set([
  'ad',
  'advertisement',
  'advertisements',
  'advertisement - story continues below',
  'advertisement - article continues below',
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

/** Others, which some families name as their own frame's. */
const strayLines = new Set([
  'this is a carousel. use next and previous buttons to navigate',
  'read more',
  'show more',
  'load more',
  'view more',
  'see more',
  'leave a comment',
  'donate now',
  'report a typo',
  'report an error',
  'print this article',
  'story continues',
  'article continues',
  'read the full story',
  'read full story',
  'continue reading',
  'share this article',
  'share this story',
  'republish this article',
  'republish this story',
  'republish',
  'our standards: the thomson reuters trust principles',
  'our standards: the thomson reuters trust principles., opens new tab',
  'become an npr sponsor',
  'featured weekly ad',
  'please enter email address to continue',
  'please enter valid email address to continue',
  'create your free account or log in for more features',
  'create your free account or log in',
  'for more features',
]);

export const frameCue = cue({
  opens: `of ${[...frameLines, ...strayLines].map((line) => line.split(' ')[0]).join(' ')}`, // `1 of 3`
});

export function isFrame(line: string): boolean {
  return (
    line.length < 60 &&
    frameLines.has(
      line.toLowerCase().replace(/^[-–—\s[(]+|[-–—.\s\])]+$/g, (cut) => (cut === '...' ? cut : '')),
    )
  );
}

/** A button or a form's label that strayed into the body. */
export function isStray(line: string): boolean {
  return (
    line.length < 70 &&
    (strayLines.has(line.toLowerCase().replace(/\.$/, '')) || /^\d{1,3} of \d{1,3} ?\|?$/.test(line))
  );
}

/** What belongs to no article: the paper's rights, its disclaimers, its requests. */
export function isOfNothing(line: string): boolean {
  return (
    (hasCue(copyrightCue, line) && isCopyright(line)) ||
    (hasCue(disclaimerCue, line) && isDisclaimer(line)) ||
    isFollow(line)
  );
}
