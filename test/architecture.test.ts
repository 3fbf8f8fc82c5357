import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

/** The rows of the table in ARCHITECTURE.md, which is the law: a folder of src/, and the folders it may know. */
const law = new Map(
  [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| `(\w+)(?:\/|\.ts)` \|[^|]*\| ([^|]*) \|$/gm)].map(
    ([, place = '', knows = '']) => [place, [...knows.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)],
  ),
);

/** These know neither disk nor network, clock, chance, terminal, locale nor environment. */
const PURE = ['base', 'config', 'articles', 'site', 'pages', 'render'];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(`src/${file}`, 'utf8').replace(/^\s*\/\*[\s\S]*?\*\/|(^|\s)\/\/ .*$/gm, '$1');
    const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name);
    return { file, place: placeOf(file), text, imports };
  });

/** The part of the program a file belongs to: its folder; the files above the folders are the program itself. */
function placeOf(file: string): string {
  const [first = '', ...rest] = file.split('/');
  if (rest.length > 0) return first;
  return law.has(first.replace(/\.ts$/, '')) ? first.replace(/\.ts$/, '') : 'program';
}

/** Every `file: match` of a pattern in the code, comments left out. */
function found(pattern: RegExp, among: (source: (typeof sources)[number]) => boolean): string[] {
  return sources
    .filter(among)
    .flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match}`));
}

test('the table of ARCHITECTURE.md names every folder, each after those it knows', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...law.keys()].sort()).toEqual([...folders.map(({ name }) => name), 'config'].sort());
  const above = new Set<string>();
  for (const [place, knows] of law) {
    for (const known of knows) expect(above, `${place} knows ${known}`).toContain(known);
    above.add(place);
  }
});

test('imports flow one way', () => {
  expect(sources.length).toBeGreaterThan(80);
  const astray = sources
    .filter(({ place }) => place !== 'program')
    .flatMap(({ file, place, imports }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .map((name) => placeOf(posix.join(posix.dirname(file), name)))
        .filter((other) => other !== place && !law.get(place)?.includes(other))
        .map((other) => `${file} imports from ${other}`),
    );
  expect(astray).toEqual([]);
});

test('what is pure touches no disk, network, clock, chance, terminal or locale', () => {
  const pure = ({ place }: { place: string }): boolean => PURE.includes(place);
  const modules = sources
    .filter(pure)
    .flatMap(({ file, imports }) =>
      imports.filter((name) => name.startsWith('node:')).map((name) => `${file} imports ${name}`),
    );
  expect(modules).toEqual(['base/digest.ts imports node:crypto', 'base/digest.ts imports node:zlib']);
  expect(
    found(
      /\b(?:Date\.now|new Date\(\)|Math\.random|performance\.|localeCompare|toLocale\w*|Intl\b|process\.|globalThis\b|fetch\()/g,
      pure,
    ),
  ).toEqual([]);
});

test('only cli.ts prints, exits and reads the environment', () => {
  expect(
    found(/\bconsole\.|\bprocess\.(?:std\w+|exit\w*|argv|env|cwd)\b/g, ({ file }) => file !== 'cli.ts'),
  ).toEqual([]);
});
