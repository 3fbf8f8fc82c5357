import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { readTemplates } from '../src/inputs.ts';
import { helpers } from '../src/render/helpers.ts';
import { PERHAPS_NOT_INERT } from '../src/render/inert.ts';
import { quickTemplate } from '../src/render/quick-templates.ts';

/** Templates by their names, as the sources name them: `partials/card`. */
type Templates = Readonly<Record<string, string>>;

/** Handlebars by itself: the text of a view, or null where it fails. */
function plain(templates: Templates, name: string, view: object): string | null {
  const environment = Handlebars.create();
  for (const [each, helper] of Object.entries(helpers)) environment.registerHelper(each, helper);
  const options: CompileOptions = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { link: true, eq: true, signed: true } as KnownHelpers,
    preventIndent: true,
  };
  for (const [each, text] of Object.entries(templates))
    if (each.startsWith('partials/'))
      environment.registerPartial(each.slice('partials/'.length), environment.compile(text, options));
  try {
    return environment.compile(templates[name]!, options)(view);
  } catch {
    return null;
  }
}

/** The quick program's text; null where it leaves the view to Handlebars. */
function quick(templates: Templates, name: string, view: object): string | null {
  const tree = (each: string) =>
    templates[each] === undefined ? undefined : Handlebars.parse(templates[each]);
  try {
    return quickTemplate(name, tree, 'partials/')?.(view) ?? null;
  } catch {
    return null;
  }
}

const page = { root: '../' };

