import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyForms, formsOf, tokensOf } from '../src/site/headlines.ts';

/** Headlines of the characters that the shortcut knows, with those that mean something in the places where they do. */
const simple = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '-',
        '–',
        ' -- ',
        '’',
        '“',
        '"',
        '...',
        '.',
        ',',
        ':',
        '/',
        '$',
        '5',
        '30',
        '|',
        ' | ',
      ),
      fc.constantFrom('Ferry', 'twin', 'Brand', 'ex', 'U', 'S', 'year', 'Harbour', 'x', 'Øst', 'über'),
      fc.constantFrom('…', '...', '…”', '\u00a0', 'ß', 'ÿ', 'É'),
      fc
        .integer({ min: 0xc0, max: 0xff })
        .map((code) => (code === 0xd7 || code === 0xf7 ? 'é' : String.fromCharCode(code))),
      fc.string({
        unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
        maxLength: 5,
      }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

test('simple headlines are taken apart as any others are', () => {
  fc.assert(
    fc.property(simple, (text) => {
      const forms = formsOf(text);
      expect(forms).toEqual(anyForms(text));
      expect(forms.tokens).toHaveLength(tokensOf(text).length);
    }),
    { numRuns: 3000 },
  );
});
