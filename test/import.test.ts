import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { toMarkdown } from '../src/articles/import.ts';
import { defaultReadOptions, prepareToRead, readArticle } from '../src/articles/read.ts';
import { emptyRecord } from '../src/articles/record.ts';
import type { ArticleRecord, Body, Reading } from '../src/articles/types.ts';
import { toArticle } from '../src/articles/article.ts';
import type { SourcePath } from '../src/base/brand.ts';

await prepareToRead(['a.md']);
const source = (path: string, bytes: Uint8Array | string) => ({
  path: path as SourcePath,
  file: `content/${path}`,
  bytes: Buffer.from(bytes),
});
const read = (path: string, text: Uint8Array | string) => readArticle(source(path, text), defaultReadOptions);

/** Imports a reading and reads the result; what Markdown cannot carry counts as U+FFFD on both sides. */
function roundTrip(reading: Reading) {
  const file = toMarkdown(reading);
  const again = read('a.md', file);
  return { file, record: again.article?.record, paragraphs: again.body.paragraphs, problems: again.problems };
}

const carried = (text: string) => text.replaceAll('\0', '\ufffd');
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

describe('lines that look like Markdown', () => {
  test.each([
    '# No heading',
    '#hashtag',
    '1. no list',
    '1) no list',
    '+ no list',
    '* no list',
    '-',
    '- ',
    '+',
    '> no quotation',
    '---',
    '===',
    '***',
    '___',
    '```js',
    '~~~',
    '<b>no tag</b>',
    '<!-- no comment',
    '</div>',
    '&amp; &copy; &#35;',
    '*no* _emphasis_',
    '**a**b__c__',
    '`no code`',
    '[x]: y',
    '[x](y) ![z](w)',
    '[x][y]',
    'back\\slash\\',
    '\\',
    'a  ',
    '<https://a.example>',
    '| a | b |',
    '|---|---|',
    'a\tb',
    '\u00a0nbsp',
    '    four spaces',
    '\tone tab',
    '12:30 a_b_c 2*3*4',
    'x\u2028y',
    'C:\\new',
    '10. ',
    'a\rb',
    '\u0001\u001b',
    '\u202eevil',
    ':smile: @name #1',
    '~~no strike~~',
    '$5 & $6',
    '!',
    '![',
    'a\\',
    '(c)',
    '--',
    '\ufeffmark',
  ])('%j survives as text', (line) => {
    for (const lines of [[line], ['Before.', line, 'After.'], [line, line]]) {
      const paragraphs = lines.map((text) => text.trim()).filter((text) => text !== '');
      const body: Body = {
        paragraphs,
        root: {
          type: 'root',
          children: paragraphs.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
        },
      };
      const record = { ...emptyRecord, title: line.trim() || 'x', unrecognised: ['x', `${line}.`] };
      const read = toArticle(source('a.txt', ''), record, paragraphs);
      const again = roundTrip({ ...read, body, lines: [], problems: [] });
      expect(again).toMatchObject({ record, paragraphs, problems: [] });
    }
  });
});

