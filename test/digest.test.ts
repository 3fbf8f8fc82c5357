import { expect, test } from 'vitest';
import { digestOf, digestOfLines } from '../src/base/digest.ts';
import { finished } from '../src/base/steps.ts';

test.each([0, 1, 2, 9_999, 10_000, 10_001, 20_000, 25_000])(
  '%i lines, taken in steps, have the digest of their text',
  (count) => {
    const lines = Array.from({ length: count }, (_, n) => (n % 7 === 0 ? '' : `line ${n}`));
    expect(finished(digestOfLines(lines))).toBe(digestOf(lines.join('\n')));
  },
);
