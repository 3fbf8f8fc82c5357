import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { familyDescriptions } from '../src/articles/scraped/families.ts';
import { parseFamilies } from '../src/articles/scraped/family.ts';
import { readerProblems } from '../src/articles/scraped/problems.ts';
import { readScraped } from '../src/articles/scraped/read-scraped.ts';
import { rules } from '../src/articles/scraped/rules.ts';
import { expectDocument, withPart } from './documents.ts';

const file = 'docs/reading.md';

/** A table cell: nothing in it may end the cell. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}

function exampleOf(example: string): string {
  const line =
    example
      .split('\n')
      .find((one) => one.startsWith('» '))
      ?.slice(2) ?? '';
  const short = line.length > 70 ? `${line.slice(0, 69)}…` : line;
  return short === '' ? '' : `\`\` ${cell(short)} \`\``;
}

const tables = {
  families: familyDescriptions.map(({ name, says }) => `- \`${name}\`: ${says}`).join('\n'),
  rules: [
    '| Rule | Role | What it says | Example |',
    '|---|---|---|---|',
    ...rules.map(
      ({ id, role, says, example }) => `| \`${id}\` | ${role} | ${cell(says)} | ${exampleOf(example)} |`,
    ),
  ].join('\n'),
  problems: [
    '| Problem | Severity | What to do |',
    '|---|---|---|',
    ...Object.entries(readerProblems).map(
      ([rule, [severity, hint]]) => `| \`${rule}\` | ${severity} | ${cell(hint)} |`,
    ),
  ].join('\n'),
};

test('docs/reading.md lists the families, rules and problems that there are', () => {
  let due = readFileSync(file, 'utf8');
  for (const [name, table] of Object.entries(tables)) due = withPart(due, name, table);
  expectDocument(file, due);
});

test('the worked example of docs/reading.md reads as it says', () => {
  const text = readFileSync(file, 'utf8');
  const page = /```text\n([\s\S]*?)```/.exec(text)![1]!;
  const { families, problems } = parseFamilies(
    parse(/```yaml\n([\s\S]*?)```/.exec(text)![1]!),
    'families.yaml',
  );
  expect(problems).toEqual([]);
  const read = readScraped(page, 'page.txt', families);
  expect(read.problems).toEqual([]);
  expect(read).toMatchObject({
    family: 'evening-lamp',
    title: 'Divers map the drowned village',
    section: 'Harbour',
    siteName: 'Evening Lamp',
    date: '2024-05-21T18:30:00',
    dateline: 'PORTO',
    likes: 214,
    related: ['Choir of 900 sings in the empty reservoir', 'Baker finds a wedding ring'],
  });
  expect(read.paragraphs).toHaveLength(2);
});

test('a wrong family is told with its place, and the others are used', () => {
  const good = { name: 'good', signs: [[{ line: 'x{rest}', where: 'first' }]] };
  const { families, problems } = parseFamilies(
    [
      good,
      { ...good, name: 'Bad Name' },
      { ...good, name: 'a', sign: 1 },
      { ...good, name: 'b', signs: [[{ line: '{nothing}', where: 'first' }]] },
      { ...good, name: 'c', head: [{ role: 'title', line: '{section}{title}' }] },
      { name: 'd' },
      good,
      7,
    ],
    'families.yaml',
  );
  expect(families.map(({ name }) => name)).toEqual(['good']);
  expect(problems.map(({ file, severity, rule }) => `${file} ${severity} ${rule}`)).toEqual(
    problems.map(() => 'families.yaml error bad-family'),
  );
  for (const word of [
    'Bad Name',
    'sign',
    '{nothing} is no field',
    'only {section}{title}',
    'without signs',
    'two families',
    'families[7]',
  ]) {
    expect(
      problems.some(({ reason }) => reason.includes(word)),
      word,
    ).toBe(true);
  }
  expect(parseFamilies('x', 'f').problems).toHaveLength(1);
  expect(parseFamilies(null, 'f')).toEqual({ families: [], problems: [] });
});
