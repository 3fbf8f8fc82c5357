import { expect, test } from 'vitest';
import { toArticle } from '../src/articles/article.ts';
import { emptyRecord } from '../src/articles/record.ts';
import type { SourcePath } from '../src/base/brand.ts';

const source = (path: string, text: string) => ({
  path: path as SourcePath,
  file: `content/${path}`,
  bytes: Buffer.from(text),
});
const record = { ...emptyRecord, title: 'Lamps' };

test('a description is the excerpt where there is one, the beginning of the prose where not', () => {
  const paragraphs = ['Heading', 'Prose.'];
  expect(toArticle(source('a.md', ''), record, paragraphs).article.excerpt).toBe('Heading Prose.');
  expect(toArticle(source('a.md', ''), record, paragraphs, { prose: ['Prose.'] }).article.excerpt).toBe(
    'Prose.',
  );
  const described = { ...record, description: 'All about lamps.' };
  expect(toArticle(source('a.md', ''), described, paragraphs).article.excerpt).toBe('All about lamps.');
});

test('a digest follows from path and bytes, and from both', () => {
  const digestOf = (path: string, text: string) => toArticle(source(path, text), record, []).article.digest;
  expect(digestOf('a.txt', 'text')).toBe(digestOf('a.txt', 'text'));
  expect(digestOf('b.txt', 'text')).not.toBe(digestOf('a.txt', 'text'));
  expect(digestOf('a.txt', 'text.')).not.toBe(digestOf('a.txt', 'text'));
});
