import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordJsonSchema } from '../src/articles/schema.ts';
import { type Described, parseConfig, siteJsonSchema, valueText } from '../src/config.ts';
import { expectDocument, withPart } from './documents.ts';

/** A row for each key, and below a key a row for each of its own; `<name>` stands for any name. */
function rows(schema: Described, prefix = ''): string[] {
  const named = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const { description = '', default: fallback } = value;
    const shown = fallback === undefined || value.properties ? '' : `\`${JSON.stringify(fallback)}\``;
    expect(description, `${prefix}${key} needs a description`).not.toBe('');
    return [
      `| \`${prefix}${key}\` | ${valueText(value)} | ${shown} | ${description} |`,
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
