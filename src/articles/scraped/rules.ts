import type { LineRole } from '../types.ts';
import { isLooseEnd, isSubHeading } from './bare-lines.ts';
import {
  authorNoteCue,
  biographyCue,
  isAuthorNote,
  isBiography,
  isReachable,
  isOfAuthor,
  isOfTeller,
} from './biographies.ts';
import { frameCue, isFrame, isRule, isStray } from './boilerplate.ts';
import {
  bylineCue,
  isAgencyByline,
  isByline,
  isDashedName,
  isReportedFrom,
  isSignature,
  isSigned,
  isSpecial,
  signedCue,
} from './bylines.ts';
import { followCue, isFollow } from './calls-to-action.ts';
import { isCaption } from './captions.ts';
import {
  contributorCue,
  creditLabelCue,
  isContributors,
  isCreditLabel,
  isMadeBy,
  isMakers,
  isMakersList,
  isProducedBy,
  isSupport,
  makersCue,
  producedByCue,
  supportCue,
  isWires,
} from './credits.ts';
import { anyLine, type Cue, cuesOf } from './cues.ts';
import { copyrightCue, disclaimerCue, isCopyright, isDisclaimer } from './legal-notices.ts';
import { dashedCue, gluedLink, labelCue, labelledLink } from './links.ts';
import { isPersonAlone } from './names.ts';
import { isPlea, pleaCue } from './pleas.ts';
import { stopgap } from './families.ts';
import type { Family } from './family.ts';
import { isFrameOf } from './frame.ts';
import { isSnippet } from './looks.ts';
import { isSourceName } from './sources.ts';
import { isUnspoken } from './text-start.ts';

/**
 * Every reason for which a line gets its role: a permanent id, what it says, and one example page in which the line
 * marked with `» ` is decided by it (a test reads each; docs/reading.md lists them).
 */
export interface Rule {
  readonly id: string;
  readonly role: LineRole;
  readonly says: string;
  readonly example: string;
}

/** What a body rule may look at beside its line. */
export interface BodyPage {
  readonly family: Family;
  /** The body's lines, stripped, blank ones left out. */
  readonly lines: readonly string[];
  /** Whether a headline stands in the page's own lists (also cut short there). */
  readonly isListed: (line: string) => boolean;
  /** The lines of the head that say who wrote it. */
  readonly bylines: readonly string[];
  /** Where the box about the author begins, below the text: its name line; Infinity where there is none. */
  readonly authorBox: number;
  /** The boxes of other stories amid the text, where the family knows no order. */
  readonly boxes: ReadonlyMap<number, 'heading' | 'headline'>;
  /** The first line of prose; Infinity where there is none. */
  readonly proseFrom: number;
  /** The first line of the text, where other lines stand above it, and the stems of its words. */
  readonly text: number;
  readonly subject: ReadonlySet<string>;
  /** How many lines belong to the text, by the weight of prose and bare lines; Infinity for all. */
  readonly textEnd: number;
  /** Whether all lines after this one are credits or belong to nothing. */
  readonly closing: boolean;
}

/** What `cue`, `longest` and `closes` say of a rule is asked before it, because it is cheap; `when` alone decides the same. */
export interface BodyRule extends Rule {
  /** What a line has that it fits, where that is known. */
  readonly cue?: Cue;
  /** The longest line that it fits, UTF-16 units. */
  readonly longest?: number;
  /** It fits only a line after which all others are credits or belong to nothing. */
  readonly closes?: true;
  /**
   * Linear in the line: expressions are anchored or bounded, and what could be asked of a huge line is asked of its
   * beginning or end only.
   */
  readonly when: (line: string, n: number, page: BodyPage) => boolean;
}

const top = 'Current:Home > NewsBridge opens -Daily Lamp\nBridge opens\nView\nDate:2024-03-01 08:00:00\n';
const within = (...lines: string[]): string =>
  `${top}The bridge opened on Friday after nine years of work.\n${lines.join('\n')}\nThe first train crossed it at noon.`;
