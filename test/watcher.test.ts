import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBell } from '../src/serve/bell.ts';
import { openWatcher, type Places } from '../src/serve/watcher.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'broadsheet-watch-'));
const placesOf = (...paths: string[]): Places => ({ paths, except: [], poll: false });

/** A bell push that can be waited for. */
function pushes(): {
  rang: Set<string>;
  ring: (path: string) => void;
  until: (path: string) => Promise<void>;
} {
  const rang = new Set<string>();
  let wake = (): void => undefined;
  return {
    rang,
    ring: (path) => {
      rang.add(path);
      wake();
    },
    until: async (path) => {
      while (!rang.has(path))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

/** Every folder at or below one. */
function foldersIn(folder: string): string[] {
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...below.flatMap(({ name }) => foldersIn(join(folder, name)))];
}

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const step = fc.oneof(
  fc.record({ act: fc.constant('make' as const), path }),
  fc.record({ act: fc.constant('remove' as const), path }),
  fc.record({ act: fc.constant('remake' as const), path }),
  fc.record({ act: fc.constant('move' as const), path, to: path }),
  fc.record({ act: fc.constant('wait' as const), milliseconds: fc.integer({ min: 0, max: 8 }) }),
);

test('whatever was done to its folders, each of them is heard afterwards', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const root = newFolder();
      const place = join(root, 'place');
      const { rang, ring, until } = pushes();
      const watcher = await openWatcher(placesOf(place), ring);
      for (const { act, ...rest } of steps) {
        const at = 'path' in rest ? join(place, rest.path) : place;
        if (act === 'wait') await pause('milliseconds' in rest ? rest.milliseconds : 0);
        if (act === 'remove' || act === 'remake') rmSync(at, { recursive: true, force: true });
        if (act === 'make' || act === 'remake') mkdirSync(at, { recursive: true });
        if (act === 'move' && 'to' in rest) {
          const to = join(place, rest.to);
          if (!existsSync(at) || existsSync(to) || to.startsWith(`${at}/`)) continue;
          mkdirSync(dirname(to), { recursive: true });
          renameSync(at, to);
        }
      }
      mkdirSync(place, { recursive: true });
      await pause(20);
      rang.clear();
      for (const folder of foldersIn(place)) {
        const file = join(folder, 'article.txt');
        writeFileSync(file, 'first');
        await until(file);
        await pause(2);
        rang.clear();
        writeFileSync(file, 'edited in place');
        await until(file);
      }
      watcher.close();
      rmSync(root, { recursive: true });
    }),
    { numRuns: 25 },
  );
});

test('only places ring, and nothing that is excepted', async () => {
  const root = newFolder();
  mkdirSync(join(root, 'content/dist'), { recursive: true });
  mkdirSync(join(root, 'beside'));
  const { rang, ring, until } = pushes();
  const paths = [join(root, 'content'), join(root, 'site.yaml')];
  const watcher = await openWatcher({ paths, except: [join(root, 'content/dist')], poll: false }, ring);
  for (const file of ['beside/x.txt', 'content/dist/index.html', 'other.yaml', 'content.txt', 'site.yaml'])
    writeFileSync(join(root, file), '');
  await until(join(root, 'site.yaml'));
  writeFileSync(join(root, 'content/a.txt'), '');
  await until(join(root, 'content/a.txt'));
  expect([...rang].sort()).toEqual([join(root, 'content/a.txt'), join(root, 'site.yaml')]);
  watcher.close();
});

test('a place whose parents are not there yet', async () => {
  const root = newFolder();
  const { rang, ring, until } = pushes();
  const watcher = await openWatcher(placesOf(join(root, 'far/away/content')), ring);
  mkdirSync(join(root, 'far'));
  await until(join(root, 'far/away/content'));
  rang.clear();
  mkdirSync(join(root, 'far/away/content/new'), { recursive: true });
  await until(join(root, 'far/away/content'));
  writeFileSync(join(root, 'far/away/content/new/a.txt'), '');
  await until(join(root, 'far/away/content/new/a.txt'));
  watcher.close();
});

test('where the system tells nothing, the files are asked', async () => {
  const root = newFolder();
  writeFileSync(join(root, 'a.txt'), 'first');
  const { ring, until } = pushes();
  const watcher = await openWatcher({ ...placesOf(root), poll: true }, ring);
  writeFileSync(join(root, 'a.txt'), 'second, and longer');
  await until(join(root, 'a.txt'));
  writeFileSync(join(root, 'b.txt'), '');
  await until(join(root, 'b.txt'));
  watcher.close();
});

test('the bell is answered once at a time, and once more for what rang meanwhile', async () => {
  const answers: string[][] = [];
  let atWork = 0;
  const bell = openBell(async (rang) => {
    atWork += 1;
    expect(atWork).toBe(1);
    answers.push([...(rang ?? ['anywhere'])].sort());
    if (answers.length === 1) for (const path of ['c', 'd', 'c']) bell.ring(path);
    await pause(20);
    atWork -= 1;
    if (answers.length === 2) bell.ring(null);
  });
  for (const path of ['b', 'a', 'b']) bell.ring(path);
  while (answers.length < 3) await pause(5);
  bell.close();
  expect(answers).toEqual([['a', 'b'], ['c', 'd'], ['anywhere']]);
});

test('the bell is answered although it never stops ringing; a flood is from anywhere', async () => {
  let answered: ReadonlySet<string> | null | undefined;
  const bell = openBell(async (rang) => {
    answered = rang;
  });
  while (answered === undefined) {
    for (let number = 0; number < 50; number += 1) bell.ring(`${number}`);
    await pause(1);
  }
  bell.close();
  expect(answered).toBeNull();
});
