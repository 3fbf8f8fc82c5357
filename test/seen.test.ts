import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Digest } from '../src/base/brand.ts';
import { fromColumns, toColumns } from '../src/cache/seen.ts';

test('what was seen comes back from its columns, whatever the files are called', () => {
  const name = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !text.includes('\0'));
  const seen = fc.record({
    stamp: fc.constantFrom('', '3012 1700000000000.25 1700000000001 77', '1 2 3 4 5 6 7 8'),
    bytes: fc.constantFrom('', 'd41d8cd98f00b204', 'ffffffffffffffff').map((bytes) => bytes as Digest),
  });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, seen), { selector: ([path]) => path }), (entries) => {
      expect([...fromColumns(toColumns(new Map(entries)))]).toEqual(entries);
    }),
  );
});