const closing = (line: string): string =>
  `${top}The bridge opened on Friday after nine years of work.\n» ${line}`;

/** How many lines at the end of a body may be what is left of the page's frame. */
const endLines = 60;

/** The rules of a body line; the first that fits decides. */
export const bodyRules: readonly BodyRule[] = [
  {
    id: 'body-frame',
    role: 'unrecognised',
    says: 'A line of the page’s frame that strayed into the body.',
    example: within('» Advertisement'),
    cue: frameCue,
    longest: 70,
    when: (line, _n, { family }) => isFrame(line) || (isStray(line) && !isFrameOf(family, line)),
  },
  {
    id: 'body-chrome',
    role: 'chrome',
    says: 'A line that the family lists as part of the page’s frame.',
    example:
      'A lamp is lit\nPublished: May 2, 2023 at 9:15 AM CDT\nBy Ada Quill\nThe lamp was lit on Tuesday.\n» Most Read\nIt burned all night.',
    longest: 300,
    when: (line, _n, { family }) => isFrameOf(family, line),
  },
  {
    id: 'body-box-heading',
    role: 'chrome',
    says: 'On a page of no known order: the heading of a box of other stories amid the text.',
    example:
      'A lamp is lit in the old town for the first time\nMay 2, 2023\nThe lamp was lit on Tuesday by the mayor of the town.\nIt smoked a little, and then it burned with a clear flame.\n» Further reading\nOil runs short in the harbour once again\nIt burned all night in the wind, and nobody in the whole of the old town slept a wink.\nThe bells were rung at six in the morning, as ever, and the mayor went home to his bed.',
    longest: 60,
    when: (_line, n, page) => page.boxes.get(n) === 'heading',
  },
  {
    id: 'body-boxed-headline',
    role: 'cross-link',
    says: 'On a page of no known order: a bare line in a box of other stories amid the text.',
    example:
      'A lamp is lit in the old town for the first time\nMay 2, 2023\nThe lamp was lit on Tuesday by the mayor of the town.\nIt smoked a little, and then it burned with a clear flame.\nFurther reading\n» Oil runs short in the harbour once again\nIt burned all night in the wind, and nobody in the whole of the old town slept a wink.\nThe bells were rung at six in the morning, as ever, and the mayor went home to his bed.',
    longest: 200,
    when: (_line, n, page) => page.boxes.get(n) === 'headline',
  },
  {
    id: 'body-rule',
    role: 'unrecognised',
    says: 'A drawn rule: `___`, `* * *`.',
    example: within('» ___'),
    longest: 400,
    when: (line) => isRule(line),
  },
  {
    id: 'body-disclaimer',
    role: 'unrecognised',
    says: 'A disclaimer.',
    example: within('» Disclaimer: The copyright of this article belongs to the original author.'),
    cue: disclaimerCue,
    when: (line) => isDisclaimer(line),
  },
  {
    id: 'body-copyright',
    role: 'unrecognised',
    says: 'A copyright line.',
    example: within('» Copyright 2024 The Daily Lamp. All rights reserved.'),
    cue: copyrightCue,
    when: (line) => isCopyright(line),
  },
  {
    id: 'body-follow',
    role: 'unrecognised',
    says: 'A line that only asks to follow, subscribe or listen.',
    example: within('» Follow us on Instagram and subscribe to our newsletter.'),
    cue: followCue,
    longest: 400,
    when: (line) => isFollow(line),
  },
  {
    id: 'body-teaser',
    role: 'chrome',
    says: 'The beginning of the body, cut, before the whole body follows.',
    example:
      'Local\nA lamp is lit\nFont size+Author:Daily LampSource:Local2024-05-21 12:55:11comment(0)\n» The lamp was lit on Tuesday by the mayor of the town, who had waited\nThe lamp was lit on Tuesday by the mayor of the town, who had waited for it since spring.',
    when: (_line, n, page) => n === 0 && page.family.teaser && isTeaser(page.lines),
  },
  {
    id: 'body-contributors',
    role: 'credit',
    says: 'Names that contributed, reported, edited or took the pictures.',
    example: within("» Lamp News' Ada Quill and Ben Ford contributed to this story."),
    cue: contributorCue,
    longest: 500,
    when: (line, _n, { closing }) => isContributors(line, closing) || isMakersList(line, closing),
  },
  {
    id: 'body-produced-by',
    role: 'credit',
    says: 'Who produced, edited or mixed this episode, story or show.',
    example: within('» This episode was produced by Ada Quill and edited by Ben Ford.'),
    cue: producedByCue,
    longest: 1500,
    when: (line, n, { closing, lines }) => isProducedBy(line, closing, lines[n - 1]),
  },
  {
    id: 'body-makers',
    role: 'credit',
    says: 'Sentences at the end, each of which says who made this.',
    example: closing('Ada Quill produced this story. Our engineer is Ben Ford.'),
    cue: makersCue,
    when: (line, n, { closing }) => closing && n > 0 && isMakers(line),
  },
  {
    id: 'body-support',
    role: 'credit',
    says: 'Who paid for this story, or with whom it was made.',
    example: within('» This story was supported by a grant from the Quill Fund.'),
    cue: supportCue,
    longest: 500,
    when: (line) => isSupport(line),
  },
  {
    id: 'body-credit-label',
    role: 'credit',
    says: 'A label of music or picture and its makers.',
    example: within('» Music: "Nine Years" and "The Crossing"'),
    cue: creditLabelCue,
    longest: 400,
    when: (line) => isCreditLabel(line),
  },
  {
    id: 'body-caption',
    role: 'credit',
    says: 'A caption that ends in its credit, or such a credit alone.',
    example: within('» The first train leaves the bridge. (AP Photo/Ada Quill)'),
    longest: 3000,
    when: (line, n, { family, lines, proseFrom }) =>
      isCaption(line) ||
      (line.length <= 24 && isSourceName(line) && lines[n + 1]?.includes(line) === false) ||
      (family.loose && n > 0 && /^image caption,?$/i.test(lines[n - 1]!)) ||
      (family.loose && n === proseFrom && isAboveSource(line, lines.slice(n + 1, n + 4))),
  },
  {
    id: 'body-byline',
    role: 'credit',
    says: 'A byline in the first two lines of the body, at its end, or with its agency: `By` and names.',
    example: `${top}» By Ada Quill and Ben Ford\nThe bridge opened on Friday after nine years of work.`,
    cue: bylineCue,
    longest: 150,
    when: (line, n, { closing }) =>
      ((n < 2 || (closing && !line.startsWith('By the '))) && isByline(line)) || isAgencyByline(line),
  },
  {
    id: 'body-biography',
    role: 'credit',
    says: 'A staff biography at the end, or with an address anywhere, of somebody the article does not speak of.',
    example: closing('Ada Quill is a senior reporter at the Daily Lamp.'),
    cue: biographyCue,
    longest: 1200,
    when: (line, n, page) => n > 0 && (page.closing || isReachable(line)) && isBiography(line, page.lines, n),
  },
  {
    id: 'body-author-note',
    role: 'credit',
    says: 'An editor’s note that says who wrote the piece.',
    example: within('» Editor’s note: Ada Quill is a professor of hydrology and the author of “Mud.”'),
    cue: authorNoteCue,
    longest: 900,
    when: (line) => isAuthorNote(line),
  },
  {
    id: 'body-author',
    role: 'credit',
    says: 'Who the author of the byline is, at the end.',
    example:
      'A lamp is lit\nBy Ada Quill\nPublished: May 2, 2023 at 9:15 AM CDT\nThe lamp was lit on Tuesday.\n» Ada Quill is a gardener and lives in Oslo.',
    longest: 700,
    closes: true,
    when: (line, n, page) =>
      page.closing &&
      n > 0 &&
      (isOfAuthor(line, [...page.bylines, ...signaturesBefore(n, page)]) || isOfTeller(line, page.lines, n)),
  },
  {
    id: 'body-signature',
    role: 'credit',
    says: 'A name and its agency, or who reported from where, alone at the end.',
    example: closing('Ada Quill, The Associated Press'),
    longest: 400,
    closes: true,
    when: (line, n, page) =>
      page.closing &&
      n > 0 &&
      (isSignature(line) ||
        isDashedName(line, page.lines[n - 1]!) ||
        isMadeBy(line, page.lines[n - 1]!) ||
        isWires(line) ||
        isReportedFrom(line) ||
        isNextAuthor(line, n, page)),
  },
  {
    id: 'body-signed',
    role: 'credit',
    says: 'A name with its address or agency behind a dash, or a guest’s: so plain that it may stand anywhere.',
    example: within('» — Ada Quill, ada@lamp.example'),
    cue: signedCue,
    longest: 100,
    when: (line) => isSigned(line) || isSpecial(line),
  },
  {
    id: 'body-plea',
    role: 'unrecognised',
    says: 'At the end: what the paper says of itself, of what it lives on and asks for.',
    example: closing('Our newsroom is free to read. We rely on donations from readers like you.'),
    cue: pleaCue,
    longest: 700,
    when: (line, _n, { closing }) => (closing || line.includes('readers like you')) && isPlea(line),
  },
  {
    id: 'body-author-box',
    role: 'unrecognised',
    says: 'On a page of no known order: the author’s name once more, below the text, and what stands under it.',
    example:
      'A lamp is lit in the old town for the first time\nBy Ada Quill\nMay 2, 2023\nThe lamp was lit on Tuesday by the mayor of the town.\nIt burned all night, and nobody in the town slept.\nThe bells were rung at six in the morning, as ever.\n» Ada Quill\nStaff writer',
    closes: true,
    when: (_line, n, { authorBox, closing }) => closing && n >= authorBox,
  },
  {
    id: 'body-below-text',
    role: 'unrecognised',
    says: 'On a page of no known order: where bare lines outweigh the prose, below the last line that outweighs them.',
    example:
      'A lamp is lit in the old town for the first time\nMay 2, 2023\nThe lamp was lit on Tuesday by the mayor of the town.\nIt burned all night, and nobody in the town slept.\nThe bells were rung at six in the morning, as ever.\nBy noon the oil was gone, and somebody had to buy more.\nThe lamp house\nOil by the barrel\nShare\nWicks of every kind\n» The rules of our lamp forum\nBe kind to others, write in whole words, and do not shout at the lamps.',
    closes: true,
    when: (_line, n, { textEnd, closing }) => closing && n >= textEnd,
  },
  {
    id: 'body-button',
    role: 'unrecognised',
    says: 'At the end: a button, a counter or a heading without a list that many sites print round a text.',
    example: closing('Add a comment'),
    longest: 40,
    closes: true,
    when: (line, n, page) =>
      page.closing &&
      n > 0 &&
      line.length <= 40 &&
      !page.family.loose &&
      !page.family.headings.has(line) &&
      /\p{L}{2}/u.test(line) &&
      !/[.!?:”"]$|^Sources?: /.test(line) &&
      (isFrameOf(stopgap(), line) || stopgap().headings.has(line)),
  },
  {
    id: 'body-labelled-link',
    role: 'cross-link',
    says: 'A known label and the headline of another story.',
    example: within('» MORE: Ferry makes its last crossing'),
    cue: labelCue | dashedCue,
    when: (line, _n, { family, lines }) => labelledLink(line, family.labels, lines) !== null,
  },
  {
    id: 'body-glued-link',
    role: 'cross-link',
    says: 'A label of at most four words stuck to a headline.',
    example: within('» Lottery winner:Ferry pilot: I never play'),
    cue: labelCue,
    when: (line, _n, { family }) =>
      gluedLink(line) !== null &&
      !family.head.some(({ starts }) => starts !== null && line.startsWith(starts)),
  },
  {
    id: 'body-listed-headline',
    role: 'cross-link',
    says: 'A headline without a label that also stands in the page’s own lists.',
    example: `${within('» Ferry makes its last crossing')}\nveryGood! (7)\nRelated\n- Ferry makes its last crossing`,
    longest: 200,
    when: (line, _n, page) => page.isListed(line),
  },
  {
    id: 'body-loose-end',
    role: 'unrecognised',
    says: 'On a page of no known family: a line below the last sentence that is none.',
    example:
      'A lamp is lit in the old town for the first time\nMay 2, 2023\nThe lamp was lit on Tuesday by the mayor.\nIt burned all night, and nobody in the town slept.\n» Lamps of the old town',
    longest: 120,
    closes: true,
    when: (line, n, { family, closing, lines, proseFrom }) =>
      family.loose &&
      closing &&
      n > proseFrom &&
      n > Math.max(0, lines.length - endLines) &&
      isLooseEnd(line),
  },
  {
    id: 'body-unspoken',
    role: 'unrecognised',
    says: 'On a page of no known order: a bare line above the text that has none of its words.',
    example:
      'A lamp is lit in the old town for the first time\n» Placeholder image\nThe lamp was lit on Tuesday by the mayor of the old town, who had waited for it since spring.\nIt burned all night in the wind, and nobody in the whole of the old town slept a wink.',
    longest: 60,
    when: (line, n, page) => n < page.text && isStrayAbove(line, n, page),
  },
  {
    id: 'body-list-item',
    role: 'paragraph',
    says: 'An item of a list inside the body; it keeps its marker.',
    example: within('» - Trains cross every ten minutes.'),
    when: (line) => line.startsWith('- '),
  },
  {
    id: 'body-sub-heading',
    role: 'paragraph',
    says: 'A bare line, short, without a full stop, with text after it.',
    example: within('» Who may cross?'),
    longest: 100,
    when: (line, n, page) => isSubHeading(line, page.lines[n + 1]),
  },
  {
    id: 'body-paragraph',
    role: 'paragraph',
    says: 'Everything else, verbatim: in doubt a line is a paragraph.',
    example: within('» CLAIM: The bridge was closed again on Saturday.'),
    when: () => true,
  },
];

/** What is asked of a line before a rule is. */
const asked = bodyRules.map((rule) => {
  const { cue = anyLine, longest = Infinity, closes = false } = rule;
  return { rule, cue, longest, closes };
});

/** The rule that decides a body line: the first that fits. The last takes every line. */
export function bodyRuleOf(line: string, n: number, page: BodyPage): BodyRule {
  const cues = cuesOf(line);
  for (const { rule, cue, longest, closes } of asked) {
    if ((cues & cue) === 0 || line.length > longest || (closes && !page.closing)) continue;
    if (rule.when(line, n, page)) return rule;
  }
  return bodyRules.at(-1)!;
}

/** The first line is the beginning of what follows, cut at fifty characters or later. */
export function isTeaser(lines: readonly string[]): boolean {
  const [first = '', ...after] = lines.slice(0, 4);
  const beginning = first.replace(/\s*(?:\.{3}|…)$/, '').replace(/\s+/g, '');
  if (beginning.length < 40 || after.length === 0) return false;
  const whole = after
    .map((line) => line.slice(0, 400))
    .join('')
    .replace(/\s+/g, '');
  return whole.length > beginning.length && whole.startsWith(beginning);
}

/** The byline in the body, and the name behind a dash directly above a line. */
function signaturesBefore(n: number, { lines }: BodyPage): string[] {
  const above = lines[n - 1]!;
  return [
    ...lines.slice(0, Math.min(2, n)).filter((line) => isByline(line)),
    ...(isDashedName(above, '') ? [above] : []),
  ];
}

/** Few words of which the text has none, or more beside others such; directly below the headline those are a standfirst. */
function isStrayAbove(line: string, n: number, { lines, subject }: BodyPage): boolean {
  const isStray = (one = ''): boolean => /^\p{L}/u.test(one) && isSnippet(one) && isUnspoken(one, subject);
  return (
    isStray(line) &&
    (line.split(' ').length <= 3 || (n > 0 && (isStray(lines[n - 1]) || isStray(lines[n + 1]))))
  );
}

/** A sentence that begins a page, and below it nothing but whose the picture is: what the picture shows. */
function isAboveSource(line: string, [source = '', ...text]: readonly string[]): boolean {
  return (
    line.length <= 250 && source.length <= 80 && text.length > 1 && !isCaption(line) && isCaption(source)
  );
}

/** A name alone under a biography: another author's. */
function isNextAuthor(line: string, n: number, { lines }: BodyPage): boolean {
  return line.length <= 40 && isPersonAlone(line) && n > 1 && isBiography(lines[n - 1]!, lines, n - 1);
}

const tail = `${top}The bridge opened on Friday after nine years of work.\n`;

/** The rules of the head, of the tail and of the file as a whole, which the engine applies by a family's description. */
export const layoutRules = [
  {
    id: 'head-breadcrumb',
    role: 'breadcrumb',
    says: 'The first line, with section, title and site name; the title’s own line tells where each ends.',
    example:
      '» Current:Home > NewsBridge opens -Daily Lamp\nBridge opens\nView\nDate:2024-03-01 08:00:00\nIt opened.',
  },
  {
    id: 'head-section',
    role: 'breadcrumb',
    says: 'A line above the title that holds the section alone.',
    example:
      '» Local\nA lamp is lit\nFont size+Author:Daily LampSource:Local2024-05-21 12:55:11comment(0)\nThe lamp was lit on Tuesday.',
  },
  {
    id: 'head-title',
    role: 'title',
    says: 'The title’s own line.',
    example:
      'Current:Home > NewsBridge opens -Daily Lamp\n» Bridge opens\nView\nDate:2024-03-01 08:00:00\nIt opened.',
  },
  {
    id: 'head-again',
    role: 'chrome',
    says: 'A line of the head once more.',
    example:
      'Current:Home > NewsBridge opens -Daily Lamp\nBridge opens\n» Bridge opens\nView\nDate:2024-03-01 08:00:00\nIt opened.',
  },
  {
    id: 'head-view',
    role: 'view',
    says: 'A view counter’s label, with or without a junk brand, directly before the date or in its own place.',
    example:
      'Current:Home > NewsBridge opens -Daily Lamp\nBridge opens\n» Lampex View\nDate:2024-03-01 08:00:00\nIt opened.',
  },
  {
    id: 'head-date',
    role: 'date',
    says: 'The date line of the head.',
    example:
      'Current:Home > NewsBridge opens -Daily Lamp\nBridge opens\nView\n» Date:2024-03-01 08:00:00\nIt opened.',
  },
  {
    id: 'head-byline',
    role: 'byline',
    says: 'A byline above the body.',
    example:
      'A lamp is lit\n» By Ada Quill\nPublished: May 2, 2023 at 9:15 AM CDT\nThe lamp was lit on Tuesday.',
  },
  {
    id: 'head-chrome',
    role: 'chrome',
    says: 'Another line that the family expects above the body.',
    example:
      '» Skip to content\nA lamp is lit in the old town for the first time\nMay 2, 2023\nThe lamp was lit on Tuesday by the mayor.\nIt burned all night, and nobody slept.',
  },
  {
    id: 'head-stray',
    role: 'unrecognised',
    says: 'A short line between title and date that belongs to nothing.',
    example:
      'Current:Home > NewsBridge opens -Daily Lamp\nBridge opens\n» 1204 hits\nDate:2024-03-01 08:00:00\nIt opened.',
  },
  {
    id: 'tail-likes',
    role: 'likes',
    says: 'The last like line; it parts the body from the lists.',
    example: `${tail}» veryGood! (96)\nRelated\n- Ferry makes its last crossing`,
  },
  {
    id: 'tail-divider',
    role: 'chrome',
    says: 'Another line that parts the body from what follows.',
    example:
      'A lamp is lit\npolitics2024-05-21 16:25:1935588\nThe lamp was lit on Tuesday.\n» Address of this article:https://example.org/lamp\nPopular\nFerry makes its last crossing',
  },
  {
    id: 'tail-heading',
    role: 'heading',
    says: 'The heading of a list: the whole line, at most once, in its order.',
    example: `${tail}veryGood! (96)\n» Related\n- Ferry makes its last crossing`,
  },
  {
    id: 'tail-related',
    role: 'related',
    says: 'An item of the related stories.',
    example: `${tail}veryGood! (96)\nRelated\n» - Ferry makes its last crossing`,
  },
  {
    id: 'tail-ranking',
    role: 'ranking',
    says: 'An item of the ranking.',
    example: `${tail}veryGood! (96)\nRelated\nRanking\n» - Ferry makes its last crossing`,
  },
  {
    id: 'tail-recommendation',
    role: 'recommendation',
    says: 'An item of the recommendations.',
    example: `${tail}veryGood! (96)\nRecommendation\n» Ferry makes its last crossing`,
  },
  {
    id: 'tail-teaser',
    role: 'chrome',
    says: 'The beginning of a listed story’s text, cut, under its headline.',
    example:
      'A lamp is lit\n2025-05-08 03:17:15source:Daily Lampcategory:Local\nThe lamp was lit on Tuesday.\nMore:Local\nRecommend\nFerry makes its last crossing\n» The ferry that had crossed the river for ninety years tied up for the last time on Friday as its cr',
  },
  {
    id: 'tail-stray',
    role: 'unrecognised',
    says: 'A line between the body and the first heading of the lists.',
    example: `${tail}veryGood! (96)\n» Please rate this page\nRelated\n- Ferry makes its last crossing`,
  },
  {
    id: 'tail-empty',
    role: 'unrecognised',
    says: 'A marker with nothing after it.',
    example: `${tail}veryGood! (96)\nRelated\n- Ferry makes its last crossing\n» -\n- A lamp is lit`,
  },
  {
    id: 'tail-chrome',
    role: 'chrome',
    says: 'A line under a heading of the page’s frame.',
    example:
      'A lamp is lit\npolitics2024-05-21 16:25:1935588\nThe lamp was lit on Tuesday.\nPopular\nFerry makes its last crossing\nLINKS\n» Our friends',
  },
  {
    id: 'tail-unrecognised',
    role: 'unrecognised',
    says: 'A line under a heading whose lines belong to nothing, such as readers’ comments.',
    example:
      'A lamp is lit\nThe lamp was lit on Tuesday.\nIt burned all night.\nLeave a Reply\n» Your email address will not be published.',
  },
  {
    id: 'foot-date',
    role: 'date',
    says: 'A date below the body.',
    example:
      'The lamp was lit on Tuesday by the mayor of the town.\nIt burned all night, and nobody slept.\n» 2025-05-08 03:521315 view',
  },
  {
    id: 'foot-chrome',
    role: 'chrome',
    says: 'Another line that the family expects at the very end.',
    example:
      'The lamp was lit on Tuesday by the mayor of the town.\nIt burned all night, and nobody slept.\n2025-05-08 03:521315 view\n» 2025-05-08 02:10944 view',
  },
  {
    id: 'blank',
    role: 'blank',
    says: 'Nothing, or white space only.',
    example: 'Current:Home > NewsBridge opens -Daily Lamp\n» \nBridge opens',
  },
  {
    id: 'not-read',
    role: 'unrecognised',
    says: 'A line of a file that could not be decoded and was not read.',
    example: '',
  },
] as const satisfies readonly Rule[];

export type LayoutRuleId = (typeof layoutRules)[number]['id'];

/** All rules, head and tail first. */
export const rules: readonly Rule[] = [...layoutRules, ...bodyRules];
