import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../src/pages/types.ts';
import { plan } from '../src/pages/plan.ts';
import { helpers } from '../src/render/helpers.ts';
import { demoSite } from './demo.ts';

/** docs/templates.md by its headings: the rows of the table under each, `field → type`. */
const tables = new Map<string, Map<string, string>>();
const text = readFileSync('docs/templates.md', 'utf8');
for (const part of text.split(/^#{2,3} /m)) {
  const rows = [...part.matchAll(/^\| `(\w+)` \| ([^|]+?) \|/gm)].map(
    ([, field, type]) => [field!, type!] as const,
  );
  for (const heading of part.slice(0, part.indexOf('\n')).split(', '))
    if (rows.length > 0) tables.set(heading, new Map(rows));
}
const common = tables.get('What every view has')!;
const kinds = readdirSync('templates').flatMap((name) => (name.endsWith('.hbs') ? name.slice(0, -4) : []));

/** Where a value is not what the page says it is. */
function faults(value: unknown, type: string, at: string): string[] {
  const [, optional] = /^(.*) or null$/.exec(type) ?? [];
  if (optional !== undefined) {
    return value === null ? [] : faults(value, optional, at);
  }
  const [, element] = /^list of (.*)$/.exec(type) ?? [];
  if (element !== undefined)
    return Array.isArray(value)
      ? value.flatMap((each, i) => faults(each, element, `${at}[${i}]`))
      : [`${at} is no list`];
  if (type === 'map of text')
    return Object.values(value as object).flatMap((each) => faults(each, 'text', at));
  const simple = { text: 'string', html: 'string', number: 'number', 'yes or no': 'boolean' }[type];
  if (simple !== undefined) return typeof value === simple ? [] : [`${at} is no ${type}: ${String(value)}`];
  const shape = tables.get(type);
  if (shape === undefined) return [`${at} has a type that is not described: ${type}`];
  return fieldFaults(value, shape, at);
}

function fieldFaults(value: unknown, shape: ReadonlyMap<string, string>, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${at} is no object`];
  return [
    ...Object.keys(value)
      .filter((key) => !shape.has(key))
      .map((key) => `${at}.${key} is not described`),
    ...[...shape].flatMap(([key, type]) =>
      key in value
        ? faults((value as Record<string, unknown>)[key], type, `${at}.${key}`)
        : [`${at}.${key} is described and is not there`],
    ),
  ];
}

describe('docs/templates.md', () => {
  const views = new Map<string, View[]>();
  beforeAll(async () => {
    const { site, config } = await demoSite();
    for (const page of plan(site, config, new Map()).pages)
      if (kinds.includes(page.kind)) views.set(page.kind, [...(views.get(page.kind) ?? []), page.view()]);
  });

  test.each(kinds)('the fields of %s are those of its views, no more and no fewer', (kind) => {
    const shape = tables.get(kind);
    expect(shape, 'it has a table').toBeDefined();
    const shown = views.get(kind) ?? [];
    if (kind !== 'redirect') expect(shown.length, 'the demo newspaper has such a page').toBeGreaterThan(0);
    const found = shown.flatMap((view) =>
      fieldFaults({ ...view, bodies: [] }, new Map([...common, ...shape!]), kind),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  test('every template that is described is there', () => {
    const start = text.indexOf('## The templates and their fields');
    const described = [...text.slice(start, text.indexOf('## Shapes')).matchAll(/^### (.+)$/gm)].flatMap(
      ([, heading]) => heading!.split(', '),
    );
    expect(described.sort()).toEqual([...kinds].sort());
  });

  test('the helpers are those that are described', () => {
    const part = text.slice(text.indexOf('## Helpers'), text.indexOf('## What every view has'));
    const described = [...part.matchAll(/^\| `\{\{(?:#if \()?(\w+)/gm)].map(([, name]) => name);
    expect(described).toEqual(Object.keys(helpers));
  });

  test('views are plain JSON', () => {
    for (const shown of views.values())
      for (const view of shown) expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  test('three braces stand only where the text was made safe: bodies and JSON-LD', () => {
    for (const file of readdirSync('templates', { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.hbs')) continue;
      for (const [line] of readFileSync(`templates/${file}`, 'utf8').matchAll(/.*(?:\{\{\{|\{\{~?&).*/g))
        expect([
          '{{#each bodies}}{{{this}}}{{/each}}',
          '{{#each page.jsonLd}}<script type="application/ld+json">{{{this}}}</script>',
        ]).toContain(line);
    }
  });
});
