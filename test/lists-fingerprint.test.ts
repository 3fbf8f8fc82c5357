import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, TERMS } from '../src/articles/fingerprint.ts';
import type { ArticleRecord } from '../src/articles/types.ts';

const record = (title: string): ArticleRecord => ({
  title,
  date: null,
  section: null,
  siteName: null,
  dateline: null,
  likes: null,
  crossLinks: [],
  credits: [],
  related: [],
  ranking: [],
  recommendation: [],
  unrecognised: [],
});

const text = [
  'MARLOW BAY — The harbour board’s chair, Conrad Loxley, said on Monday that the carousel wouldn’t move.',
  'Loxley told the Tongue Cocklers that carousels need 12 men. However, President Ada Brandt and Loxley disagreed.',
];

test('names come first, whole, without titles, possessives and words that open a sentence', () => {
  const { terms } = fingerprint(record('Carousel stays, says Loxley'), text);
  expect(terms[0]).toBe('Conrad Loxley');
  expect(terms).toContain('carousel');
  expect(terms).toContain('Tongue Cocklers');
  expect(terms).toContain('Ada Brandt');
  expect(terms).toContain('Marlow Bay');
  expect(terms.join(' ')).not.toMatch(/However|President|Monday|said/);
});

test('a plural and a singular are one term', () => {
  const [one, other] = [['A carousel, a carousel.'], ['Two carousels, carousels.']].map((paragraphs) =>
    fingerprint(record(''), paragraphs),
  );
  expect(one!.keys).toEqual(other!.keys);
});

test('straight and curly print of one text have one fingerprint', () => {
  const straight = text.map((paragraph) => paragraph.replaceAll('’', "'"));
  const [curly, plain] = [fingerprint(record('T'), text), fingerprint(record('T'), straight)];
  expect(plain.signature).toEqual(curly.signature);
  expect(plain.keys).toEqual(curly.keys);
});

test('any text: few terms, in order of weight, each a piece of the text; what came before leaves no trace', () => {
  const paragraph = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.lorem({ maxCount: 30 }),
    fc.constantFrom(...text),
  );
  fc.assert(
    fc.property(fc.string(), fc.array(paragraph), fc.array(paragraph), (title, paragraphs, others) => {
      const found = fingerprint(record(title), paragraphs);
      fingerprint(record('another'), others);
      expect(fingerprint(record(title), paragraphs)).toEqual(found);
      const { terms, keys, weights } = found;
      expect(terms.length).toBeLessThanOrEqual(TERMS);
      expect([keys.length, weights.length]).toEqual([terms.length, terms.length]);
      expect([...weights]).toEqual([...weights].sort((a, b) => b - a));
      const all = paragraphs.join('\n').toLowerCase();
      for (const term of terms) expect(all).toContain(term.toLowerCase());
    }),
  );
});
