import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultReadOptions, prepareToRead, readArticle } from '../src/articles/read.ts';
import type { Reading } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { infer, inferences } from '../src/site/infer.ts';
import { link } from '../src/site/link.ts';
import { asArchived } from '../src/site/told.ts';
import { expectDocument, withPart } from './documents.ts';
import { scraped } from './engine/site.ts';
import { spelledOut } from './sites.ts';

const on: Config = parseConfig(null, 'site.yaml').config;
const off: Config = parseConfig('inference: false', 'site.yaml').config;

interface Expected {
  readonly says: string;
  readonly files: Readonly<
    Record<
      string,
      { section: string | null; title: string; displayTitle: string; rules: Record<string, string> }
    >
  >;
}

const root = 'test/fixtures/archive';
const folders = readdirSync(root).sort();

await prepareToRead(['.md']);

function read(path: string, text: string | Uint8Array): Reading {
  return readArticle({ path: path as SourcePath, file: path, bytes: Buffer.from(text) }, defaultReadOptions);
}

function readFolder(folder: string): Map<string, Reading> {
  return new Map(
    readdirSync(folder)
      .filter((name) => /\.(txt|md)$/.test(name))
      .sort()
      .map((name) => [name, read(name, readFileSync(join(folder, name)))]),
  );
}

function archived(readings: ReadonlyMap<string, Reading>, config: Config) {
  const inferred = infer(
    [...readings.values()].map(({ article }) => article!),
    config,
  );
  return { inferred, site: link(inferred.articles, config) };
}

describe.each(folders)('%s', (name) => {
  const readings = readFolder(join(root, name));
  const { says, files } = JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8')) as Expected;

  test(says, () => {
    const { inferred, site } = archived(readings, on);
    for (const [file, due] of Object.entries(files)) {
      const { reading, told } = asArchived(readings.get(file)!, inferred, site);
      const { record, displayTitle } = reading.article!;
      expect({
        section: record.section,
        title: record.title,
        displayTitle,
        rules: Object.fromEntries(told.map(({ line, rule }) => [line, rule])),
      }).toEqual(due);
    }
  });

  test('switched off, each file is what it is alone, with the title that is printed', () => {
    const { inferred, site } = archived(readings, off);
    expect(inferred.inferences).toEqual([]);
    expect(inferred.frame).toEqual([]);
    expect(site.articles.flatMap(({ links }) => links().bareLinks)).toEqual([]);
    for (const { article, lines } of readings.values()) {
      const alone = inferred.articles.find(({ source }) => source === article!.source)!;
      expect(alone.record).toEqual(article!.record);
      expect(alone.displayTitle).toBe(article!.record.title);
      const shown = asArchived(read(article!.source, readBytes(name, article!.source)), inferred, site);
      expect(shown.told).toEqual([]);
      expect(shown.reading.lines).toEqual(lines);
    }
  });

  test('in any order of the files the archive says the same', () => {
    const articles = [...readings.values()].map(({ article }) => article!);
    const due = infer(articles, on);
    const bySource = (a: { source: string }, b: { source: string }): number => (a.source < b.source ? -1 : 1);
    for (const other of [[...articles].reverse(), [...articles.slice(2), ...articles.slice(0, 2)]]) {
      const found = infer(other, on);
      expect([...found.articles].sort(bySource)).toEqual([...due.articles].sort(bySource));
      expect(found.frame).toEqual(due.frame);
      expect([...found.inferences].sort(bySource)).toEqual([...due.inferences].sort(bySource));
    }
  });

  test('no address depends on the other files', () => {
    const addresses = (config: Config): Map<string, string> =>
      new Map(archived(readings, config).site.articles.map(({ article, url }) => [article.source, url]));
    expect(addresses(on)).toEqual(addresses(off));
  });
});

function readBytes(name: string, source: string): Uint8Array {
  return readFileSync(join(root, name, source));
}

test('every inference has a folder in which it is made', () => {
  const made = new Set(
    folders.flatMap((name) =>
      Object.values(
        (JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8')) as Expected).files,
      ).flatMap(({ rules }) => Object.values(rules)),
    ),
  );
  expect([...made].sort()).toEqual(Object.keys(inferences).sort());
});

const word = fc.constantFrom(
  'Weather',
  'US',
  'News',
  'Fog',
  'holds',
  'port',
  'A',
  'mended',
  '14',
  '‘quoted’',
  'Local',
);
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const page = fc
  .record({
    section: fc.oneof(
      phrase,
      fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join('')),
    ),
    title: phrase,
    site: fc.constantFrom('Coast Wire', 'Hill Post'),
    body: fc.array(phrase, { minLength: 1, maxLength: 4 }),
    whole: fc.boolean(),
  })
  .map(({ whole, ...article }) => {
    const lines = scraped(article).split('\n');
    return (whole ? lines : [lines[0], ...lines.slice(2)]).join('\n');
  });

test('whatever the files, the order does not matter, a memo changes nothing, and what is settled is in the digest', () => {
  fc.assert(
    fc.property(fc.array(page, { minLength: 1, maxLength: 14 }), fc.nat({ max: 13 }), (pages, first) => {
      const articles = pages.flatMap((text, n) => read(`a${n}.txt`, text).article ?? []);
      const due = infer(articles, on);
      const turned = infer([...articles.slice(first), ...articles.slice(0, first)], on);
      const again = new Map(turned.articles.map((article) => [article.source, article]));
      for (const article of due.articles) expect(again.get(article.source)).toEqual(article);

      const seen = new Map<string, string>();
      for (const article of [...articles, ...due.articles]) {
        const { digest, record, displayTitle, settled } = article;
        const says = JSON.stringify([record, displayTitle, settled?.frame ?? []]);
        expect(seen.get(digest) ?? says).toBe(says);
        seen.set(digest, says);
      }
      for (const { record, settled } of due.articles)
        if (settled !== undefined && settled.section !== record.section)
          expect(`${record.section}${record.title}`).toBe(settled.title);

      const memo = link(infer(articles.slice(first), on).articles, on).memo;
      expect(spelledOut(link(due.articles, on, memo))).toEqual(spelledOut(link(due.articles, on)));
    }),
    { numRuns: 150 },
  );
});

test('docs/archive.md lists the inferences that there are', () => {
  const file = 'docs/archive.md';
  const rows = Object.entries(inferences).map(
    ([id, { says, when, instead }]) => `| \`${id}\` | ${says} | ${when} | ${instead} |`,
  );
  const table = ['| Inference | What it says | When | To change it |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
  expectDocument(file, withPart(readFileSync(file, 'utf8'), 'inferences', table));
});
