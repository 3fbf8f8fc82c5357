import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Holds a file of the repository to what the code says it should be. Where it is not, the test fails, and the file is
 * made right for the next run; in CI it is left as it is.
 */
export function expectDocument(file: string, due: string): void {
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (due !== written && process.env.CI === undefined) writeFileSync(file, due);
  expect(written).toBe(due);
}

/** A document with the text between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withPart(text: string, name: string, part: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open) + open.length, text.indexOf(close)];
  if (from < open.length || to < from) throw new Error(`There is no part “${name}”.`);
  return `${text.slice(0, from)}${part}\n${text.slice(to)}`;
}
