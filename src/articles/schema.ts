import * as z from 'zod';
import { datePattern, isDate } from './date.ts';

// What a record may hold, said once: the reader of Markdown checks front matter by it, tests check what the reader of
// scraped text gives, and docs/schema/article.schema.json (for editors) is made from it. Each message says what is
// wanted there, so that a problem can put it beside what was found.

const LINE = 'a line of text';
/** What is wanted where an address of another site may stand. */
export const ADDRESS = 'an address that begins with http:// or https://';
const PATH = 'a path of this site that begins with / and has no .. in it';
const DATE = 'a date such as 2025-04-14 or 2025-04-14T00:50:45, with a zone or without';
const SLUG = 'at most 80 of the characters a-z and 0-9, with single hyphens between them';

/** Text on one line: a YAML block of several lines is joined, everything else is left verbatim. */
const line = z
  .string({ error: LINE })
  .regex(/\S/, { error: LINE })
  .overwrite((text) => (text.includes('\n') ? joined(text) : text));

const date = z.string({ error: DATE }).regex(datePattern, { error: DATE }).refine(isDate, { error: DATE });

const address = z
  .string({ error: ADDRESS })
  .regex(/^https?:\/\/[^\s\\]+$/i, { error: ADDRESS })
  .refine((text) => URL.canParse(text), { error: ADDRESS });

const path = z
  .string({ error: PATH })
  .regex(/^\/(?![/\\])[^\\\s\p{Cc}]*$/u, { error: PATH })
  .refine((text) => !text.split(/[/?#]/).some(isUpwards), { error: PATH });

/** Whether a part of a path leads out of its folder, percent-encoded or not. */
function isUpwards(part: string): boolean {
  const plain = part.replace(/%2e/gi, '.');
  return plain === '..' || plain === '.';
}

const url = z.union([address, path], { error: `${ADDRESS} or with /` });

const listItem = z.union([line, z.object({ headline: line, url }, { error: 'a headline' })], {
  error: 'a headline, or a mapping with headline and url',
});

const crossLink = z.union(
  [
    line.transform((headline) => ({ label: null, headline })),
    z.object({ label: line.nullable().default(null), headline: line }, { error: 'a headline' }),
  ],
  { error: 'a headline, or a mapping with label and headline' },
);

const correction = z.object({ date, text: line }, { error: 'a mapping with date and text' });

const list = <T extends z.ZodType>(entry: T, of: string) => z.array(entry, { error: `a list of ${of}` });
const headlines = list(listItem, 'headlines').default([]);

/** The record of an article: names, types and defaults; `title` alone must be there. */
export const recordSchema = z
  .object({
    title: line.describe('The headline, verbatim.'),
    date: date.nullable().default(null).describe('The date printed by the source, kept as it is given.'),
    section: line.nullable().default(null).describe('The section, as the source names it.'),
    siteName: line.nullable().default(null).describe('The name of the site that printed the article.'),
    dateline: line
      .nullable()
      .default(null)
      .describe('The place with its region, without the agency: MEMPHIS, Tenn.'),
    likes: z
      .int({ error: 'a whole number, 0 or more' })
      .min(0, { error: 'a whole number, 0 or more' })
      .nullable()
      .default(null)
      .describe('How many readers liked it.'),
    crossLinks: list(crossLink, 'headlines')
      .default([])
      .describe(
        'Lines of the body that point at other stories: a paragraph that reads so is shown as a link.',
      ),
    credits: list(line, 'lines')
      .default([])
      .describe('Contributor lines, captions with their credit and biographies, verbatim.'),
    related: headlines.describe('What the source listed as related.'),
    ranking: headlines.describe('What the source listed as most read.'),
    recommendation: headlines.describe('What the source recommended.'),
    unrecognised: list(line, 'lines').default([]).describe('Lines of the source that belong to nothing.'),
    slug: z
      .string({ error: SLUG })
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: SLUG })
      .max(80, { error: SLUG })
      .optional()
      .describe('The last part of the address, instead of one made from the title.'),
    description: line.optional().describe('One or two sentences for cards, feeds and search engines.'),
    authors: list(line, 'names').optional().describe('Who wrote it.'),
    tags: list(line, 'tags').optional().describe('Topics.'),
    draft: z.boolean({ error: 'true or false' }).optional().describe('A draft is not published.'),
    updated: date.optional().describe('When the article was last changed.'),
    expires: date.optional().describe('From when on the article is no longer published.'),
    canonical: address.optional().describe('The address of the original.'),
    corrections: list(correction, 'corrections, each with date and text')
      .optional()
      .describe('What was corrected, and when.'),
    aliases: list(path, 'paths').optional().describe('Old paths that lead here.'),
    robots: z
      .enum(['index', 'noindex'], { error: 'index or noindex' })
      .optional()
      .describe('Whether search engines may list the article.'),
  })
  .describe('The front matter of a Broadsheet article.');

/** The names of the fields, in the order in which they are written. */
export const fieldNames = Object.keys(recordSchema.shape) as readonly (keyof typeof recordSchema.shape)[];

/** The names that an entry of a list may have, where the entries can be mappings. */
export const entryNames: Readonly<Record<string, readonly string[]>> = {
  crossLinks: ['label', 'headline'],
  related: ['headline', 'url'],
  ranking: ['headline', 'url'],
  recommendation: ['headline', 'url'],
  corrections: ['date', 'text'],
};

/** The record's JSON Schema (draft 2020-12), as editors use it: what may be written, not what comes of it. */
export function recordJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(recordSchema, { io: 'input' }) };
}

function joined(text: string): string {
  return text
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}
