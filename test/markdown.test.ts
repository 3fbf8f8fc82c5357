import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultReadOptions, prepareToRead, readArticle } from '../src/articles/read.ts';
import { recordSchema } from '../src/articles/schema.ts';
import type { SourcePath } from '../src/base/brand.ts';

const fixtures = new URL('./fixtures/markdown/', import.meta.url).pathname;
await prepareToRead(['a.md']);
const read = (bytes: Uint8Array | string, options = defaultReadOptions) =>
  readArticle({ path: 'a.md' as SourcePath, file: 'content/a.md', bytes: Buffer.from(bytes) }, options);
const withFields = (yaml: string, body = 'Text.\n') => read(`---\n${yaml}\n---\n${body}`);
const rules = (reading: ReturnType<typeof read>) => reading.problems.map((problem) => problem.rule);

/** What a fixture pins: places in the file and rules, not the wording. */
function summary(reading: ReturnType<typeof read>) {
  return {
    record: reading.article?.record ?? null,
    blocks: reading.body.root.children.map((block) => block.type),
    paragraphs: reading.body.paragraphs,
    problems: reading.problems.map(
      ({ line, column, severity, rule }) => `${line}:${column} ${severity} ${rule}`,
    ),
  };
}

describe('fixtures', () => {
  test.each(readdirSync(fixtures))('%s', (name) => {
    const reading = read(readFileSync(join(fixtures, name, 'source.md')));
    const expected: unknown = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8'));
    expect(summary(reading)).toEqual(expected);
    expect(globalThis).not.toHaveProperty('compromised');
    for (const { file, reason, hint } of reading.problems) {
      expect(file).toBe('content/a.md');
      expect(reason).not.toMatch(/[\n\u0000-\u001f]/);
      expect(hint).toBeTruthy();
    }
    if (reading.article) expect(recordSchema.parse(reading.article.record)).toEqual(reading.article.record);
  });
});

// As a checkout on Windows has them.
test.each(readdirSync(fixtures))('%s reads the same with CRLF at the end of its lines', (name) => {
  const text = readFileSync(join(fixtures, name, 'source.md'), 'utf8');
  expect(summary(read(text.replace(/\r?\n/g, '\r\n')))).toEqual(summary(read(text.replaceAll('\r\n', '\n'))));
});

test('the excerpt is prose: no headings, lists, code or names of pictures', () => {
  const body =
    '# The tide\n\n![A boat](/boat.svg)\n\n- low at six\n\nThe quay ![a gull](/gull.svg)was dry.\n\n    code\n\nNobody minded.\n';
  expect(withFields('title: x', body).article?.excerpt).toBe('The quay was dry. Nobody minded.');
  expect(withFields('title: x', '- low at six\n- high at noon\n').article?.excerpt).toBe(
    '- low at six - high at noon',
  );
});

// Each of these takes minutes, or the stack, without its limit.
describe('files made to hang the reader', () => {
  test.each([
    ['front-matter-depth', withFields(`a: ${'['.repeat(20_000)}`)],
    ['front-matter-depth', withFields(`a: ${'{a: '.repeat(20_000)}`)],
    ['front-matter-size', withFields(`a: "${'x'.repeat(600_000)}"\nb: "${'x'.repeat(600_000)}"`)],
    ['front-matter-size', withFields('\n'.repeat(20_000))],
    ['problems-cut', withFields(`related: [${'1,'.repeat(10_000)}1]`)],
    ['problems-cut', withFields(Array.from({ length: 3000 }, (_, i) => `key${i}: 1`).join('\n'))],
    ['markdown-effort', withFields('', `${'*'.repeat(100_000)}a${'*'.repeat(100_000)}`)],
    ['markdown-effort', withFields('', '[a][b]'.repeat(50_000))],
    ['markdown-effort', withFields('', 'a**b'.repeat(100_000))],
    ['markdown-effort', withFields('', 'a\n=\n'.repeat(20_000))],
    ['markdown-effort', withFields('', '- '.repeat(100_000))],
    ['markdown-effort', withFields('', '> '.repeat(100_000))],
    [
      'markdown-effort',
      withFields('', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i * 2)}- a\n`).join('')),
    ],
    ['markdown-depth', withFields('', `${'> '.repeat(200)}deep`)],
  ])('%s', (rule, reading) => {
    expect(rules(reading)).toContain(rule);
    expect(reading.problems.length).toBeLessThan(120);
  });

  test('a body that is shown as it is written keeps its words', () => {
    const reading = withFields('', `${'> '.repeat(200)}deep\n\nmore *words*`);
    expect(reading.body.paragraphs).toEqual([`${'> '.repeat(200)}deep`, 'more *words*']);
  });
});

describe('properties', () => {
  const lump = fc.constantFrom(
    ...[
      '---',
      'title: ',
      '"',
      "'",
      ': ',
      '- ',
      '\n',
      '\r\n',
      '\r',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a ',
      '!!js ',
      '#',
      '|',
    ],
    ...[
      '>',
      '  ',
      '\t',
      'related:',
      '__proto__: ',
      '<b>',
      '`',
      '\\',
      '\u202e',
      '\u0000',
      '\ufeff',
      '2025-02-30',
      '1',
    ],
  );
  const text = fc
    .array(fc.oneof(lump, fc.string({ maxLength: 8 })), { maxLength: 40 })
    .map((lumps) => lumps.join(''));
  const hostile = fc.oneof(
    text,
    text.map((inside) => `---\ntitle: x\n${inside}`),
    fc.tuple(text, text).map(([fields, body]) => `---\ntitle: x\n${fields}\n---\n${body}`),
  );

  test('no text makes the reader throw, and every line has its place', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const reading = read(given);
        if (given.includes('\0')) return;
        const parts = given.replace(/^\ufeff/, '').split(/\r?\n/);
        if (parts.at(-1) === '') parts.pop();
        expect(reading.lines.map((line) => line.text)).toEqual(parts);
        expect(reading.lines.map((line) => line.number)).toEqual(parts.map((_, index) => index + 1));
        for (const { line, column } of reading.problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(parts.length + 1);
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((parts[line - 1] ?? '').length + 1);
        }
        if (reading.article === null) expect(reading.problems).not.toEqual([]);
        else recordSchema.parse(reading.article.record);
      }),
      { numRuns: 500 },
    );
  });

  test('reading twice gives the same, problems too', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        expect(read(given)).toEqual(read(given));
      }),
      { numRuns: 100 },
    );
  });
});

test('docs/record.md lists every field of the record and no other', () => {
  const page = readFileSync(new URL('../docs/record.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((row) => row[1]);
  expect(listed).toEqual(Object.keys(recordSchema.shape));
});
