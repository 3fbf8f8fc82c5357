import { expect, test } from 'vitest';
import { excerptOf, measure, sourceDigest } from '../src/articles/article.ts';
import type { SourcePath } from '../src/base/brand.ts';

const source = (path: string, text: string) => ({
  path: path as SourcePath,
  file: path,
  bytes: Buffer.from(text),
});

test('an excerpt is the beginning of the text, cut after a word', () => {
  expect(excerptOf([])).toBe('');
  expect(excerptOf(['Short.', 'And  more.'])).toBe('Short. And more.');
  const cut = excerptOf([`${'word '.repeat(60)}end`]);
  expect(cut).toBe(`${'word '.repeat(39)}word…`);
  expect(cut.length).toBeLessThanOrEqual(200);
  expect(excerptOf(['x'.repeat(300)])).toBe(`${'x'.repeat(199)}…`);
  expect(excerptOf([`a${'😀'.repeat(150)}`])).toBe(`a${'😀'.repeat(99)}…`);
  expect(excerptOf([`${'😀'.repeat(150)}`])).toBe(`${'😀'.repeat(99)}…`);
});

test.each([
  [['The train, 9 cars long, left.'], 6, null],
  [['-- — ...'], 0, null],
  [["don't stop", 'now'], 3, null],
  [['Поезд прибыл на станцию'], 4, 'und-Cyrl'],
  [['列车已经抵达车站'], 4, 'zh'],
  [['列車は駅に到着した。'], 5, 'ja'],
  [['기차가 역에 도착했다'], 3, 'ko'],
  [['הרכבת הגיעה'], 2, 'he'],
  [['Reuters said 消息 today'], 4, null],
])('%j has %i words in %s', (paragraphs, wordCount, language) => {
  expect(measure(paragraphs)).toEqual({ wordCount, language });
});

test('a digest follows from path and bytes, and from both', () => {
  const one = sourceDigest(source('a.txt', 'text'));
  expect(sourceDigest(source('a.txt', 'text'))).toBe(one);
  expect(sourceDigest(source('b.txt', 'text'))).not.toBe(one);
  expect(sourceDigest(source('a.txt', 'text.'))).not.toBe(one);
});