describe('any reading', () => {
  const lump = fc.constantFrom(
    ...[
      '*',
      '_',
      '#',
      '1.',
      '+',
      '>',
      '<',
      '\\',
      '&amp;',
      '&',
      '    ',
      '---',
      '===',
      '[x]: y',
      '\t',
      ' ',
      '`',
      '```',
      '|',
      '~',
    ],
    ...[
      '<b>',
      '</b>',
      '<!--',
      '-->',
      '[',
      ']',
      '(',
      ')',
      '!',
      ':',
      '"',
      "'",
      '- ',
      '\r',
      '\u00a0',
      '\u202e',
      '\x01',
      '\u2028',
    ],
    ...[
      'http://a.example',
      'a@b.example',
      'word',
      'Word',
      '.',
      '{',
      '}',
      '%',
      '@',
      '\ufeff',
      '\u0085',
      '😀',
      '消',
    ],
  );
  const line = fc
    .array(fc.oneof(lump, fc.string({ maxLength: 4 }), fc.string({ maxLength: 3, unit: 'binary' })), {
      minLength: 1,
      maxLength: 10,
    })
    .map((lumps) =>
      lumps
        .join('')
        .replace(/[\0\n]/g, ' ')
        .replace(LONE, '?')
        .trim(),
    )
    .filter((text) => text !== '');
  const value = (text: string) => [{ type: 'text' as const, value: text }];
  type Block = { readonly block: RootContent; readonly lines: readonly string[]; readonly credit?: string };
  const block: fc.Arbitrary<Block> = fc.oneof(
    line.map((text) => ({ block: { type: 'paragraph' as const, children: value(text) }, lines: [text] })),
    line.map((text) => ({
      block: { type: 'heading' as const, depth: 2 as const, children: value(text) },
      lines: [text],
    })),
    fc.array(line, { minLength: 1, maxLength: 3 }).map((texts) => ({
      block: {
        type: 'list' as const,
        ordered: false,
        spread: false,
        children: texts.map((text) => ({
          type: 'listItem' as const,
          spread: false,
          children: [{ type: 'paragraph' as const, children: value(text) }],
        })),
      },
      lines: texts.map((text) => `- ${text}`),
    })),
  );

  test('gives the same record and paragraphs when it is read back', () => {
    const record = fc.record({
      title: line,
      section: fc.option(line),
      siteName: fc.option(line),
      dateline: fc.option(line),
      likes: fc.option(fc.nat()),
      related: fc.array(line, { maxLength: 4 }),
      ranking: fc.array(line, { maxLength: 4 }),
      unrecognised: fc.array(line, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(record, fc.array(block, { maxLength: 6 }), (fields, blocks) => {
        const given: ArticleRecord = { ...emptyRecord, ...fields };
        const paragraphs = blocks.flatMap(({ lines }) => lines);
        const body: Body = { root: { type: 'root', children: blocks.map((one) => one.block) }, paragraphs };
        const read = toArticle(source('a.txt', ''), given, paragraphs);
        const again = roundTrip({ ...read, body, lines: [], problems: [] });
        expect(again.paragraphs).toEqual(paragraphs);
        expect(again.record).toEqual(given);
        expect(again.problems).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('of scraped text, too, with its cross-links and credits in their places', () => {
    const bodyLine = fc.oneof(
      line,
      line.map((text) => `MORE: ${text}`),
      line.map((text) => `Powerball winner:${text}`),
      line.map((text) => `- ${text}`),
      line.map((text) => `${text} contributed to this story.`),
      fc.constantFrom(
        'Related',
        'Ranking',
        '___',
        'veryGood! (3)',
        'PARIS -- So it began.',
        'What now?',
        'By Ada Quill',
      ),
    );
    fc.assert(
      fc.property(
        line,
        fc.array(bodyLine, { maxLength: 8 }),
        fc.array(line, { maxLength: 3 }),
        (title, body, items) => {
          const text = [
            `Current:Home > News${title} -Tidewater Ledger`,
            title,
            'View',
            'Date:2025-04-14 00:50:45',
            ...body,
            'veryGood! (96)',
            'Related',
            ...items.map((item) => `- ${item}`),
          ].join('\n');
          const first = read('a.txt', carried(text));
          if (first.article === null) return;
          const again = roundTrip(first);
          expect(again.paragraphs).toEqual(first.body.paragraphs);
          expect(again.record).toEqual(first.article.record);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('the demo newspaper can be imported whole', () => {
  const content = new URL('../content/', import.meta.url).pathname;
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.txt'),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const path of files) {
    const first = read(path, readFileSync(join(content, path)));
    const again = roundTrip(first);
    expect(again.paragraphs).toEqual(first.body.paragraphs);
    expect(again.record).toEqual(first.article?.record);
  }
});
