import fc from 'fast-check';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { helpers } from '../src/render/helpers.ts';
import { loadTemplates } from '../src/render/templates.ts';

/** Pieces of templates that call each other in every way there is. */
const piece = fc.constantFrom(
  'text ',
  '{{title}} ',
  '{{this}} ',
  '{{#if title}}yes{{else}}no{{/if}} ',
  '{{#each list}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}} ',
  '{{#each people}}{{> a}}{{/each}} ',
  '{{#each people}}{{> b}}{{name}}{{../title}}{{/each}} ',
  '{{#with person}}{{> c}}{{/with}} ',
  '{{> a}} ',
  '{{> b}} ',
  '\n  {{> c}}\nafter ',
  '{{> a person}} ',
  '{{> b this}} ',
  '{{> c level="2"}} ',
  '{{> a person level=title}} ',
  '{{#> a}}block {{title}}{{/a}} ',
  '{{#> b}}{{> c}} in a block{{/b}} ',
  '{{#> c}}\n{{> a}}\n{{/c}}\n',
  '{{#> b}}{{#> c}}two deep {{title}}{{/c}}{{/b}} ',
  '{{#> a}}{{#each list}}{{this}}{{@root.title}}{{/each}}{{/a}} ',
  '{{link "/x/"}}{{#if (eq title "T")}}T{{/if}} ',
);
/** Within a partial that is called with a block, the block may be shown; what is around it may be looked at. */
const inPartial = fc.oneof(
  { weight: 4, arbitrary: piece.filter((text) => !text.includes('{{> a') && !text.includes('{{#> a')) },
  fc.constantFrom(
    '{{> @partial-block}} ',
    '  {{> @partial-block}}\n',
    '{{#if title}}{{> @partial-block}}{{/if}} ',
    '{{#each list}}{{> @partial-block}}{{/each}} ',
    '{{@partial-block}} ',
    '{{../title}} ',
  ),
);
const text = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(of, { maxLength: 5 }).map((pieces) => pieces.join(''));
/** Only downwards, since nothing here ends a recursion: a calls b and c, b calls c, c calls none. */
const without = (names: string[]) =>
  inPartial.filter((each) => !names.some((name) => new RegExp(`\\{\\{#?> ${name}\\b`).test(each)));

const view = {
  title: 'T',
  list: ['one', '<two>'],
  people: [{ title: 'A', name: 'Ada', list: [], people: [], person: { title: 'N' } }],
  person: { title: 'P', list: ['x'], people: [] },
  page: { root: '../' },
};

/** What Handlebars itself makes of them, every partial called. */
function plain(sources: Readonly<Record<string, string>>): string | null {
  const environment = Handlebars.create();
  for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, helper);
  const options = { strict: true, knownHelpersOnly: true, preventIndent: true };
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  for (const name of ['a', 'b', 'c'])
    environment.registerPartial(name, environment.compile(sources[name]!, { ...options, knownHelpers }));
  try {
    return environment.compile(sources.page!, { ...options, knownHelpers })(view);
  } catch {
    return null;
  }
}

test('a template renders as if each of its partials were called', () => {
  let rendered = 0;
  fc.assert(
    fc.property(
      fc.record({
        page: text(piece),
        a: text(without(['a'])),
        b: text(without(['a', 'b'])),
        c: text(without(['a', 'b', 'c'])),
      }),
      (sources) => {
        const expected = plain(sources);
        const templates = loadTemplates(
          Object.entries(sources).map(([name, source]) => ({
            name: name === 'page' ? name : `partials/${name}`,
            file: `${name}.hbs`,
            text: source,
          })),
        );
        // Twice, because compiling changes the trees that the next compiling is given.
        for (let time = 0; time < 2; time++) {
          const found = templates.render('page', view);
          if (expected === null) expect(found).toMatchObject({ rule: 'template-failed' });
          else expect(found).toBe(expected);
        }
        if (expected !== null) rendered++;
      },
    ),
    { numRuns: 1500 },
  );
  expect(rendered, 'templates that render at all').toBeGreaterThan(300);
});

test('where a partial fails, its file and line are told and who called it', () => {
  const templates = loadTemplates([
    { name: 'page', file: 'page.hbs', text: 'one\n{{> a}}' },
    { name: 'partials/a', file: 'partials/a.hbs', text: '{{#> b}}x{{/b}}' },
    { name: 'partials/b', file: 'partials/b.hbs', text: '\n\n {{nowhere}}{{> @partial-block}}' },
  ]);
  expect(templates.render('page', view)).toMatchObject({
    file: 'partials/b.hbs',
    line: 3,
    reason: expect.stringContaining('page › partials/a › partials/b'),
  });
});
