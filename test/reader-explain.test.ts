import { expect, test } from 'vitest';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { explain, inspectJson } from '../src/articles/explain.ts';
import { defaultReadOptions, readArticle } from '../src/articles/read.ts';
import scrapedParse from '../src/articles/scraped/parse.ts';
import type { SourcePath } from '../src/base/brand.ts';
import type { Reading } from '../src/articles/types.ts';

const page = [
  'Current:Home > NewsMud -Lamp',
  'Mud',
  'View',
  'Date:2024-13-01 08:00:00',
  'OSLO — Mud \u001b[31mwas found.',
  '',
  'MORE: Mud again',
  '- boots',
  '- a hat',
  'What now?',
  'The mayor will decide on Monday, when the council meets in the old hall.',
  'Ada Quill and Ben Ford contributed to this story.',
  'veryGood! (7)',
].join('\n');

function read(bytes: Uint8Array | string, limits = defaultReadOptions.limits): Reading {
  return readArticle(
    {
      path: 'a.txt' as SourcePath,
      file: 'content/a.txt',
      bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
    },
    { ...defaultReadOptions, limits },
  );
}

test('inspect shows each line with number, role and rule, then the record and what was unsure', () => {
  const shown = explain(read(page)).split('\n');
  expect(shown[0]).toBe(' 1  breadcrumb  head-breadcrumb     Current:Home > NewsMud -Lamp');
  expect(shown[4]).toBe(' 5  paragraph   body-paragraph      OSLO — Mud ‹001b›[31mwas found.');
  expect(shown[5]).toBe(' 6  blank       blank');
  expect(shown).toContain('dateline        OSLO');
  expect(shown).toContain('crossLinks      {"label":"MORE","headline":"Mud again"}');
  expect(shown.some((line) => line.includes('line 4  warning  bad-date'))).toBe(true);
  expect(shown.at(-2)).toMatch(/^ {4}Remove them/);
  expect(explain(read(page), { colour: true })).toContain('\u001b[34mcross-link\u001b[0m');
});

test('inspect --json gives the record, the paragraphs, every line and the problems', () => {
  const json = inspectJson(read(page)) as { lines: unknown[] };
  expect(Object.keys(json)).toEqual([
    'title',
    'date',
    'section',
    'siteName',
    'dateline',
    'likes',
    'crossLinks',
    'credits',
    'related',
    'ranking',
    'recommendation',
    'unrecognised',
    'paragraphs',
    'lines',
    'problems',
  ]);
  expect(json.lines).toHaveLength(13);
  expect(json.lines![5]).toEqual({ number: 6, text: '', role: 'blank', rule: 'blank' });
});

test('the unified parser gives the tree of the reader, and messages', () => {
  const file = new VFile({ value: page, path: 'a.txt' });
  const tree = unified().use(scrapedParse).parse(file);
  expect(tree).toEqual(read(page).body.root);
  expect(tree.children.map(({ type }) => type)).toEqual([
    'paragraph',
    'crossLink',
    'list',
    'heading',
    'paragraph',
    'credit',
  ]);
  expect(file.messages.map(({ ruleId, line }) => `${ruleId}:${line}`)).toEqual(['bad-date:4']);
});

const bad: readonly (readonly [string, Uint8Array, string, RegExp])[] = [
  ['an empty file', new Uint8Array(0), 'empty-file', /empty/],
  ['only a byte order mark', Buffer.from('\ufeff'), 'empty-file', /empty/],
  ['only blank lines', Buffer.from(' \n\u200b\r\n\n'), 'empty-file', /blank/],
  ['UTF-16 with its mark', Buffer.from('\ufeffMud was found', 'utf16le'), 'utf-16', /UTF-16/],
  ['UTF-16 without', Buffer.from('Mud was found again', 'utf16le'), 'utf-16', /UTF-16/],
  ['Latin-1', Buffer.from('Mud\nCaf\u00e9', 'latin1'), 'not-utf-8', /Latin-1/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0, 1, 2]), 'binary-file', /NUL/],
];

test.each(bad)('%s is a problem with its reason', (_what, bytes, rule, reason) => {
  const reading = read(bytes);
  expect(reading.article).toBeNull();
  expect(reading.problems).toHaveLength(1);
  expect(reading.problems[0]).toMatchObject({ file: 'content/a.txt', severity: 'error', rule });
  expect(reading.problems[0]!.reason).toMatch(reason);
  expect(reading.problems[0]!.hint).not.toBeNull();
});

test('the line of the first byte that is not UTF-8 is named', () => {
  expect(read(Buffer.from('Mud\nCaf\u00e9', 'latin1')).problems[0]!.line).toBe(2);
});

test('a limit is named, with its value and the way to raise it', () => {
  const told = (bytes: string, limits: Partial<typeof defaultReadOptions.limits>): string => {
    const [problem] = read(bytes, { ...defaultReadOptions.limits, ...limits }).problems;
    return `${problem!.rule}:${problem!.line} ${problem!.reason} ${problem!.hint}`;
  };
  expect(told('mud mud', { bytes: 3 })).toMatch(/^too-large:1 .*7 bytes.*limits\.bytes \(3\).*site\.yaml/);
  expect(told('a\nmud mud', { lineLength: 3 })).toMatch(
    /^line-too-long:2 .*7 characters.*limits\.lineLength \(3\).*site\.yaml/,
  );
  expect(told('a\nb\nc\n', { lines: 2 })).toMatch(/^too-many-lines:3 .*2 lines.*limits\.lines.*site\.yaml/);
});

test('a page without a title has no article, and what was found is shown', () => {
  const reading = read(
    'The lamp was lit on Tuesday by the mayor.\nIt burned all night.\n2025-05-08 03:521315 view\n',
  );
  expect(reading.article).toBeNull();
  expect(reading.problems.map(({ rule }) => rule)).toContain('no-title');
  expect(inspectJson(reading)).toMatchObject({ title: null, date: '2025-05-08T03:52:00' });
});

test('a junk brand stays in the record, is shown to the editor, and not to readers', () => {
  const reading = read(
    'Current:Home > NewsLampex-Divers map the village -Lamp\nLampex-Divers map the village\nView\nDate:2024-03-01 08:00:00\nDivers are Lampexmapping the village.\n',
  );
  expect(reading.article?.record.title).toBe('Lampex-Divers map the village');
  expect(reading.article?.displayTitle).toBe('Divers map the village');
  expect(reading.problems.map(({ rule, severity, line }) => `${rule} ${severity} ${line}`)).toEqual([
    'junk-brand note 2',
  ]);
  const inDateline = read(
    'Lampex|Divers map the village\n\n2025-05-08 03:17:15source:Lampcategory:News\n\nOSLO,Lampex Norway (AP) — Divers map it.\n',
  );
  expect(inDateline.article?.displayTitle).toBe('Divers map the village');
  const honest = read(
    'Current:Home > NewsNon-binding vote held -Lamp\nNon-binding vote held\nView\nDate:2024-03-01 08:00:00\nA vote that is Nonbinding was held.\n',
  );
  expect(honest.article?.displayTitle).toBe('Non-binding vote held');
});
