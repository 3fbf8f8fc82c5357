import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { digestOf } from '../src/base/digest.ts';
import { Apart, Damaged, pack, type Packable, packParcel, unpack } from '../src/base/pack.ts';
import { openStore, saveStore, withValues } from '../src/cache/store.ts';
import { Shelf } from '../src/press/shelf.ts';

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

test('what is put apart comes back when it is asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, plain)), (pairs) => {
      const { bytes, apart } = packParcel(
        pairs.map(([kept, other]) => [kept, new Apart(() => [() => other])]),
      );
      const back = unpack(bytes, Shelf.of(apart).read) as [unknown, () => [() => unknown]][];
      for (const [n, [kept, ask]] of back.entries()) {
        expect(kept).toEqual(pairs[n]![0]);
        expect(ask()[0]()).toEqual(pairs[n]![1]);
      }
    }),
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
        const parcel = packParcel(entries);
        const packed = { bytes: parcel.bytes, shelf: Shelf.of(parcel.apart), entries };
        store = withValues(store, new Map(entries), packing && entries.length > 0 ? [packed] : []);
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

test('what a store has put apart is read from its file, and is what was put there or is called damaged', () => {
  const file = join(folder(), 'store');
  // As an article is: what is put apart is asked for each time anew.
  type Parted = () => string;
  const form = {
    put: (value: Parted): Packable => new Apart(value),
    take: (packed: Packable): Parted => packed as Parted,
  };
  const parted =
    (text: string): Parted =>
    () =>
      text;
  const asked = (store: { values: ReadonlyMap<string, Parted> }): string[] =>
    [...store.values].map(([name, value]) => `${name} ${value()}`);

  const empty = openStore(file, key, form);
  const { bytes, apart } = packParcel([
    ['a', new Apart(() => 'one')],
    ['b', new Apart(() => 'two')],
  ]);
  const shelf = Shelf.of(apart);
  const entries = (unpack(bytes, shelf.read) as [string, Parted][]).map(
    ([name, ask]) => [name, ask] as const,
  );
  const first = saveStore(withValues(empty, new Map(entries), [{ bytes, shelf, entries }]));
  expect(shelf.bytes).toHaveLength(0);
  expect(asked(first)).toEqual(['a one', 'b two']);
  expect(asked(openStore(file, key, form))).toEqual(['a one', 'b two']);

  const second = saveStore(withValues(first, new Map([...first.values, ['c', parted('three')]])));
  expect(asked(openStore(file, key, form))).toEqual(['a one', 'b two', 'c three']);
  // Written anew because most of it is outdated; what the values hold on to is still there.
  saveStore(withValues(second, new Map([...second.values].slice(0, 1))));
  expect(asked(openStore(file, key, form))).toEqual(['a one']);
  expect(asked(second)).toEqual(['a one', 'b two', 'c three']);

  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    for (const damaged of [flipped(whole, at), whole.subarray(0, at)]) {
      writeFileSync(file, damaged);
      for (const [name, value] of openStore(file, key, form).values) {
        expect(name).toBe('a');
        try {
          expect(value()).toBe('one');
        } catch (failure) {
          expect(failure).toBeInstanceOf(Damaged);
        }
      }
    }
  }
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1 << (at % 8);
  return copy;
}
