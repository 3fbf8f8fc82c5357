import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { articles, asMarkdown, asText } from '../bench/corpus.ts';
import { TestSite, tree } from './engine/site.ts';

const LAUNCHER = resolve('src/launch.js');

/** More than are read and printed by one thread alone. */
const MANY = 460;

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
  for (const article of articles(MANY, 5)) {
    const markdown = article.number % 50 === 0;
    const path = `content/${article.path}.${markdown ? 'md' : 'txt'}`;
    site.write(path, markdown ? asMarkdown(article) : asText(article));
  }
});
afterEach(() => site.dispose());

/** Builds in the site's folder; returns the exit code and what was told, but for how long it took. */
function built(out: string, ...flags: string[]): { code: number | null; told: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [LAUNCHER, 'build', '--out', out, ...flags],
    { cwd: site.root, encoding: 'utf8', timeout: 60_000 },
  );
  return { code: status, told: (stdout + stderr).replace(/^Took .*\n/m, '') };
}

test('any number of threads makes the same site', () => {
  const alone = built('alone', '--no-cache', '--workers', '0');
  expect(alone.code).toBe(0);
  const clean = tree(join(site.root, 'alone'));
  expect(clean.size).toBeGreaterThan(MANY);
  // Where nobody asks for a number, one thread makes the pages and another carries them to the disk.
  for (const workers of ['1', '3', 'default']) {
    const out = `with-${workers}`;
    const asked = workers === 'default' ? [] : ['--workers', workers];
    const { code, told } = built(out, '--cache', `cache-${workers}`, ...asked);
    expect({ code, told }).toEqual({ code: 0, told: alone.told });
    const found = tree(join(site.root, out));
    expect([...found.keys()]).toEqual([...clean.keys()]);
    for (const [path, bytes] of found) expect(bytes === clean.get(path), path).toBe(true);

    // The memory that the threads have filled together says that nothing is to be done.
    expect(built(out, '--cache', `cache-${workers}`).told).toContain('nothing rendered');
    // Without the output the articles are remembered, and bodies that no thread has read are read again.
    rmSync(join(site.root, out), { recursive: true });
    expect(built(out, '--cache', `cache-${workers}`, ...asked).told).toContain(' 0 read');
    expect(tree(join(site.root, out))).toEqual(clean);
  }
}, 120_000);

test('the spare that another thread brings level is that of the published site', () => {
  expect(built('dist', '--cache', 'cache').code).toBe(0);
  const [first, second] = [...articles(3, 6)].slice(1);
  for (const [n, article] of [first!, second!].entries()) {
    site.write(`content/more-${n}.txt`, asText(article));
    // The first of these builds finds no spare at all, the second one that is level but for a few files.
    const { code, told } = built('dist', '--cache', 'cache');
    expect({ code, told }).toMatchObject({ code: 0, told: expect.stringContaining(' 1 read') });
    expect(built('clean', '--no-cache', '--workers', '0').code).toBe(0);
    expect(tree(join(site.root, 'dist'))).toEqual(tree(join(site.root, 'clean')));
  }
}, 120_000);

test('where a template fails on every page, the mistake is told once and nothing is published', () => {
  site.write('templates/article.hbs', '{{article.nowhere}}');
  for (const asked of [['--workers', '0'], ['--workers', '1'], []]) {
    const { code, told } = built('dist', '--no-cache', ...asked);
    expect(code).toBe(1);
    expect(told.match(/template-failed/g)).toHaveLength(1);
    expect(existsSync(join(site.root, 'dist'))).toBe(false);
  }
});

test('where nothing can be written, that is told and nothing is published', () => {
  writeFileSync(join(site.root, 'dist'), 'a file where the site should be');
  for (const asked of [['--workers', '0'], ['--workers', '1'], []]) {
    const { code, told } = built('dist', '--no-cache', ...asked);
    expect(code).toBe(1);
    expect(told).toMatch(/ error /);
    expect(site.read('dist')).toBe('a file where the site should be');
  }
});
