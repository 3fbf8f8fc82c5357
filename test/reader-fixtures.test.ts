import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectationOf } from './fixtures.ts';

const corpus = 'test/fixtures/scraped';

/** A fixture is a folder with `source.txt` and `expected.json`, found by listing; `npm run fixture` adds one. */
test.each(readdirSync(corpus).sort())('reads %s as a careful human does', (name) => {
  const folder = join(corpus, name);
  const actual = expectationOf(readFileSync(join(folder, 'source.txt')));
  const expected = join(folder, 'expected.json');
  if (!existsSync(expected)) {
    expect(
      process.env.CI,
      `${expected} is missing: write it with \`npm run fixture\` and correct it by hand`,
    ).toBeUndefined();
    writeFileSync(expected, `${JSON.stringify(actual, null, 2)}\n`);
  }
  expect(actual).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
});
