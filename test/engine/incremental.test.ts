import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stagingFolder } from '../../src/output/stage.ts';
import { withPowerCut } from './crash.ts';
import { happening } from './history.ts';
import { scraped, TestSite } from './site.ts';

const rounds = Number(process.env.SOAK_ROUNDS ?? 25);

test('whatever happened before, a build leaves what a clean build leaves', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          what: fc.array(happening, { minLength: 1, maxLength: 3 }),
          cut: fc.option(fc.nat({ max: 150 }), { freq: 3 }),
        }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      async (history) => {
        const site = new TestSite();
        try {
          site.write('content/first.txt', scraped({ title: 'Herring return to the bay' }));
          await site.build();
          for (const { what, cut } of history) {
            for (const { happen } of what) happen(site);
            if (cut !== null) {
              // What readers see after a power cut is the site as it was or as it is to be.
              const before = site.tree();
              const after = await site.clean({ keepGoing: true });
              if (await withPowerCut(cut, () => site.build({ keepGoing: true }))) {
                leaveDeadLock(site);
                expect([same(site.tree(), before), same(site.tree(), after)]).toContain(true);
              }
            }
            await site.build({ keepGoing: true });
            expectSame(site.tree(), await site.clean({ keepGoing: true }));
          }
        } finally {
          site.dispose();
        }
      },
    ),
    { numRuns: rounds, ...(process.env.SOAK_SEED ? { seed: Number(process.env.SOAK_SEED) } : {}) },
  );
}, 600_000);

test('files that no build has written are left where they are', async () => {
  const site = new TestSite();
  site.write('content/a.txt', scraped({ title: 'One' }));
  site.write('dist/CNAME', 'example.org');
  await site.build();
  site.write('dist/deep/er/mine.txt', 'mine');
  for (const title of ['Two', 'Three', 'Four']) {
    site.write('content/a.txt', scraped({ title }));
    await site.build();
    expect(site.read('dist/CNAME')).toBe('example.org');
    expect(site.read('dist/deep/er/mine.txt')).toBe('mine');
  }
  site.remove('dist/deep');
  site.write('content/a.txt', scraped({ title: 'Five' }));
  await site.build();
  expect(existsSync(join(site.root, 'dist/deep'))).toBe(false);
  expect(readdirSync(join(site.root, 'dist'))).toContain('CNAME');
  site.dispose();
});

/** A process killed by force leaves its lock behind; here the process lives on, so the lock is given to a dead one. */
function leaveDeadLock(site: TestSite): void {
  const lock = join(stagingFolder(join(site.root, 'dist')), 'lock');
  if (existsSync(lock)) writeFileSync(lock, '4194399 -\n');
}

function same(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

function expectSame(found: ReadonlyMap<string, string>, clean: ReadonlyMap<string, string>): void {
  expect([...found.keys()]).toEqual([...clean.keys()]);
  for (const [path, text] of found) expect(text, path).toBe(clean.get(path));
}
