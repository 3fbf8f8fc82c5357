import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { hostileContent, type Published, publish } from './formats/published.ts';

/**
 * html-validate's strictest set. Left out is what is a matter of taste in written HTML and not of its rules, and
 * `long-title`, because a headline is as long as its paper printed it.
 */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'long-title': 'off',
    // An aside without a name is no landmark inside an article (HTML-AAM), which this rule does not know.
    'unique-landmark': 'off',
    'no-inline-style': 'error',
    'no-trailing-whitespace': 'off',
    'require-sri': 'off',
    'tel-non-breaking': 'off',
  },
});

const jar = existsSync('node_modules/vnu-jar/build/dist/vnu.jar')
  ? createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')
  : null;
const java = spawnSync('java', ['-version']).status === 0;
const canCheck = jar !== null && java;
if (!canCheck)
  console.warn(
    `Skipped: the Nu checker did not look at the pages, because ${
      java
        ? 'vnu-jar is not installed (npm ci)'
        : 'there is no java on the path (install a Java runtime, 11 or later)'
    }.`,
  );

interface Message {
  readonly type: string;
  readonly subType?: string;
  readonly url: string;
  readonly lastLine?: number;
  readonly message: string;
  readonly extract?: string;
}

/** What the Nu checker says of files, errors and warnings. */
function nuMessages(folder: string, files: readonly string[]): string[] {
  const run = spawnSync(
    'java',
    [
      '-Xss4m',
      '-Xmx512m',
      '-jar',
      jar!,
      '--format',
      'json',
      '--exit-zero-always',
      ...files.map((file) => join(folder, file)),
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { messages } = JSON.parse(run.stderr.slice(run.stderr.indexOf('{'))) as { messages: Message[] };
  // The checker guesses a page's language from all its words; here blocks of other languages say theirs themselves.
  const told = messages.filter(
    ({ message }) => !message.startsWith('This document appears to be written in'),
  );
  return told.map(
    ({ type, subType, url, lastLine, message, extract }) =>
      `${subType ?? type} ${url.split(folder)[1]}:${lastLine}: ${message} «${extract ?? ''}»`,
  );
}

describe.each([
  ['the demo newspaper', undefined],
  ['a hostile site', hostileContent],
])('the pages of %s', (_, content) => {
  let site: Published;
  let pages: string[];
  beforeAll(async () => {
    site = await publish(content === undefined ? {} : { content: content(), config: '{}' });
    pages = [...site.files.keys()].filter((path) => path.endsWith('.html')).sort();
  });

  test('are valid by html-validate', async () => {
    const wrong = new Set<string>();
    for (const path of pages) {
      const report = await validator.validateString(site.files.get(path)!);
      for (const { messages } of report.results)
        for (const { ruleId, message, line } of messages) wrong.add(`${path}:${line} ${ruleId}: ${message}`);
    }
    expect([...wrong].slice(0, 20)).toEqual([]);
  });

  test.skipIf(!canCheck)('are valid by the Nu checker, without a warning', () => {
    // A fifth of a second a page: of a large site every list and a part of the articles will do.
    const some = pages.filter((path, i) => !/\d{4}\/\d{2}\/\d{2}/.test(path) || i % 5 === 0);
    expect(nuMessages(site.folder, pages.length < 60 ? pages : some).slice(0, 20)).toEqual([]);
  });
});
