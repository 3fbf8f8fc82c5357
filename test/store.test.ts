import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { digestOf } from '../src/base/digest.ts';
import { pack, unpack } from '../src/base/pack.ts';
import { openStore, saveStore, withValues } from '../src/cache/store.ts';

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.string({ unit: 'binary' }),
    fc.uint32Array(),
    fc.uint8Array(),
    fc.array(fc.string()),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__' && !key.includes('\0')),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value;

test('what is packed comes back', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(unpack(pack(value))).toEqual(value);
    }),
  );
});

test('what is put aside comes back when it is asked for, in any order and as often as one likes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(plain, plain), { maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (pairs, lots) => {
        const packed = pack(pairs.map(([kept, aside]) => [kept, () => [aside, () => kept]]));
        const back = unpack(packed) as [unknown, () => [unknown, () => unknown]][];
        expect(back.map(([kept]) => kept)).toEqual(pairs.map(([kept]) => kept));
        for (const lot of [...lots.take(pairs.length * 2)]) {
          const n = lot % pairs.length;
          const [aside, within] = back[n]![1]();
          expect(aside).toEqual(pairs[n]![1]);
          expect(within()).toEqual(pairs[n]![0]);
        }
      },
    ),
  );
});

const key = digestOf('key');
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'broadsheet-store-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('a store gives back what was saved, over any row of saves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), plain, { noNullPrototype: true }), {
        maxLength: 8,
      }),
      (rounds) => {
        const file = join(folder(), 'store');
        for (const round of rounds) {
          const values = new Map(Object.entries(round).filter(([, value]) => value !== null));
          saveStore(withValues(openStore(file, key), values));
          expect(openStore(file, key).values).toEqual(values);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a store saved seldom gives back what it had last', () => {
  const plainEntries = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), plain, { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(plainEntries, fc.boolean(), fc.boolean()), { maxLength: 8 }), (rounds) => {
      const file = join(folder(), 'store');
      let store = openStore<unknown>(file, key);
      for (const [round, packing, saving] of rounds) {
        const entries = Object.entries(round).filter(
          ([, value]) => value !== null && typeof value === 'object',
        );
        const packed = packing && entries.length > 0 ? [{ payload: pack(entries), entries }] : [];
        store = withValues(store, new Map(entries), packed);
        if (saving) store = saveStore(store);
      }
      expect(saveStore(store).saved).toEqual(store.values);
      expect(openStore(file, key).values).toEqual(store.values);
    }),
    { numRuns: 200 },
  );
});

test('a store under another key, or damaged anywhere, forgets and never lies', () => {
  const file = join(folder(), 'store');
  const first = saveStore(withValues(openStore<string>(file, key), new Map([['a', 'one']])));
  saveStore(withValues(first, new Map([...first.values, ['b', 'two']])));
  expect(openStore(file, digestOf('other')).values.size).toBe(0);
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; at++) {
    for (const damaged of [flipped(bytes, at), bytes.subarray(0, at)]) {
      writeFileSync(file, damaged);
      const found = openStore<string>(file, key);
      for (const [name, value] of found.values) expect(value).toBe(name === 'a' ? 'one' : 'two');
      const mended = new Map([
        ['a', 'one'],
        ['b', 'two'],
        ['c', 'three'],
      ]);
      saveStore(withValues(found, mended));
      expect(openStore(file, key).values).toEqual(mended);
    }
  }
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1 << (at % 8);
  return copy;
}
