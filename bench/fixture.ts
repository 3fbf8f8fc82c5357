import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expectationOf } from '../test/fixtures.ts';

/**
 * `npm run fixture -- page.txt [name]`: adds a fixture of scraped text. The expectation is what the reader makes of
 * it today, to be corrected by hand; an existing fixture is never touched.
 */
export function main([source, name]: readonly string[], root: string): number {
  if (source === undefined || !existsSync(source)) {
    process.stderr.write(
      source === undefined ? 'usage: npm run fixture -- page.txt [name]\n' : `${source}: no such file\n`,
    );
    return 2;
  }
  const title = (name ?? basename(source, '.txt'))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const folder = join(
    root,
    'test',
    'fixtures',
    'scraped',
    title === 'source' ? basename(dirname(source)) : title,
  );
  if (existsSync(folder)) {
    process.stderr.write(`${folder} exists; give another name: npm run fixture -- ${source} NAME\n`);
    return 1;
  }
  const bytes = readFileSync(source);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'source.txt'), bytes);
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expectationOf(bytes), null, 2)}\n`);
  process.stdout.write(
    `${join(folder, 'expected.json')}: now correct it by hand to what a careful reader would say\n`,
  );
  return 0;
}
