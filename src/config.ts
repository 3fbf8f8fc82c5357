import { distance } from 'fastest-levenshtein';
import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import { z } from 'zod';
import { isNow } from './base/dates.ts';
import { type Problem, problem } from './base/problem.ts';

const NOW = 'a date such as 2025-06-30 or 2025-06-30T12:00:00';

/** How a scraped section name is shown: a name, a place in the order and a path of its own. */
const sectionSetting = z.strictObject({
  name: z.string().min(1).optional().describe('What readers see instead of the scraped name.'),
  order: z.number().optional().describe('Its place among the sections, smallest first.'),
  path: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a path of a-z, 0-9 and single hyphens')
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
    .url({ protocol: /^https?$/, hostname: /.*/, error: 'an address such as https://example.org/paper/' })
    .default('https://example.org/')
    .describe('Where the site will live; a path prefix is kept in every absolute address.'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 tag such as en or pt-BR')
    .default('en')
    .describe('The language of the pages (BCP 47).'),
  permalink: z
    .string()
    .regex(
      /^(?=.*:slug)\/(?:(?!\.+\/)(?::(?:section|year|month|day|slug)|[\w.-])+\/)*$/,
      'a path with :slug, such as /:section/:year/:month/:day/:slug/',
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

  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    lineCounter: lines,
  });
  const placeAt = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [failure] = document.errors;
  if (failure) {
    const reason = `The configuration is not valid YAML: ${failure.message.split('\n')[0]}.`;
    const hint = 'Mend the line, or delete the file to use the defaults.';
    return {
      config: fallback,
      problems: [problem('error', 'config-yaml', file, reason, { ...placeAt(failure.pos[0]), hint })],
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
  const placeOf = (path: readonly PropertyKey[]) => placeAt(offsetOf(document, path));
  const knownAmong = (
    given: object,
    known: readonly string[],
    ...inside: string[]
  ): Record<string, unknown> => {
    const settings: [string, unknown][] = [];
    for (const [key, value] of Object.entries(given)) {
      if (known.includes(key)) settings.push([key, value]);
      else {
        const [nearest] = [...known].sort((a, b) => distance(key, a) - distance(key, b));
        const path = [...inside, key];
        const reason = `The key “${path.join('.')}” is not known and changes nothing.`;
        const hint = `Did you mean “${nearest}”?`;
        problems.push(problem('warning', 'config-unknown-key', file, reason, { ...placeOf(path), hint }));
      }
    }
    return Object.fromEntries(settings);
  };
  const settings = knownAmong(written, Object.keys(siteSchema.shape));
  for (const [name, { shape }] of Object.entries({ contentSignal, limits })) {
    const given = settings[name];
    if (isMapping(given)) settings[name] = knownAmong(given, Object.keys(shape), name);
  }
  if (isMapping(settings.sections))
    settings.sections = Object.fromEntries(
      Object.entries(settings.sections).map(([name, given]) => [
        name,
        isMapping(given) ? knownAmong(given, Object.keys(sectionSetting.shape), 'sections', name) : given,
      ]),
    );
  const parsed = siteSchema.safeParse(settings);
  if (parsed.success) return { config: Object.freeze(parsed.data), problems };
  const schema = siteJsonSchema();
  for (const { path, message } of parsed.error.issues.flatMap(inner)) {
    const wanted = message === '' ? valueText(schemaAt(schema, path)) : message;
    problems.push(
      problem(
        'error',
        'config-value',
        file,
        `The value of “${path.map(String).join('.')}” cannot be used; wanted: ${wanted}.`,
        { ...placeOf(path), hint: 'See docs/configuration.md for what each key takes.' },
      ),
    );
  }
  return { config: fallback, problems };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  /** What is wanted; empty where the schema says it. */
  readonly message: string;
}

/** What a value fails by; of one that may be of two kinds, what is wrong inside it, where it is nearly one of them. */
function inner(issue: z.core.$ZodIssue): Issue[] {
  const { path } = issue;
  if (issue.code === 'invalid_format' || issue.code === 'custom') return [{ path, message: issue.message }];
  const within =
    issue.code === 'invalid_union' ? issue.errors.flat().filter((each) => each.path.length > 0) : [];
  return within.length === 0
    ? [{ path, message: '' }]
    : within.flatMap(inner).map((each) => ({ ...each, path: [...path, ...each.path] }));
}

/** What a part of the JSON Schema says of a value. */
export interface Described {
  readonly description?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly anyOf?: readonly Described[];
  readonly additionalProperties?: Described | false;
}

function schemaAt(schema: Described, path: readonly PropertyKey[]): Described {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const under = [schema, ...(schema.anyOf ?? [])]
    .map(
      ({ properties, additionalProperties }) =>
        properties?.[String(key)] ?? (additionalProperties || undefined),
    )
    .find((each) => each !== undefined);
  return under === undefined ? schema : schemaAt(under, rest);
}

/** A whole number no program of JavaScript counts beyond: no limit. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: '`true` or `false`',
  object: 'keys and values',
  null: '`null`',
};

/** What a value may be, in words: `whole number, 1 to 500`. */
export function valueText({
  type,
  const: only,
  enum: choices,
  anyOf,
  minimum,
  maximum = UNLIMITED,
}: Described): string {
  if (anyOf !== undefined) return anyOf.map(valueText).join(' or ');
  if (only !== undefined) return `\`${only}\``;
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(' or ');
  const least = minimum === undefined ? '' : `, ${minimum}`;
  const most = maximum === UNLIMITED ? ' or more' : ` to ${maximum}`;
  return `${TYPES[type ?? ''] ?? type ?? ''}${least === '' ? '' : least + most}`;
}

/** Where the last key of a path that is there begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let [node, offset]: [unknown, number] = [document.contents, 0];
  for (const name of path) {
    const pair: Pair | undefined = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      : undefined;
    if (!isScalar(pair?.key)) break;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
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
