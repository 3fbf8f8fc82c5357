import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

function broadsheet(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['src/launch.js', ...args], { encoding: 'utf8' });
}

const chapters = readFileSync('docs/commands.md', 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ command: text.split('\n')[0]!, flags: flagsIn(text, /^\| `(--[a-z-]+)/gm) }));

/** The names of the flags in a text, sorted. */
function flagsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, flag = '']) => flag).sort();
}

test('docs/commands.md has a chapter for every command', () => {
  const [, commands = ''] = broadsheet('--help').stdout.split('Commands:\n');
  expect(chapters.map(({ command }) => command)).toEqual(
    [...commands.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name),
  );
});

test.each(chapters)('docs/commands.md lists the flags of $command', ({ command, flags }) => {
  // `dev` and `check` take the flags of `build` and list their own.
  const inherited = command === 'dev' || command === 'check' ? chapters[0]!.flags : [];
  const { stdout, status } = broadsheet(command, '--help');
  expect(status).toBe(0);
  const known = flagsIn(stdout, /^ {2}(--[a-z-]+)/gm);
  expect([...flags, ...inherited.filter((flag) => known.includes(flag))].sort()).toEqual(known);
});

test.each([
  [[]],
  [['biuld'], 'build'],
  [['build', '--strct'], '--strict'],
  [['build', 'extra'], 'too many'],
  [['build', '--base-url', 'example.org'], 'https://'],
  [['build', '--base-url', 'javascript:alert(1)'], 'https://'],
  [['build', '--now', 'tomorrow'], '2025-06-30'],
  [['build', '--now', '2025-02-30'], '2025-06-30'],
  [['build', '--config', 'no-such.yaml'], 'no such file'],
  [['build', '--workers', '-1'], 'whole number'],
  [['dev', '--port', '65536'], '65535'],
  [['check', '--host', 'constructor'], 'netlify'],
  [['inspect'], 'file'],
  [['import', 'page.txt'], '--to'],
])('a wrong command line %j is told and ends with 2', (args: readonly string[], word = 'Usage') => {
  const { status, stdout, stderr } = broadsheet(...args);
  expect(stderr).toContain(word);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
