import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageEnds } from '../src/pages/paging.ts';

const addresses = (count: number, seed: number): string[] =>
  Array.from({ length: count }, (_, n) => `/news/${seed}-${(n * 7919 + seed) % 100_003}/`);
const endsOf = (list: readonly string[], size: number): number[] =>
  pageEnds(list.length, size, (place) => list[place]!);

test('a page that has ended stays as it is whatever comes behind it', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.nat(60),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(9),
      (count, more, size, seed) => {
        const list = addresses(count + more, seed);
        const before = endsOf(list.slice(0, count), size);
        expect(endsOf(list, size).slice(0, before.length)).toEqual(before);
      },
    ),
  );
});

test('pages are of the size set, or a third more or fewer from the third on; what is left would fill none', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.integer({ min: 1, max: 40 }), fc.nat(9), (count, size, seed) => {
      const ends = endsOf(addresses(count, seed), size);
      const lengths = ends.map((end, page) => end - (ends[page - 1] ?? 0));
      expect(lengths.slice(0, 2)).toEqual(lengths.slice(0, 2).map(() => size));
      for (const length of lengths) {
        expect(length * 3).toBeGreaterThanOrEqual(size * 2);
        expect(length * 3).toBeLessThanOrEqual(size * 4);
      }
      expect((count - (ends.at(-1) ?? 0)) * 3).toBeLessThan(Math.max(size * 4, 3));
    }),
  );
});

test('an entry that comes in between changes few pages', () => {
  const list = addresses(1200, 3);
  const pagesOf = (all: readonly string[]): Set<string> => {
    const ends = endsOf(all, 15);
    return new Set(ends.map((end, page) => `${page} ${all.slice(ends[page - 1] ?? 0, end).join(' ')}`));
  };
  const before = pagesOf(list);
  const changed = Array.from({ length: 100 }, (_, n) => {
    const more = [...list.slice(0, n * 11), `/news/more-${n}/`, ...list.slice(n * 11)];
    return [...pagesOf(more)].filter((page) => !before.has(page)).length;
  }).sort((a, b) => a - b);
  expect(changed[50]).toBeLessThanOrEqual(2);
  expect(changed[85]).toBeLessThanOrEqual(5);
});
