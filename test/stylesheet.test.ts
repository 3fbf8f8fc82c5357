import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { squeezeStylesheet } from '../src/render/stylesheet.ts';

test.each([
  ['a {\n  color: red;\n}\n', 'a{color:red}'],
  ['/* one */ a, /* two */\nb > c { margin: 0 auto }', 'a,b>c{margin:0 auto}'],
  ['main :focus { outline: 0 }', 'main :focus{outline:0}'],
  ['a::before { content: "a ; /* b */ \\" { c" }', 'a::before{content:"a ; /* b */ \\" { c"}'],
  ["a { background: url('x  y') }", "a{background:url('x  y')}"],
  ['a { width: calc(1px + 2px - 3px) }', 'a{width:calc(1px + 2px - 3px)}'],
  [
    '@media (min-width: 1px) and (scripting: none) { a { b: c } }',
    '@media (min-width:1px) and (scripting:none){a{b:c}}',
  ],
  ['a { margin: 0.5em -0.5em calc(0.25 * 10.5px); }', 'a{margin:.5em -.5em calc(.25 * 10.5px)}'],
  ['a::before { content: " 0.5;}" }', 'a::before{content:" 0.5;}"}'],
  ['/* a */ x /* b */ { c: d }', 'x{c:d}'],
  ['a { /* never closed', 'a{/* never closed'],
])('%j is published as %j', (given, wanted) => {
  expect(squeezeStylesheet(given)).toBe(wanted);
});

test.each(['style', 'search'])('squeezing %s.css twice changes nothing, and no rule is lost', (name) => {
  const css = readFileSync(`templates/assets/${name}.css`, 'utf8');
  const once = squeezeStylesheet(css);
  expect(squeezeStylesheet(once)).toBe(once);
  const braces = (text: string): number => text.replace(/\/\*[\s\S]*?\*\//g, '').split('{').length;
  expect(braces(once)).toBe(braces(css));
});
