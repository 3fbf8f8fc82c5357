import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCased, lettered } from '../src/articles/scraped/letters.ts';

const expressions = [
  /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}, (?:[Ss]taff )?[Pp]hotographer$/u,
  /^(\p{Lu}\p{Ll}+)(?: and (\p{Lu}\p{Ll}+))? (?:is|was) (?=\p{Lu})/u,
  /(?!By )\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2}$/u,
  /^\p{Ll}(?!\p{Lu})[^.!?\p{Lo}]{0,20}? ?(?:--|[—–]) ?[^\p{Ll}\s]/u,
  /(?<=\p{Ll}[.)]) ?(\p{Lu}+)(?<!\p{M}A|\p{L}{3})/u,
  /(?!\d(?!\d| \p{L}{3}))\p{N}{1,3}[^\p{L}\p{M}(]*\b/u,
  /[[(]\p{L}[\p{L}\p{M}\]]*\)?$/u,
  /^(?:by |photographer )?(\p{Lu}[^\p{Lu}\d]+ ){0,2}(?:staff|is|é)\b(?! \p{Ll})/iu,
];

const line = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'A B a b s k ſ \u212a É é ß Ж ж ǅ ʰ ª 李 ア 한 ع \u0301 ² Ⅷ 7 12 \u{1d400} \u{1d41a} \u{1f4f7} \ud835 · « » ’ “ — – - . , ( ) [ ] ! ?'.split(
          ' ',
        ),
      ),
      fc.constantFrom(' ', ' ', ' is ', ' and ', 'By ', 'Ada', 'Émile', 'Photographer', ', staff '),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

test.each(expressions.map((expression) => [String(expression), expression] as const))(
  'asked cheaply first, an expression gives the same: %s',
  (_name, expression) => {
    const cheap = lettered(expression);
    fc.assert(
      fc.property(line, (text) => {
        expect(cheap.exec(text)).toEqual(expression.exec(text));
        expect(cheap.test(text)).toBe(expression.test(text));
      }),
      { numRuns: 3000 },
    );
  },
);

test('one that begins at a place of the line does too', () => {
  const expression = /(\p{L}{3,12})\.? (\d{1,2})(?!\d)/uy;
  const cheap = lettered(expression);
  fc.assert(
    fc.property(line, fc.nat(12), (text, at) => {
      expression.lastIndex = at;
      expect(cheap.exec(text, at)).toEqual(expression.exec(text));
    }),
  );
});

test.each(['L', 'Lu', 'Ll', 'Lo', 'M', 'N'])('no character of the class %s is passed over', (name) => {
  const exact = new RegExp(`^\\p{${name}}$`, 'u');
  const cheap = lettered(exact);
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (cheap.test(character) !== exact.test(character)) expect.fail(`U+${code.toString(16)}`);
  }
});

test('an expression that cannot be asked so is refused', () => {
  expect(() => lettered(/\p{Lu}/gu).test('a')).toThrow('flags');
  expect(() => lettered(/(\p{Lu})\1/u).test('a')).toThrow('references');
  expect(() => lettered(/\p{S}/u).test('a')).toThrow('S is none of the classes');
});

test.each([
  ['Ada', 0, true],
  ['é', 0, true],
  ['1a', 0, false],
  ['1a', 1, true],
  ['日', 0, false],
  ['\u{10400}', 0, true],
  ['', 0, false],
])('%s at %i: has a capital and a small form', (text, at, expected) => {
  expect(isCased(text, at)).toBe(expected);
});
