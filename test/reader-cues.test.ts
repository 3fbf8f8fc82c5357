import { expect, test } from 'vitest';
import { anyLine, cue, cuesOf, hasCue } from '../src/articles/scraped/cues.ts';

const lampCue = cue({ opens: 'the ¶', or: 'urgent', says: 'lamp lamps photograph ⚑ é' });

test.each([
  ['The lamp is lit.', true],
  ['  “THE LAMPS', true],
  ['¶ a lamp', true],
  ['A lamp, urgent', true],
  ['The ⚑', true],
  ['The é', true],
  ['The photographer', true], // from the eighth letter on words are the same
  ['The lamplighter', false],
  ['A lamp is lit by the mayor.', false],
  ['Not ¶ a lamp', false],
  ['The mayor', false],
  ['urgent', false],
  ['', false],
])('%s', (line, expected) => {
  expect(hasCue(lampCue, line)).toBe(expected);
});

test('any of several cues is enough, and every line has the one that asks nothing', () => {
  const oilCue = cue({ says: 'oil' });
  expect(hasCue(lampCue | oilCue, 'No oil')).toBe(true);
  expect(hasCue(oilCue, 'The lamp')).toBe(false);
  for (const line of ['', 'x', 'The lamp', '\u{1f4a1}']) expect(cuesOf(line) & anyLine).toBe(anyLine);
});
