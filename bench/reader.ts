import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectJson } from '../src/articles/explain.ts';
import { defaultReadOptions, readArticle } from '../src/articles/read.ts';
import { familyDescriptions } from '../src/articles/scraped/families.ts';
import { readScraped } from '../src/articles/scraped/read-scraped.ts';
import type { Reading } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { pagesOf } from './reader/pages.ts';
import type { Known, KnownRecord } from './reader/truth.ts';

/**
 * `npm run bench:reader [-- --pages N --misses]`: how right and how fast the reader of scraped text is, over the
 * fixtures and over generated pages whose truth is known, and what it does with pathological files.
 */
export function main(args: readonly string[], root: string): number {
  const count = Number(args[args.indexOf('--pages') + 1]) || 9000;
  const misses = args.includes('--misses');
  const known = fixtures(root);
  table('fixtures', known, misses);
  abstention(known);
  table(`generated pages (${count}, seed 1)`, pagesOf(1, count), misses);
  speed();
  pathological();
  return 0;
}

function fixtures(root: string): Known[] {
  const corpus = join(root, 'test', 'fixtures', 'scraped');
  return readdirSync(corpus)
    .sort()
    .map((name) => {
      const text = readFileSync(join(corpus, name, 'source.txt'), 'utf8');
      const { record, paragraphs, roles } = JSON.parse(
        readFileSync(join(corpus, name, 'expected.json'), 'utf8'),
      );
      return { family: readScraped(text, name).family, text, record, paragraphs, roles };
    });
}

function read(text: string): Reading {
  const bytes = new TextEncoder().encode(text);
  return readArticle({ path: 'a.txt' as SourcePath, file: 'a.txt', bytes }, defaultReadOptions);
}

const exactFields = [
  'title',
  'section',
  'siteName',
  'date',
  'likes',
  'related',
  'ranking',
  'recommendation',
] as const;

/** Hits, what was given wrongly and what was missed. */
class Score {
  hits = 0;
  wrong = 0;
  missed = 0;

  add(expected: readonly string[], actual: readonly string[]): void {
    const left = [...expected];
    for (const one of actual) {
      const at = left.indexOf(one);
      if (at < 0) this.wrong++;
      else {
        left.splice(at, 1);
        this.hits++;
      }
    }
    this.missed += left.length;
  }

  get f1(): number {
    const all = 2 * this.hits + this.wrong + this.missed;
    return all === 0 ? 1 : (2 * this.hits) / all;
  }
}

/** Prints the measures by family. */
function table(name: string, pages: readonly Known[], misses: boolean): void {
  const columns = [...exactFields, 'dateline', 'body', 'body F1', 'credits', 'links', 'roles'] as const;
  const families = [...new Set(pages.map(({ family }) => family))];
  print(
    `\n${name}: exact for the fields, lists and body; F1 for dateline, body lines, credits, cross-links; macro-F1 for roles`,
  );
  print(['family'.padEnd(18), 'pages', ...columns.map((column) => column.slice(0, 9).padStart(9))].join(' '));
  for (const family of [...families, 'all']) {
    const some = pages.filter((page) => family === 'all' || page.family === family);
    const exact = new Map<string, number>();
    const scores = { dateline: new Score(), body: new Score(), credits: new Score(), links: new Score() };
    const roles = new Map<string, Score>();
    for (const page of some) {
      const reading = read(page.text);
      const record = inspectJson(reading) as unknown as KnownRecord;
      const right = (field: string, is: boolean): void => {
        exact.set(field, (exact.get(field) ?? 0) + (is ? 1 : 0));
        if (!is && misses && family === 'all')
          print(`  ${page.family} ${field}: ${JSON.stringify(page.text.slice(0, 120))}`);
      };
      for (const field of exactFields)
        right(field, JSON.stringify(record[field]) === JSON.stringify(page.record[field]));
      right('body', JSON.stringify(reading.body.paragraphs) === JSON.stringify(page.paragraphs));
      scores.dateline.add(given(page.record.dateline), given(record.dateline));
      scores.body.add(page.paragraphs, reading.body.paragraphs);
      scores.credits.add(page.record.credits, record.credits);
      const linksOf = (one: KnownRecord): string[] =>
        one.crossLinks.map(({ label, headline }) => `${label}|${headline}`);
      scores.links.add(linksOf(page.record), linksOf(record));
      page.roles.forEach((role, n) => {
        const actual = reading.lines[n]?.role ?? 'missing';
        if (role !== actual && misses && family === 'all')
          print(`  ${page.family}: ${role} read as ${actual}: ${reading.lines[n]?.text}`);
        for (const one of new Set([role, actual])) {
          if (!roles.has(one)) roles.set(one, new Score());
          roles.get(one)!.add(role === one ? ['x'] : [], actual === one ? ['x'] : []);
        }
      });
    }
    const share = (field: string): number => (exact.get(field) ?? 0) / some.length;
    const macro = [...roles.values()].reduce((sum, score) => sum + score.f1, 0) / roles.size;
    const figures = [
      ...exactFields.map(share),
      scores.dateline.f1,
      share('body'),
      scores.body.f1,
      scores.credits.f1,
      scores.links.f1,
      macro,
    ];
    print(
      [
        family.padEnd(18),
        String(some.length).padStart(5),
        ...figures.map((figure) => figure.toFixed(4).padStart(9)),
      ].join(' '),
    );
  }
}

