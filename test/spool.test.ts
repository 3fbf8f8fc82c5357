import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Body } from '../src/articles/types.ts';
import type { Digest, SourcePath } from '../src/base/brand.ts';
import { Spool } from '../src/press/spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const root = (text: string): Body['root'] => ({
  type: 'root',
  children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
});
const source = (n: number): SourcePath => `a/${n}.txt` as SourcePath;
const digest = (n: number): Digest => `digest ${n}` as Digest;
/** Together far more than what is held in memory; of letters of one, two and three bytes. */
const text = (n: number): string => `${n} ${'aé港'.repeat(2_000 + n)}`;

test('bodies come back as they were put, in any order, and the file has no name', () => {
  const spool = new Spool(join(folder, 'made', 'when', 'needed'));
  for (let n = 0; n < 300; n++) spool.put(source(n), digest(n), { root: root(text(n)) });
  for (let n = 299; n >= 0; n -= 7) expect(spool.get(source(n), digest(n))).toEqual({ root: root(text(n)) });
  expect(spool.get(source(3), digest(4)), 'another edition of it').toBeNull();
  expect(spool.get(source(300), digest(300))).toBeNull();
  expect(readdirSync(join(folder, 'made', 'when', 'needed'))).toEqual([]);
  spool.put(source(3), digest(1003), { root: root('edited') });
  expect(spool.get(source(3), digest(1003))).toEqual({ root: root('edited') });
  expect(spool.get(source(3), digest(3))).toBeNull();
  spool.close();
  expect(spool.get(source(5), digest(5))).toBeNull();
});

test('where no file can be made, bodies are forgotten and nothing fails', () => {
  writeFileSync(join(folder, 'file'), '');
  const spool = new Spool(join(folder, 'file', 'within'));
  for (let n = 0; n < 300; n++) {
    spool.put(source(n), digest(n), { root: root(text(n)) });
    const found = spool.get(source(n), digest(n));
    if (found !== null) expect(found).toEqual({ root: root(text(n)) });
  }
  expect(spool.get(source(0), digest(0))).toBeNull();
  spool.close();
});
