import {
  bylineLeads,
  changeLeads,
  chromeHeadings,
  closingHeadings,
  commentHeadings,
  frameLines,
  rankingHeadings,
  recommendationHeadings,
  relatedHeadings,
} from './common-frame.ts';
import { compileFamily, type Family, type FamilyDescription } from './family.ts';

/** The lines above the body where their order is not known: each says by its look what it is. */
const commonHead: NonNullable<FamilyDescription['head']> = [
  { role: 'title', line: '{title}', headline: true },
  { role: 'chrome', line: changeLeads.map((lead) => `${lead}{rest}{date}{rest}`), short: true },
  { role: 'date', line: ['{date}{rest}', '{junk}{date}{rest}'], short: true },
  {
    role: 'byline',
    line: bylineLeads.flatMap((lead) =>
      /[:：/]$/.test(lead) ? [`${lead} {author}`, `${lead}{author}`] : [`${lead} {author}`],
    ),
    short: true,
  },
  {
    role: 'byline',
    line: [
      '-- by {author} --',
      '- by {author} -',
      '{junk} | by {author}',
      '記者{author}／{junk}',
      '記者{author}/{junk}',
    ],
    short: true,
  },
];

/** Marks in front of the items of lists. */
const itemMarkers = ['- ', '• ', '* ', '· ', '– ', '▪ ', '► ', '» '];

/** The lists below the body where their order is not known. */
const commonTail: NonNullable<FamilyDescription['tail']> = {
  loose: true,
  lists: [
    { heading: relatedHeadings, gives: 'related', marker: itemMarkers },
    { heading: rankingHeadings, gives: 'ranking', marker: itemMarkers },
    { heading: recommendationHeadings, gives: 'recommendation', marker: itemMarkers },
    { heading: commentHeadings, gives: 'unrecognised', opens: 'first' },
    { heading: closingHeadings, gives: 'chrome', opens: 'last' },
    { heading: chromeHeadings, gives: 'chrome' },
  ],
};

/**
 * The layout families that come with Broadsheet, in the order in which they are tried. Each is a description and
 * nothing else: the engine knows none of them by name, and a site's own families are written the same way.
 */
export const familyDescriptions: readonly FamilyDescription[] = [
  {
    name: 'home-breadcrumb',
    says: 'A breadcrumb with section, title and site glued together, the title again, a view line, a date line, the body, a like line and three lists.',
    signs: [
      [{ line: ['Current:Home > {rest}', 'Current:{rest}'], where: 'first' }],
      [{ line: ['veryGood! ({likes})'], where: 'anywhere' }],
    ],
    head: [
      { role: 'breadcrumb', line: 'Current:Home > {section}{title} -{site}', starts: 'Current:' },
      { role: 'title', line: '{title}' },
      { role: 'view', line: 'View', place: 3 },
      { role: 'view', line: ['View', '{junk} View'], before: 'date' },
      { role: 'date', line: 'Date:{date}', starts: 'Date:' },
    ],
    sections: ['reviews', 'Scams', 'News', 'Stocks', 'My', 'Markets', 'Invest', 'Finance', 'Contact'],
    tail: {
      divider: ['veryGood! ({likes})', 'veryGood!({likes})'],
      lists: [
        { heading: 'Related', gives: 'related', marker: '- ', opens: 'last' },
        { heading: 'Ranking', gives: 'ranking', marker: '- ' },
        { heading: 'Recommendation', gives: 'recommendation', marker: '- ' },
      ],
    },
  },
  {
    name: 'source-category',
    says: 'The same network’s other template: date, source and category on one line, then pairs of headline and cut teaser.',
    signs: [[{ line: '{date}source:{site}category:{section}', where: 'head' }]],
    head: [
      { role: 'title', line: '{title}' },
      { role: 'date', line: '{date}source:{site}category:{section}' },
    ],
    tail: {
      divider: 'More:{section}',
      lists: [{ heading: 'Recommend', gives: 'recommendation', opens: 'last', teasers: true }],
    },
  },
  {
    name: 'view-foot',
    says: 'Title and section lost: only the body, and dates with view counts at the end.',
    signs: [[{ line: '{date}{views} view', where: 'foot' }]],
    foot: [{ role: 'date', line: ['{date}{views} view', '{date}{views} views'] }],
  },
  {
    name: 'font-size',
    says: 'Section and title on lines of their own, a line that begins with a font-size switch, the body’s beginning cut and then the whole body.',
    signs: [
      [{ line: ['Font size+Author:{site}Source:{section}{date}{rest}', 'Font size{rest}'], where: 'head' }],
    ],
    head: [
      { role: 'breadcrumb', line: '{section}' },
      { role: 'title', line: '{title}' },
      {
        role: 'date',
        line: ['Font size+Author:{site}Source:{section}{date}{rest}', 'Font size{junk}{date}{rest}'],
        starts: 'Font size',
      },
    ],
    teaser: true,
    tail: {
      lists: [
        {
          heading: ['Related articles', 'Related Articles'],
          gives: 'related',
          marker: ['• ', '•'],
          opens: 'last',
        },
      ],
    },
  },
  {
    name: 'glued-count',
    says: 'Section, time and view count glued on the line under the title; an address, popular stories and links below.',
    signs: [[{ line: '{section}{date}{views}', where: 'head' }]],
    head: [
      { role: 'title', line: '{title}' },
      { role: 'date', line: '{section}{date}{views}' },
    ],
    tail: {
      divider: 'Address of this article:{url}',
      lists: [
        { heading: 'Popular', gives: 'ranking', opens: 'last' },
        { heading: 'LINKS', gives: 'chrome' },
      ],
    },
  },
  {
    name: 'local-broadcaster',
    says: 'Title, byline, and a line of publication and update with the zone of the station.',
    signs: [[{ line: 'Published: {date}{rest}', where: 'head' }]],
    anyCase: true,
    head: commonHead,
    chrome: [...frameLines, 'most read', 'latest news'],
    tail: commonTail,
  },
  {
    name: 'blog',
    says: 'Title, perhaps a date and a byline, the body, sharing links and a reply form.',
    signs: [
      [{ line: ['Leave a Reply', 'Leave a Reply{rest}', 'Leave a Comment'], where: 'anywhere' }],
      [{ line: ['Share this:'], where: 'anywhere' }],
    ],
    anyCase: true,
    head: commonHead,
    chrome: frameLines,
    tail: commonTail,
  },
  {
    name: 'stopgap',
    says: 'No known family: title, date, paragraphs and lists by signs that many pages share.',
    stopgap: true,
    anyCase: true,
    head: commonHead,
    teaser: true,
    chrome: frameLines,
    tail: commonTail,
  },
];

const compiled: Family[] = [];

/** A family is compiled when a page first asks for it: most pages are of the first, and compiling all takes 50 ms. */
function familyAt(place: number): Family {
  compiled[place] ??= compileFamily(familyDescriptions[place]!);
  return compiled[place];
}

/** The families in the order in which they are tried. */
export function* families(): Generator<Family, void> {
  for (const place of familyDescriptions.keys()) yield familyAt(place);
}

const STOPGAP = familyDescriptions.findIndex(({ stopgap }) => stopgap);

/** The family of pages that are of no other; its frame is made of what many sites print. */
export const stopgap = (): Family => familyAt(STOPGAP);