/** Prints what becomes of the title where its line is taken away: a page without a headline should not be given another line. */
function abstention(pages: readonly Known[]): void {
  const counts = { open: 0, unsure: 0, sure: 0 };
  for (const { family, text, record } of pages) {
    const { title } = record;
    if (title === null || !looseFamilies.has(family)) continue;
    const without = text
      .split('\n')
      .filter((line) => !line.includes(title))
      .join('\n');
    const page = readScraped(without, 'a.txt');
    if (page.title === null) counts.open++;
    else if (page.problems.some(({ rule }) => rule === 'title-unsure')) counts.unsure++;
    else counts.sure++;
  }
  print(
    `\nheadline taken away, families of no known order: title left open ${counts.open}, told as unsure ${counts.unsure}, given as sure ${counts.sure}`,
  );
}

const looseFamilies = new Set(
  familyDescriptions.filter(({ head }) => head?.some(({ headline }) => headline)).map(({ name }) => name),
);

function given(value: string | null): string[] {
  return value === null ? [] : [value];
}

/**
 * Files a second on one core, in processor time, so that what else runs on the machine counts less: from text in
 * memory to record and tree, and from bytes to the whole article with digest and fingerprint.
 */
function speed(): void {
  const texts = pagesOf(2, 2000)
    .filter(({ family }) => family === 'home-breadcrumb')
    .map(({ text }) => text);
  const sources = texts.map((text) => new TextEncoder().encode(text));
  const size = sources.reduce((sum, bytes) => sum + bytes.length, 0) / sources.length;
  const medianOf = (round: () => void): number => {
    const times = Array.from({ length: 15 }, () => {
      const before = process.cpuUsage();
      round();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / sources.length;
    });
    return times.slice(5).sort((a, b) => a - b)[5]!; // the first rounds warm the compiler up
  };
  const record = medianOf(() => texts.forEach((text) => void readScraped(text, 'a.txt')));
  const path = 'a.txt' as SourcePath;
  const article = medianOf(() =>
    sources.forEach((bytes) => void readArticle({ path, file: path, bytes }, defaultReadOptions)),
  );
  print(
    `\nspeed: ${Math.round(size)} bytes a file; text to record and tree ${record.toFixed(1)} µs (${Math.round(1e6 / record)} files/s); bytes to article with digest and fingerprint ${article.toFixed(1)} µs (${Math.round(1e6 / article)} files/s)`,
  );
}

/** Files nobody should have: with the limits as they come, and with limits that let them through. */
function pathological(): void {
  const mega = 1024 * 1024;
  const head = 'Current:Home > NewsMud -Lamp\nMud\nView\nDate:2024-03-01 08:00:00\n';
  const files: readonly (readonly [string, () => Uint8Array])[] = [
    ['one line of 200 MB', () => Buffer.alloc(200 * mega, 'mud ')],
    ['a million lines', () => Buffer.from(head + 'Mud was found again.\n'.repeat(1_000_000))],
    [
      'ten million "- " lines',
      () => Buffer.from(`${head}veryGood! (1)\nRelated\n${'- a\n'.repeat(10_000_000)}`),
    ],
    ['a million drawn rules', () => Buffer.from(`${head}Mud was found.\n${'___\n'.repeat(1_000_000)}`)],
    ['a million labels of no family', () => Buffer.from('Mud was found here\n'.repeat(1_000_000))],
    ['one line of 100,000 capitals', () => Buffer.from(head + 'A '.repeat(50_000))],
    ['one line of 200,000 colons', () => Buffer.from(`${head}${':'.repeat(200_000)}`)],
    ['one line of 200,000 brackets', () => Buffer.from(`${head}${'('.repeat(200_000)}`)],
    [
      'a title of 500,000 letters',
      () => Buffer.from(`Current:Home > News${'a'.repeat(500_000)} -Lamp\n${'a'.repeat(499_999)}b\n`),
    ],
  ];
  const wide = { ...defaultReadOptions, limits: { bytes: 2 ** 31, lineLength: 2 ** 30, lines: 2 ** 30 } };
  for (const [name, make] of files) {
    const bytes = make();
    for (const [limits, options] of [
      ['default limits', defaultReadOptions],
      ['no limits', wide],
    ] as const) {
      if (limits === 'no limits' && bytes.length > 60 * mega) continue; // the machine, not the reader, would be measured
      const start = performance.now();
      const reading = readArticle({ path: 'a.txt' as SourcePath, file: 'a.txt', bytes }, options);
      const told = reading.problems.map(({ rule }) => rule).join(', ');
      print(
        `${name}, ${limits}: ${(performance.now() - start).toFixed(0)} ms; ${told === '' ? 'no problem told' : told}`,
      );
    }
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
