import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';

const rulesOf = (yaml: string): string[] =>
  parseConfig(yaml, 'site.yaml').problems.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`);

test.each([
  ['/:section/:year/:month/:day/:slug/', true],
  ['/archive/v1.2/:slug/', true],
  ['/:year-:month/:slug/', true],
  ['/', false],
  ['/:section/:year/', false],
  ['/../:slug/', false],
  ['/./:slug/', false],
  ['/a/.../:slug/', false],
  ['//:slug/', false],
  [':slug', false],
  ['/:sulg/', false],
  ['/%2e%2e/:slug/', false],
  [`/${'a'.repeat(100_000)}`, false],
])('the permalink %j is taken: %s', (permalink, taken) => {
  expect(rulesOf(`title: x\npermalink: ${JSON.stringify(permalink)}\n`)).toEqual(
    taken ? [] : ['2 error config-value'],
  );
});

test.each([
  ['titel: x', ['1 warning config-unknown-key']],
  ['title: x\nnow: 2025-02-30', ['2 error config-value']],
  ['now: 2025-02-28T23:59:59', []],
  ['baseUrl: javascript:alert(1)', ['1 error config-value']],
  ['contentSignal: { aiTrain: true }', []],
  ['contentSignal: { train: true }', ['1 warning config-unknown-key']],
  ['limits:\n  lines: 5\n  byte: 7', ['3 warning config-unknown-key']],
  ['sections:\n  News:\n    nmae: x', ['3 warning config-unknown-key']],
  ['sections: { News: 7 }', ['1 error config-value']],
  [
    'a: &a [x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c]',
    ['1 error config-shape'],
  ],
  ['sections: { News: { path: ../x } }', ['1 error config-value']],
  ['- a\n- b', ['1 error config-shape']],
  ['title: "x', ['1 error config-yaml']],
  ['', []],
])('%j says %j', (yaml, rules) => {
  expect(rulesOf(yaml)).toEqual(rules);
});

test.each([
  ['perPage: 0', '1:1 The value of “perPage” cannot be used; wanted: whole number, 1 to 500.'],
  ['title: 5', '1:1 The value of “title” cannot be used; wanted: text.'],
  ['robots: on', '1:1 The value of “robots” cannot be used; wanted: `index` or `noindex`.'],
  ['now: soon', /; wanted: a date such as 2025-06-30 /],
  ['baseUrl: ftp://x', /; wanted: an address such as https:/],
  [
    'limits: { lines: 0 }',
    '1:11 The value of “limits.lines” cannot be used; wanted: whole number, 1 or more.',
  ],
  [
    'title: A\nsections:\n  title: { name: News }\n  Sports:\n    order: first\n',
    '5:5 The value of “sections.Sports.order” cannot be used; wanted: number.',
  ],
  [
    'sections: { A: hiden }',
    '1:13 The value of “sections.A” cannot be used; wanted: `hidden` or keys and values.',
  ],
  [
    'sections:\n  title: {}\n  x: { title: a }',
    '3:8 The key “sections.x.title” is not known and changes nothing.',
  ],
  ['title: [', '1:9 The configuration is not valid YAML: Flow sequence'],
])('%j is told as %j', (yaml, told) => {
  const { problems } = parseConfig(yaml, 'site.yaml');
  expect(problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`)).toEqual([
    typeof told === 'string' && told.endsWith('.') ? told : expect.stringMatching(told),
  ]);
});

test('what is wrong leaves every setting at its default', () => {
  const { config } = parseConfig('title: The Lamp\nperPage: many\n', 'site.yaml');
  expect(config).toEqual(parseConfig(null, 'site.yaml').config);
});