describe('quick templates', () => {
  test('every template that comes with the program has a quick one', () => {
    const { templates } = readTemplates([{ folder: 'templates', shownAs: 'templates' }]);
    const trees = new Map(templates.map(({ name, text }) => [name, Handlebars.parse(text)]));
    const left = templates
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('partials/'))
      .filter((name) => quickTemplate(name, (each) => trees.get(each), 'partials/') === null);
    expect(left).toEqual([]);
  });

  test.each([
    ['a field', '{{a}}', { a: `1 < 2 & "3" '4' \`5\` = 6 >` }],
    ['markup as it is', '{{{a}}} {{&a}}', { a: '<b>' }],
    ['numbers and truth', '{{a}} {{b}} {{c}} {{d}}', { a: 0, b: -1.5, c: true, d: false }],
    ['nothing', '[{{a}}]', { a: null }],
    ['fields of fields', '{{a.b.c}} {{a.list.length}}', { a: { b: { c: 1 }, list: [1, 2] } }],
    ['if', '{{#if a}}A{{else if b}}B{{else}}C{{/if}}', { a: [], b: 'x' }],
    ['unless', '{{#unless a}}A{{else}}B{{/unless}}', { a: 0 }],
    [
      'each',
      '{{#each a}}{{@index}}{{@key}}{{#if @first}}f{{/if}}{{#if @last}}l{{/if}}{{this}} {{/each}}',
      { a: [1, 2] },
    ],
    [
      'each in each',
      '{{#each a}}{{#each this}}{{@index}}{{.}}{{/each}}{{@index}};{{/each}}',
      { a: [[1, 2], [3]] },
    ],
    [
      'each of nothing',
      '{{#each a}}x{{else}}none{{/each}}{{#each b}}x{{else}}none{{/each}}',
      { a: [], b: null },
    ],
    ['with', '{{#with a}}{{b}}{{@root.c}}{{else}}none{{/with}}', { a: { b: 1 }, c: 2 }],
    [
      'links',
      '{{link a}} {{{link a}}} {{link b}} {{link c}} {{link d}} {{link "/"}}',
      { a: '/b/?c=1&d="<\'', b: 'https://example.org/?a=1&b=2', c: '&/', d: null, page: { root: '/a&b/' } },
    ],
    ['helpers', '{{link a}} {{#if (eq b "x")}}x{{/if}} {{signed c}}', { a: '/b/', b: 'x', c: -3, page }],
    ['a partial', '{{> p a}}{{> p}}', { a: { n: 1 }, n: 2 }],
    ['a partial that is given fields', '{{> p n=3}}{{> p a n=a.n}}{{> q n=4}}', { a: { n: 1 }, n: 2 }],
    ['a layout', '{{#> layout}}{{n}}{{#> layout}}inner{{/layout}}{{/layout}}', { n: 2 }],
    ['white space', '{{#if a}}\n  x  \n{{/if}}\n {{~a~}} \n{{> p n=1}}\n', { a: 1 }],
    ['comments', 'a{{! b }}{{!-- c --}}', {}],
  ])('%s', (_, template, view) => {
    const templates = {
      main: template,
      'partials/p': '({{n}})',
      'partials/q': '{{> p}}{{#each @root.list}}{{n}}{{/each}}',
      'partials/layout': '[{{> @partial-block}}]',
    };
    const text = quick(templates, 'main', view);
    expect(text).not.toBeNull();
    expect(text).toBe(plain(templates, 'main', view));
  });

  test.each([
    ['a field that is not there', '{{a}}', {}],
    ['a field of nothing', '{{a.b}}', { a: null }],
    ['a field of a text', '{{#if a.sub}}x{{/if}}', { a: 'text' }],
    ['what every object has', '{{constructor}}{{#if toString}}x{{/if}}', {}],
    ['an object where a text is wanted', '{{a}}', { a: {} }],
    ['the fields of an object one by one', '{{#each a}}{{this}}{{/each}}', { a: { b: 1 } }],
    ['a character that HTML forbids', '{{a}}', { a: 'a\u0001b' }],
    ['half a pair', '{{{a}}}', { a: '\ud800' }],
    ['numbers as they are', '{{{a}}}{{{a}}}', { a: 1 }],
    ['outer views', '{{#with a}}{{../b}}{{/with}}', { a: { c: 1 }, b: 2 }],
    ['names for rows', '{{#each a as |row|}}{{row}}{{/each}}', { a: [1] }],
    ['a partial written where it is used', '{{#*inline "x"}}y{{/inline}}{{> x}}', {}],
    ['a computed partial', '{{> (lookup . "a")}}', { a: 'p' }],
    ['a helper of Handlebars', '{{lookup a "b"}}', { a: { b: 1 } }],
  ])('%s is left to Handlebars', (_, template, view) => {
    expect(quick({ main: template, 'partials/p': 'p' }, 'main', view)).toBeNull();
  });

  const field = fc.constantFrom(
    'a',
    'b',
    'c',
    'list',
    'name',
    'length',
    'this',
    '@index',
    '@first',
    '@last',
    '@key',
  );
  const path = fc.oneof(
    { weight: 3, arbitrary: field },
    fc
      .tuple(fc.constantFrom('a', 'b', 'this', '@root'), fc.constantFrom('a', 'c', 'list', 'name', 'length'))
      .map((parts) => parts.join('.')),
  );
  const { statements } = fc.letrec<{ statements: string; statement: string }>((tie) => ({
    statements: fc.array(tie('statement'), { maxLength: 3 }).map((each) => each.join('')),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('text ', '\n', ' <b> ', '{{~! note ~}}'),
      path.map((each) => `{{${each}}}`),
      path.map((each) => `{{{${each}}}}`),
      path.map((each) => `{{signed ${each}}}`),
      path.map((each) => `{{#if (eq ${each} 1)}}one{{/if}}`),
      fc
        .tuple(fc.constantFrom('', ' a', ' list'), fc.constantFrom('', ' name=b', ' a=1 c=list'))
        .map(([view, given]) => `{{> p${view}${given}}}`),
      tie('statements').map((inside) => `{{#> layout}}${inside}{{/layout}}`),
      fc
        .tuple(fc.constantFrom('if', 'unless', 'each', 'with'), path, tie('statements'), tie('statements'))
        .map(([block, each, inside, other]) => `{{#${block} ${each}}}${inside}{{else}}${other}{{/${block}}}`),
    ),
  }));
  const value = fc.letrec<{ value: unknown; object: object }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, 0, 1, '', 'x', '<&">', true, false, 'café', '\u202e'),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.record(
      {
        a: tie('value'),
        b: tie('value'),
        c: tie('value'),
        list: fc.array(tie('value'), { maxLength: 3 }),
        name: fc.string(),
      },
      { requiredKeys: [] },
    ),
  })).object;

  test('what one gives is what Handlebars gives', () => {
    let given = 0;
    let all = 0;
    fc.assert(
      fc.property(statements, statements, statements, value, (main, p, around, fields) => {
        const templates = {
          main,
          // Neither may call itself for ever.
          'partials/p': p
            .replace(/\{\{> p[^}]*\}\}/g, '')
            .replace(/\{\{[#/]> ?layout\}\}|\{\{\/layout\}\}/g, ''),
          'partials/layout': `${around.replace(/\{\{#> layout\}\}|\{\{\/layout\}\}/g, '').replace(/\{\{> p[^}]*\}\}/g, '')}{{> @partial-block}}`,
        };
        const view = { ...fields, page };
        const text = quick(templates, 'main', view);
        all++;
        if (text === null) return;
        given++;
        expect(text).toBe(plain(templates, 'main', view));
        expect(PERHAPS_NOT_INERT.test(text)).toBe(false);
      }),
      { numRuns: 3000 },
    );
    // Else the property says little.
    expect(given).toBeGreaterThan(all / 20);
  });
});
