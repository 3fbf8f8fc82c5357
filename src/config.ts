import { distance } from 'fastest-levenshtein';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { isNow } from './base/dates.ts';
import { type Problem, problem } from './base/problem.ts';

const NOW = 'a date such as 2025-06-30 or 2025-06-30T12:00:00 is wanted';

/** How a scraped section name is shown: a name, a place in the order and a path of its own. */
const sectionSetting = z.strictObject({
  name: z.string().min(1).optional().describe('What readers see instead of the scraped name.'),
  order: z.number().optional().describe('Its place among the sections, smallest first.'),
  path: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a path of a-z, 0-9 and single hyphens is wanted')
    .optional()
    .describe('Its address, instead of one made from the scraped name.'),
});

const contentSignal = z.strictObject({
  search: z.boolean().default(true).describe('Listing the text in search results.'),
  aiInput: z.boolean().default(false).describe('Giving the text to a model that answers a question.'),
  aiTrain: z.boolean().default(false).describe('Training models on the text.'),
});

const limits = z.strictObject({
  bytes: z
    .int()
    .min(1)
    .default(8 * 1024 * 1024)
    .describe('Bytes of a file.'),
  lineLength: z.int().min(1).default(1_000_000).describe('UTF-16 units in a line.'),
  lines: z.int().min(1).default(100_000).describe('Lines of a file.'),
});

/**
 * `site.yaml`: every key may be left out. The schema is the one description of the configuration: it validates,
 * gives the defaults, and makes the JSON Schema for editors (docs/schema/site.schema.json).
 */
export const siteSchema = z.strictObject({
  title: z.string().min(1).default('Broadsheet').describe('The name of the paper.'),
  description: z.string().default('').describe('One sentence on what the paper is.'),
  baseUrl: z
    .url({ protocol: /^https?$/, hostname: /.*/ })
    .default('https://example.org/')
    .describe('Where the site will live; a path prefix is kept in every absolute address.'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 tag such as en or pt-BR is wanted')
    .default('en')
    .describe('The language of the pages (BCP 47).'),
  permalink: z
    .string()
    .regex(
      /^\/(?:(?!\.+\/)(?::(?:section|year|month|day|slug)|[\w.-])+\/)*$/,
      'a path such as /:section/:year/:month/:day/:slug/ is wanted',
    )
    .default('/:section/:year/:month/:day/:slug/')
    .describe('The pattern of an article’s address: :section :year :month :day :slug.'),
  perPage: z
    .int()
    .min(1)
    .max(500)
    .default(15)
    .describe('Headlines on one page of a list; from the third page on, up to a third more or fewer.'),
  now: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/, { error: NOW, abort: true })
    .refine(isNow, NOW)
    .nullable()
    .default(null)
    .describe('The date taken as today; by default the newest article’s.'),
  sections: z
    .record(z.string(), z.union([z.literal('hidden'), sectionSetting]))
    .default({})
    .describe('Scraped section names: the name, order and path shown, or hidden.'),
  robots: z.enum(['index', 'noindex']).default('index').describe('Whether search engines may list the site.'),
  contentSignal: contentSignal
    .prefault({})
    .describe('What crawlers may do with the text (Content-Signal in robots.txt).'),
  search: z.enum(['index', 'none']).default('index').describe('Whether the site has a search.'),
  feedLength: z.int().min(1).max(500).default(20).describe('Articles in a feed.'),
  inference: z
    .boolean()
    .default(true)
    .describe('Whether all files together may settle what one leaves open (docs/archive.md).'),
  limits: limits
    .prefault({})
    .describe('The largest source read; a larger one is a problem and the other articles are built.'),
});

/** The JSON Schema of `site.yaml` (draft 2020-12), as editors use it. */
export function siteJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(siteSchema, { io: 'input' }) };
}

/** The checked configuration: plain frozen data, without services. */
export type Config = Readonly<z.infer<typeof siteSchema>>;

/** Reads `site.yaml` (null where there is none). Unknown keys are warnings that name the nearest known one. */
export function parseConfig(text: string | null, file: string): { config: Config; problems: Problem[] } {
  const problems: Problem[] = [];
  const fallback = Object.freeze(siteSchema.parse({}));
  if (text === null) return { config: fallback, problems };

  const document = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: true });
  const [failure] = document.errors;
  if (failure) {
    const place = failure.linePos?.[0];
    return {
      config: fallback,
      problems: [
        problem(
          'error',
          'config-yaml',
          file,
          `The configuration is not valid YAML: ${failure.message.split('\n')[0]}`,
          {
            line: place?.line ?? 1,
            column: place?.col ?? 1,
            hint: 'Mend the line, or delete the file to use the defaults.',
          },
        ),
      ],
    };
  }
  const written = plain(document);
  if (!isMapping(written)) {
    return {
      config: fallback,
      problems: [
        problem('error', 'config-shape', file, 'The configuration is not a list of keys and values.', {
          hint: 'Write one `key: value` a line, such as `title: The Courier`.',
        }),
      ],
    };
  }
  const lineOf = (key: string): number => {
    const index = text.split('\n').findIndex((line) => line.trimStart().startsWith(`${key}:`));
    return index < 0 ? 1 : index + 1;
  };
  const knownAmong = (given: object, known: readonly string[], inside: string): Record<string, unknown> => {
    const settings: [string, unknown][] = [];
    for (const [key, value] of Object.entries(given)) {
      if (known.includes(key)) settings.push([key, value]);
      else {
        const [nearest] = [...known].sort((a, b) => distance(key, a) - distance(key, b));
        const reason = `The key “${inside}${key}” is not known and changes nothing.`;
        const hint = `Did you mean “${nearest}”?`;
        problems.push(problem('warning', 'config-unknown-key', file, reason, { line: lineOf(key), hint }));
      }
    }
    return Object.fromEntries(settings);
  };
  const settings = knownAmong(written, Object.keys(siteSchema.shape), '');
  for (const [name, { shape }] of Object.entries({ contentSignal, limits })) {
    const given = settings[name];
    if (isMapping(given)) settings[name] = knownAmong(given, Object.keys(shape), `${name}.`);
  }
  if (isMapping(settings.sections))
    settings.sections = Object.fromEntries(
      Object.entries(settings.sections).map(([name, given]) => [
        name,
        isMapping(given) ? knownAmong(given, Object.keys(sectionSetting.shape), `sections.${name}.`) : given,
      ]),
    );
  const parsed = siteSchema.safeParse(settings);
  if (parsed.success) return { config: Object.freeze(parsed.data), problems };
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join('.');
    problems.push(
      problem('error', 'config-value', file, `The value of “${path}” cannot be used: ${issue.message}.`, {
        line: lineOf(String(issue.path[0] ?? '')),
        hint: 'See docs/configuration.md for what each key takes.',
      }),
    );
  }
  return { config: fallback, problems };
}

/** The document as plain values; what aliases would blow up is no mapping. */
function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (failure) {
    if (failure instanceof ReferenceError || failure instanceof RangeError) return null;
    throw failure;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
