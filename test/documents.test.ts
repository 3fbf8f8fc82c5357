import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordJsonSchema } from '../src/articles/schema.ts';
import { parseConfig, siteJsonSchema } from '../src/config.ts';
import { expectDocument, withPart } from './documents.ts';

/** What of a JSON Schema the table of configuration.md shows. */
interface Described {
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

function typeOf({
  type,
  const: only,
  enum: choices,
  anyOf,
  minimum,
  maximum = UNLIMITED,
}: Described): string {
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' or ');
  if (only !== undefined) return `\`${only}\``;
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(' or ');
  const range =
    minimum === undefined
      ? ''
      : maximum === UNLIMITED
        ? `, ${minimum} or more`
        : `, ${minimum} to ${maximum}`;
  return `${TYPES[type ?? ''] ?? type ?? ''}${range}`;
}

/** A row for each key, and below a key a row for each of its own; `<name>` stands for any name. */
function rows(schema: Described, prefix = ''): string[] {
  const named = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const { description = '', default: fallback } = value;
    const shown = fallback === undefined || value.properties ? '' : `\`${JSON.stringify(fallback)}\``;
    expect(description, `${prefix}${key} needs a description`).not.toBe('');
    return [
      `| \`${prefix}${key}\` | ${typeOf(value)} | ${shown} | ${description} |`,
      ...rows(value, `${prefix}${key}.`),
    ];
  });
  const any = schema.additionalProperties || undefined;
  return [...named, ...(any?.anyOf ?? []).flatMap((choice) => rows(choice, `${prefix}<name>.`))];
}

test.each([
  ['article', recordJsonSchema()],
  ['site', siteJsonSchema()],
])('docs/schema/%s.schema.json is what the code checks by', (name, schema) => {
  expectDocument(`docs/schema/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
});

test('docs/configuration.md lists every key of site.yaml and no other', () => {
  const file = 'docs/configuration.md';
  const table = ['| Key | Value | Default | What it says |', '|---|---|---|---|', ...rows(siteJsonSchema())];
  expectDocument(file, withPart(readFileSync(file, 'utf8'), 'keys', table.join('\n')));
});

test('the example of docs/configuration.md is a configuration without problems', () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/configuration.md', 'utf8'))!;
  const { config, problems } = parseConfig(example, 'site.yaml');
  expect(problems).toEqual([]);
  expect(config).toMatchObject(parse(example));
});

test('docs/index.md leads to every page of docs/', () => {
  const index = readFileSync('docs/index.md', 'utf8');
  for (const name of readdirSync('docs'))
    if (name.endsWith('.md') && name !== 'index.md') expect(index).toContain(`](${name})`);
});

test('every link from one document to another leads somewhere', () => {
  const documents = [
    ...readdirSync('.').filter((name) => name.endsWith('.md')),
    ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ];
  const broken = documents.flatMap((document) =>
    [
      ...readFileSync(document, 'utf8')
        .replace(/<!--[\s\S]*?-->|`[^`\n]+`/g, '')
        .matchAll(/\]\(([^)\s#]+)[^)]*\)/g),
    ]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(dirname(document), target)))
      .map((target) => `${document}: ${target}`),
  );
  expect(broken).toEqual([]);
});
