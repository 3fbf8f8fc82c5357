import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultReadOptions, prepareToRead, readArticle } from '../src/articles/read.ts';
import { inFull, shelve, unshelve } from '../src/articles/shelved.ts';
import type { Article } from '../src/articles/types.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { packParcel, unpack } from '../src/base/pack.ts';
import { Shelf } from '../src/press/shelf.ts';

/** The articles of all fixtures: whatever an article can hold, one of them holds it. */
await prepareToRead(['.md' as SourcePath]);
const articles = ['scraped', 'markdown'].flatMap((kind) => {
  const root = join('test/fixtures', kind);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(txt|md)$/.test(file))
    .flatMap((file): Article[] => {
      const bytes = readFileSync(join(root, file));
      const { article } = readArticle({ path: file as SourcePath, file, bytes }, defaultReadOptions);
      return article === null ? [] : [article];
    });
});

test('an article of the memory says what the article said that was put there', () => {
  expect(articles.length).toBeGreaterThan(300);
  const shelved = fromShelf(articles);
  shelved.forEach((article, i) => {
    const { source, record, fingerprint, slots, excerpt } = articles[i]!;
    expect(inFull(article), source).toEqual(articles[i]);
    // Asked for one by one, another article's between.
    expect(article.record.related, source).toEqual(record.related);
    expect(shelved.at(-1 - i)!.record.credits).toEqual(articles.at(-1 - i)!.record.credits);
    expect(article.record.crossLinks, source).toEqual(record.crossLinks);
    expect(article.fingerprint.terms, source).toEqual(fingerprint.terms);
    expect(article.fingerprint.signature, source).toEqual(fingerprint.signature);
    expect(article.slots, source).toEqual(slots);
    expect(article.excerpt, source).toBe(excerpt);
  });
  // And put there once more, as a memory that is written anew does.
  expect(fromShelf(shelved).map(inFull)).toEqual(articles);
});

function fromShelf(put: readonly Article[]): Article[] {
  const { bytes, apart } = packParcel(put.map(shelve));
  return (unpack(bytes, Shelf.of(apart).read) as unknown[]).map(unshelve);
}
