import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stagingFolder } from '../../src/output/published.ts';
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
          // In the process of the build before, or in a new one.
          previewed: fc.boolean(),
          // While it was printing something else changed, so it was left to the next.
          givenUp: fc.boolean(),
          rested: fc.boolean(),
          // Long after the last change, so that the times of files are trusted.
          later: fc.boolean(),
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
          for (const { what, cut, previewed, givenUp, rested, later } of history) {
            const more = { keepGoing: true, clock: () => Date.now() + (later ? 10_000 : 0) };
            for (const { happen, to } of what) {
              happen(site);
              // The preview looks at what it is made from, not at what it has left.
              if (to === 'outputs') site.endPreview();
            }
            if (cut !== null) {
              // What readers see after a power cut is the site as it was or as it is to be.
              const before = site.tree();
              const after = await site.clean({ keepGoing: true });
              site.endPreview();
              if (await withPowerCut(cut, () => site.build(more))) {
                leaveDeadLock(site);
                expect([same(site.tree(), before), same(site.tree(), after)]).toContain(true);
              }
            }
            if (previewed) {
              if (givenUp) await site.rebuild({ ...more, isOvertaken: () => true });
              await site.rebuild(more);
            } else {
              site.endPreview();
              await site.build(more);
            }
            expectSame(site.tree(), await site.clean({ keepGoing: true }));
            if (rested) await site.rest();
          }
        } finally {
          site.dispose();
        }
      },
    ),
    { numRuns: rounds, ...(process.env.SOAK_SEED ? { seed: Number(process.env.SOAK_SEED) } : {}) },
  );
}, 600_000);

test('the live preview shows each of several edits of one article', async () => {
  const site = new TestSite();
  await site.rebuild();
  for (const title of ['One', 'Two', 'One', 'Two']) {
    site.write('content/a.txt', scraped({ title, date: '2025-03-01 08:00:00' }));
    const { problems, published } = await site.rebuild();
    expect({ problems, published }).toEqual({ problems: [], published: true });
    expectSame(site.tree(), await site.clean());
  }
  site.dispose();
});

test('a mistake in a template is told before hundreds of pages are printed', async () => {
  const site = new TestSite();
  for (let n = 0; n < 400; n++) site.write(`content/${n}.md`, `---\ntitle: Report ${n}\n---\nNothing new.\n`);
  expect(await site.build()).toMatchObject({ published: true });
  const before = site.tree();
  site.write('templates/partials/colophon.hbs', '{{site.nowhere}}');
  const { published, rendered, problems } = await site.build();
  expect({ published, rendered }).toEqual({ published: false, rendered: 0 });
  expect(problems.map(({ rule }) => rule)).toEqual(['template-failed']);
  expectSame(site.tree(), before);
  site.write('templates/partials/colophon.hbs', '{{site.title}}');
  expect(await site.build()).toMatchObject({ published: true });
  expectSame(site.tree(), await site.clean());
  site.dispose();
});

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

test('files that are new to the file system and not to the memory are no news', async () => {
  const site = new TestSite();
  site.write('content/a.txt', scraped({ title: 'One' }));
  site.write('content/b.txt', scraped({ title: 'Two' }));
  site.write('content/b.yaml', 'section: Harbour');
  await site.build();
  const steps: string[] = [];
  const progress = (step: string): void => void steps.push(step);
  // Too young for their times to be trusted.
  await site.build({ progress });
  expect(steps).not.toContain('linking');
  site.write('content/a.txt', scraped({ title: 'One' }));
  site.write('content/b.yaml', 'section: Harbour');
  expect(await site.build({ progress })).toMatchObject({ articles: 2, read: 0, published: true });
  expect(steps).not.toContain('linking');
  site.write('content/b.yaml', 'section: Harbours');
  await site.build({ progress });
  expect(steps).toContain('linking');
  expectSame(site.tree(), await site.clean());
  site.dispose();
});

test('what was seen of all files together tells that there is nothing to do, and nothing else', async () => {
  const site = new TestSite();
  const steps: string[] = [];
  const later = { clock: () => Date.now() + 10_000, progress: (step: string) => void steps.push(step) };
  site.write('content/a.txt', scraped({ title: 'One' }));
  site.write('content/b.txt', scraped({ title: 'Two' }));
  await site.build();
  // Read, to be told; from here on their times are trusted, and what was seen of each is not asked.
  await site.build(later);
  site.write('.cache/seen', 'damaged');
  steps.length = 0;
  expect(await site.build(later)).toMatchObject({ articles: 2, read: 0, published: true });
  expect(steps).not.toContain('linking');
  site.remove('content/b.txt');
  site.write('content/c.txt', scraped({ title: 'Two' }));
  await site.build(later);
  expectSame(site.tree(), await site.clean());
  site.write('content/c.txt', scraped({ title: 'Ten' }));
  expect(await site.build(later)).toMatchObject({ articles: 2, read: 1 });
  expectSame(site.tree(), await site.clean());
  // A file that nobody may read, or that is too large, is looked at each time.
  site.write('site.yaml', 'limits: { bytes: 50 }');
  for (let i = 0; i < 3; i++) expect((await site.build(later)).problems).toHaveLength(2);
  site.write('site.yaml', '');
  expect(await site.build(later)).toMatchObject({ articles: 2, problems: [] });
  expectSame(site.tree(), await site.clean());
  site.dispose();
});

