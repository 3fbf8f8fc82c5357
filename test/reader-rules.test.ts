import { describe, expect, test } from 'vitest';
import { readScraped } from '../src/articles/scraped/read-scraped.ts';
import { rules } from '../src/articles/scraped/rules.ts';

describe('each rule of the reader decides its own example', () => {
  for (const rule of rules.filter(({ example }) => example !== '')) {
    test(rule.id, () => {
      const marked = rule.example.split('\n').findIndex((line) => line.startsWith('» '));
      const page = readScraped(rule.example.replace('» ', ''), 'example.txt');
      const line = page.lines[marked];
      expect({ rule: line?.rule, role: line?.role }).toEqual({ rule: rule.id, role: rule.role });
    });
  }
});

test('the ids of rules are unique and of one form', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
});
