import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Spool } from '../src/press/spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Together far more than what is held in memory; of letters of one, two and three bytes. */
const text = (n: number): string => `${n} ${'aé港'.repeat(2_000 + n)}`;
const found = (spool: Spool, name: string): string | undefined => spool.get(name)?.toString('utf8');

test('texts come back as they were put, in any order, and the file has no name', () => {
  const spool = new Spool(join(folder, 'made', 'when', 'needed'));
  for (let n = 0; n < 300; n++) spool.put(`${n}`, text(n));
  for (let n = 299; n >= 0; n -= 7) expect(found(spool, `${n}`)).toBe(text(n));
  expect(spool.has('299')).toBe(true);
  expect(spool.has('300')).toBe(false);
  expect(spool.get('300')).toBeNull();
  expect(readdirSync(join(folder, 'made', 'when', 'needed'))).toEqual([]);
  spool.put('3', 'edited');
  expect(found(spool, '3')).toBe('edited');
  // Longer than all that is held in memory.
  spool.put('long', text(400_000));
  spool.put('none', '');
  expect(found(spool, 'long')).toBe(text(400_000));
  expect(found(spool, 'none')).toBe('');
  expect(found(spool, '4')).toBe(text(4));
  spool.close();
  expect(spool.get('5')).toBeNull();
});

test('where no file can be made, texts stay in memory', () => {
  writeFileSync(join(folder, 'file'), '');
  const spool = new Spool(join(folder, 'file', 'within'));
  for (let n = 0; n < 300; n++) spool.put(`${n}`, text(n));
  for (let n = 299; n >= 0; n -= 7) expect(found(spool, `${n}`)).toBe(text(n));
  spool.close();
});
