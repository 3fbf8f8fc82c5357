import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMarkdown } from '../src/articles/import.ts';
import { defaultReadOptions, prepareToRead, readArticle } from '../src/articles/read.ts';
import type { ArticleRecord, Reading } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { scan } from '../src/cache/scan.ts';
import { scraped, TestSite } from './engine/site.ts';

await prepareToRead(['a.md', 'a.yaml']);

function read(text: string | Uint8Array, yaml?: string | Uint8Array): Reading {
  const beside =
    yaml === undefined ? {} : { sidecar: { file: 'content/page.yaml', bytes: Buffer.from(yaml) } };
  const bytes = Buffer.from(text);
  const path = 'page.txt' as SourcePath;
  return readArticle({ path, file: 'content/page.txt', bytes, ...beside }, defaultReadOptions);
}

interface Expected {
  readonly says: string;
  readonly record: Partial<ArticleRecord>;
  /** The rules of the problems; null where only the record matters. */
  readonly problems: readonly string[] | null;
}

const root = 'test/fixtures/sidecar';

describe.each(readdirSync(root).sort())('%s', (name) => {
  const file = (end: string): Buffer => readFileSync(join(root, name, end));
  const { says, record, problems } = JSON.parse(file('expected.json').toString()) as Expected;
  const reading = read(file('page.txt'), file('page.yaml'));

  test(says, () => {
    expect(reading.article!.record).toMatchObject(record);
    if (problems !== null) expect(reading.problems.map(({ rule }) => rule)).toEqual(problems);
    if (name === 'junk-brand') expect(reading.article!.displayTitle).toBe(record.title);
  });

  test('what is overruled is told with its place, what is not stays as it was read, and so does the text', () => {
    const alone = read(file('page.txt'));
    const overruled = reading.overruled ?? {};
    const lines = file('page.yaml').toString().split('\n');
    for (const [field, { file: beside, line }] of Object.entries(overruled)) {
      expect(beside).toBe('content/page.yaml');
      expect(lines[line - 1]).toMatch(new RegExp(`^${field}\\s*:`));
    }
    for (const [field, value] of Object.entries(alone.article!.record))
      if (!(field in overruled)) expect(reading.article!.record[field as never], field).toEqual(value);
    expect(reading.lines).toEqual(alone.lines);
    expect(reading.body).toEqual(alone.body);
    expect(reading.article!.digest).not.toBe(alone.article!.digest);
  });

  test('imported, it is the same record', () => {
    const markdown = toMarkdown(reading);
    const again = readArticle(
      { path: 'page.md' as SourcePath, file: 'page.md', bytes: Buffer.from(markdown) },
      defaultReadOptions,
    );
    expect(again.article!.record).toEqual(reading.article!.record);
  });
});

test('whatever lies beside a page, reading does not throw, and the text is all there', () => {
  const page = scraped({ title: 'Ferry makes its last crossing' });
  const yaml = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.tuple(
          fc.constantFrom('title', 'date', 'likes', 'related', 'constructor', '__proto__', '<<', 'x', '? a'),
          fc.constantFrom(': ', ':', ':\n  - '),
          fc.oneof(
            fc.string({ maxLength: 20 }),
            fc.constantFrom('null', '*a', '&a x', '[', '{', '"', '!!x y', '- -'),
          ),
        ),
        { maxLength: 5 },
      )
      .map((fields) => fields.map((field) => field.join('')).join('\n')),
  );
  const alone = read(page);
  fc.assert(
    fc.property(fc.oneof(yaml, fc.uint8Array({ maxLength: 60 })), (beside) => {
      const reading = read(page, beside);
      expect(reading.lines).toEqual(alone.lines);
      expect(reading.body.paragraphs).toEqual(alone.body.paragraphs);
      expect(typeof reading.article?.record.title).toBe('string');
      expect(Object.getPrototypeOf(reading.article!.record)).toBe(Object.prototype);
    }),
    { numRuns: 300 },
  );
});

describe('on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-sidecar-'));
  const write = (name: string, text: string, at = 1_700_000_000): void => {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), at, at);
  };
  const look = (rang?: readonly string[], before = scan(folder, 'content')) =>
    scan(
      folder,
      'content',
      rang === undefined ? null : { scan: before, rang: new Set(rang.map((name) => join(folder, name))) },
    );

  test('a page with its sidecar is one source; a look at what rang sees what a whole look sees', () => {
    try {
      for (const name of ['a.txt', 'b.txt', 'c.md']) write(name, name);
      expect(look().sidecars.size).toBe(0);
      const steps: readonly (readonly [rang: string, happen: () => void])[] = [
        ['a.yaml', () => write('a.yaml', 'likes: 1')],
        ['a.yaml', () => write('a.yaml', 'likes: 2', 1_700_000_100)],
        ['a.txt', () => write('a.txt', 'again', 1_700_000_200)],
        ['a.yaml', () => rmSync(join(folder, 'a.yaml'))],
        ['d.yaml', () => write('d.yaml', 'likes: 1')],
        ['d.txt', () => write('d.txt', 'd')],
        ['d.txt', () => rmSync(join(folder, 'd.txt'))],
        ['d.yaml', () => rmSync(join(folder, 'd.yaml'))],
        ['b.yaml', () => symlinkSync('/etc/hostname', join(folder, 'b.yaml'))],
        ['b.yaml', () => rmSync(join(folder, 'b.yaml'))],
        ['c.yaml', () => write('c.yaml', 'title: x')],
      ];
      let last = look();
      const stamps = new Set<string>();
      for (const [rang, happen] of steps) {
        happen();
        const whole = look();
        expect(look([rang], last)).toEqual(whole);
        last = whole;
        stamps.add(JSON.stringify([whole.found, whole.problems]));
      }
      expect(stamps.size).toBe(8); // three times it is as it was before
      expect(last.problems.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
        'sidecar-alone content/c.yaml',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('writing, changing and removing one changes the page as a clean build has it, and nothing else', async () => {
    const site = new TestSite();
    try {
      site.write('content/ferry.txt', scraped({ title: 'Ferry makes its last crossing', likes: 5 }));
      site.write(
        'content/other.txt',
        scraped({ title: 'Baker finds a ring', body: ['It was in the flour bin.'] }),
      );
      const page = 'dist/news/2025/03/01/ferry-makes-its-last-crossing/index.html';
      await site.build();
      const before = site.read(page);
      for (const [yaml, shown] of [
        ['title: Ferry stops\nslug: ferry-makes-its-last-crossing\n', '>Ferry stops</h1>'],
        ['title: Ferry halts\nslug: ferry-makes-its-last-crossing\n', '>Ferry halts</h1>'],
        ['likes: 4321\n', '4321'],
      ] as const) {
        site.write('content/ferry.yaml', yaml);
        const report = await site.build();
        expect(report.read).toBe(1);
        expect(site.read(page)).toContain(shown);
        expect(site.tree()).toEqual(await site.clean());
      }
      site.write('content/ferry.yaml', 'title: [');
      expect((await site.build()).published).toBe(false);
      expect(site.read(page)).toContain('4321');
      site.remove('content/ferry.yaml');
      await site.build();
      expect(site.read(page)).toBe(before);
    } finally {
      site.dispose();
    }
  });
});