test('what the memory has put apart and is damaged there is read again when somebody asks for it', async () => {
  const site = new TestSite();
  site.write('content/a.txt', scraped({ title: 'One', related: ['Two', 'Three'] }));
  site.write('content/b.txt', scraped({ title: 'Two', body: ['A second text, about a bridge.'] }));
  await site.build();
  const file = join(site.root, '.cache', 'articles');
  const bytes = readFileSync(file);
  bytes[bytes.length - 1]! ^= 1; // behind the last segment lies what its last article has put apart
  writeFileSync(file, bytes);
  // Without what linking remembers, it asks every article.
  site.remove('.cache/links');
  site.write('content/c.txt', scraped({ title: 'Three', body: ['A third text, about a ferry.'] }));
  expect(await site.build()).toMatchObject({ read: 3, published: true });
  expectSame(site.tree(), await site.clean());
  site.write('content/c.txt', scraped({ title: 'Three', body: ['A third text, about a tunnel.'] }));
  expect(await site.build()).toMatchObject({ read: 1 });
  expectSame(site.tree(), await site.clean());
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

test('the rest after the first build makes the staging folder ready for the next', async () => {
  const site = new TestSite();
  site.write('content/a.txt', scraped({ title: 'One' }));
  await site.rebuild();
  await site.rest();
  const spare = join('.dist.staging', 'spare', 'index.html');
  expect(site.read(spare)).toBe(site.read('dist/index.html'));
  site.write('content/a.txt', scraped({ title: 'Two' }));
  await site.rebuild();
  expectSame(site.tree(), await site.clean());
  await site.rest();
  expect(site.read(spare)).toBe(site.read('dist/index.html'));
  await site.rebuild();
  site.endPreview();
  await site.build();
  expectSame(site.tree(), await site.clean());
  site.dispose();
});

test('what other files settle of an article is on its page as soon as they are there, and gone with them', async () => {
  const site = new TestSite();
  const promotion = '<p>Write to the Wire by pigeon.</p>';
  const news = [
    [
      'Herring return to the bay',
      'Fishermen landed forty boxes of herring before noon, and the smokehouses lit their fires.',
    ],
    [
      'Old pier to be mended',
      'Mayor Ines Valdry told the council that carpenters would begin at the seaward end in spring.',
    ],
    [
      'Lamp goes out for an hour',
      'A moth had settled in the lens of the lighthouse, and ships waited outside until it flew.',
    ],
    [
      'Choir sings in the rain',
      'Umbrellas were passed along the rows while the conductor, who had none, went on beating time.',
    ],
    [
      'Quay closed for the races',
      'Every berth between the crane and the customs house is wanted for boats from nine harbours.',
    ],
  ] as const;
  const file = (n: number, section: string): string =>
    scraped({
      title: news[n]![0],
      section,
      site: 'Coast Wire',
      body: [news[n]![1], 'Write to the Wire by pigeon.'],
    });
  const glued = file(4, 'Regatta').split('\n').toSpliced(1, 1).join('\n');
  site.write('content/glued.txt', glued);
  const page = 'dist/news/2025/03/01/regattaquay-closed-for-the-races/index.html';
  const isWhole = async (): Promise<string> => {
    await site.build();
    expectSame(site.tree(), await site.clean());
    return site.read(page);
  };
  for (const n of [0, 1]) site.write(`content/${n}.txt`, file(n, 'Regatta'));
  expect(await isWhole()).toContain('>RegattaQuay closed for the races</h1>');
  site.write('content/2.txt', file(2, 'Regatta'));
  const settled = await isWhole();
  expect(settled).toContain('>Quay closed for the races</h1>');
  expect(settled).toContain(promotion);
  expect(site.read('dist/regatta/index.html')).toContain('>Quay closed for the races<');
  site.write('content/3.txt', file(3, 'News'));
  expect(await isWhole()).not.toContain(promotion);
  site.write('site.yaml', 'inference: false');
  expect(await isWhole()).toContain(promotion);
  site.remove('site.yaml');
  site.remove('content/0.txt');
  site.remove('content/1.txt');
  const again = await isWhole();
  expect(again).toContain('>RegattaQuay closed for the races</h1>');
  expect(again).toContain(promotion);
  site.dispose();
});
