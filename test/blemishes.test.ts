import { expect, test } from 'vitest';
import { defaultReadOptions, readArticle } from '../src/articles/read.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { scraped } from './engine/site.ts';

/** The rules and lines told of a page with this paragraph, its sixth line. */
const told = (paragraph: string): string[] =>
  readArticle(
    {
      path: 'a.txt' as SourcePath,
      file: 'a.txt',
      bytes: Buffer.from(scraped({ title: 'Soup', body: ['The mole was open on Sunday.', paragraph] })),
    },
    defaultReadOptions,
  ).problems.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`);

test.each([
  'The cafÃ© was shut.',
  'It wonâ€™t serve soup.',
  'SoÃ±a and GÃ¼nter waited.',
  'It cost Â£4, or 4Â°, they said.',
  'The caf\ufffd was shut.',
])('a wrong decoding is told: %s', (paragraph) => {
  expect(told(paragraph)).toEqual(['6 note mojibake']);
});

test.each([
  '“AMANHÃ”, said the sign, and «AMANHÃ», and AMANHÃ… at 4 °C, for £4.',
  'Â and Ã are letters, the teacher said, and so is â.',
  'IRMÃ and IRMÃO, SÃO and CÂMARA, pâté and château.',
  'A line of ASCII alone.',
])('letters are not: %s', (paragraph) => {
  expect(told(paragraph)).toEqual([]);
});

test('marks of direction and controls are told beside it', () => {
  expect(told('The caf\u202e Ã© \u0007 was shut.')).toEqual([
    '6 warning control-characters',
    '6 note mojibake',
  ]);
});
