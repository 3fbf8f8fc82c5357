import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  articles,
  asMarkdown,
  asText,
  asTruth,
  type GeneratedArticle,
  writeCorpus,
} from '../bench/corpus.ts';

const archive = [...articles(2000, 1)];
const lists = (article: GeneratedArticle) => [article.related, article.ranking, article.recommendation];
const named = archive.flatMap((article) => lists(article).flat());
const share = (count: number, of: number) => Math.round((count / of) * 1000) / 1000;

test('the same seed gives the same bytes, another seed others', () => {
  const digest = (seed: number) => {
    const hash = createHash('sha256');
    for (const article of articles(300, seed))
      hash.update(article.path).update(asText(article)).update(asMarkdown(article)).update(asTruth(article));
    return hash.digest('hex');
  };
  const first = digest(7);
  expect(digest(7)).toBe(first);
  expect(digest(8)).not.toBe(first);
});

test('a text is the article, line for line, in the form of the scraped page', () => {
  for (const article of archive) {
    const lines = asText(article).split('\n');
    const body = lines.length - 4 - 1 - 3 - 26;
    expect(body).toBe(article.body.length);
    expect(lines[0]).toBe(`Current:Home > ${article.section}${lines[1]} -${article.siteName}`);
    expect(lines[2]).toMatch(/^(\S+ )*View$/);
    expect(lines[3]).toMatch(/^Date:20\d\d-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:00$/);
    expect(lines[4 + body]).toMatch(/^veryGood! \(\d+\)$/);
    expect([lines[5 + body], lines[16 + body], lines[25 + body]]).toEqual([
      'Related',
      'Ranking',
      'Recommendation',
    ]);
    expect(lines.slice(6 + body, 16 + body).every((line) => line.startsWith('- '))).toBe(true);
    for (const line of lines) expect(line).toBe(line.trim());
    for (const line of lines) expect(line).not.toBe('');
  }
});

test('the Markdown says what the text says', () => {
  for (const article of archive.slice(0, 200)) {
    const [, front = '', ...rest] = asMarkdown(article).split('---\n');
    const record = parse(front) as Record<string, unknown>;
    expect(record).toMatchObject({ title: article.title, section: article.section, likes: article.likes });
    expect(record.date).toBe(article.date.replace(' ', 'T'));
    expect(record.related).toEqual(article.related.map(({ headline }) => headline));
    expect(record.recommendation).toEqual(article.recommendation.map(({ headline }) => headline));
    expect(rest.join('---\n').trim().split('\n\n')).toEqual(article.body.map(({ text }) => text));
  }
});

test('paths are unique, a thousand files a folder, and dates are unique', () => {
  expect(archive.map(({ number }) => number)).toEqual(archive.map((_, index) => index));
  expect(new Set(archive.map(({ path }) => path)).size).toBe(archive.length);
  expect(new Set(archive.map(({ date }) => date)).size).toBe(archive.length);
  expect(new Set(archive.map(({ path }) => path.slice(0, 4)))).toEqual(new Set(['000/', '001/']));
});

test('the archive has the make-up it promises', () => {
  const bytes =
    archive.reduce((sum, article) => sum + Buffer.byteLength(asText(article)), 0) / archive.length;
  expect(bytes).toBeGreaterThan(2700);
  expect(bytes).toBeLessThan(3300);
  expect(new Set(archive.map(({ section }) => section)).size).toBe(12);
  expect(new Set(archive.map(({ siteName }) => siteName)).size).toBe(20);
  const copies = archive.filter(({ copyGroup, number }) => copyGroup !== number);
  expect(share(copies.length, archive.length)).toBeGreaterThan(0.015);
  expect(share(copies.length, archive.length)).toBeLessThan(0.06);
  const present = named.filter(({ printed }) => printed !== 'absent').length;
  expect(share(present, named.length)).toBeGreaterThan(0.55);
  expect(share(present, named.length)).toBeLessThan(0.65);
  const cut = named.filter(({ printed }) => printed === 'cut').length;
  expect(share(cut, present)).toBeGreaterThan(0.02);
  expect(share(cut, present)).toBeLessThan(0.06);
  expect(new Set(named.map(({ printed }) => printed)).size).toBe(11);
});

test('stories have two to twelve originals or stand alone, and copies share their original’s story and come later', () => {
  const sizes = new Map<number, number>();
  for (const { story, copyGroup, number, date } of archive) {
    const original = archive[copyGroup]!;
    if (copyGroup === number) sizes.set(story, (sizes.get(story) ?? 0) + 1);
    else expect(original).toMatchObject({ copyGroup: original.number, story });
    expect(date >= original.date).toBe(true);
  }
  const counts = [...sizes.values()];
  expect(Math.max(...counts)).toBeLessThanOrEqual(12);
  expect(share(counts.filter((count) => count > 1).length, counts.length)).toBeGreaterThan(0.15);
});

test('what a list names verbatim is the title of the article it is true of, and of no other', () => {
  const titles = new Map<string, Set<number>>();
  for (const { cleanTitle, copyGroup } of archive)
    titles.set(cleanTitle, (titles.get(cleanTitle) ?? new Set()).add(copyGroup));
  const retold = new Set(archive.map(({ cleanTitle }) => cleanTitle.toLowerCase()));
  for (const { headline, printed, article } of named) {
    if (printed === 'verbatim') expect([...(titles.get(headline) ?? [])]).toEqual([article]);
    if (printed === 'absent') expect(retold.has(headline.toLowerCase())).toBe(false);
    if (printed === 'cut')
      expect(
        archive.some((one) => one.copyGroup === article && one.cleanTitle.startsWith(`${headline}-`)),
      ).toBe(true);
  }
});

test('the files on disk are the articles, with the truth beside them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    writeCorpus(folder, 1200, 'md', 3);
    const made = [...articles(1200, 3)];
    expect(readdirSync(join(folder, 'content'))).toEqual(['000', '001']);
    expect(readdirSync(join(folder, 'content', '001'))).toHaveLength(200);
    const [one] = made.slice(1150);
    expect(readFileSync(join(folder, 'content', `${one!.path}.md`), 'utf8')).toBe(asMarkdown(one!));
    expect(readFileSync(join(folder, 'truth.jsonl'), 'utf8').trimEnd().split('\n')).toEqual(
      made.map(asTruth),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no two articles ask for one address: section, day and title', () => {
  const addresses = [...articles(10_000, 1)].map(
    ({ section, date, cleanTitle }) =>
      `${section} ${date.slice(0, 10)} ${cleanTitle.slice(0, 70).toLowerCase()}`,
  );
  expect(new Set(addresses).size).toBe(addresses.length);
});
