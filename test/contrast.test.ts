import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('templates/assets/style.css', 'utf8');

/** The colours of the stylesheet by name: `[light, dark]`. */
const COLOURS = new Map(
  [...css.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name!, [light!, dark!] as const],
  ),
);

/** Relative luminance of an sRGB colour (WCAG 2.2, “relative luminance”). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”). */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

test('the measure is right: black on white is 21, and the grey that just passes passes', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s theme', (_, theme) => {
  const colour = (name: string): string => COLOURS.get(name)![theme];
  test.each(['paper', 'tint'])('text can be read on %s (SC 1.4.3)', (ground) => {
    for (const text of ['ink', 'muted', 'accent'])
      expect(contrast(colour(text), colour(ground)), text).toBeGreaterThanOrEqual(4.5);
  });
  test('the ring of the focus stands out (SC 1.4.11)', () => {
    for (const ground of ['paper', 'tint'])
      expect(contrast(colour('focus'), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

test('every colour of the stylesheet is one of those, but for print', () => {
  const screen = css.slice(0, css.indexOf('@media print'));
  const stray = screen
    .replace(/--[a-z]+: light-dark\([^)]*\);/g, '')
    .match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/g);
  expect(stray).toBe(null);
});
