import { expect, test } from 'vitest';
import type { OutputPath, SourcePath } from '../src/base/brand.ts';
import { digestOf } from '../src/base/digest.ts';
import { ordersFor } from '../src/changes.ts';
import type { Page, View } from '../src/pages/types.ts';
import type { Site } from '../src/site/types.ts';

test('of all orders together only the one whose turn it is has a view', () => {
  let made = 0;
  const pages = ['one', 'two', 'three'].map(
    (name): Page => ({
      path: `${name}/index.html` as OutputPath,
      kind: 'article',
      source: `${name}.txt` as SourcePath,
      digest: digestOf(name),
      bodies: [],
      view: () => {
        made++;
        return { site: { title: name } } as View;
      },
    }),
  );
  const found = { manifest: null, damaged: new Set<OutputPath>(), foreign: [] };
  const words = { problems: [], wordsOf: () => null, remember: () => {} };
  const orders = [...ordersFor(pages, { articles: [] } as unknown as Site, found, words)];
  expect(orders.map(({ path, source, published }) => [path, source, published])).toEqual(
    pages.map(({ path, source }) => [path, source, null]),
  );
  expect(made).toBe(0);
  expect(orders[1]!.view.site.title).toBe('two');
  expect(made).toBe(1);
});
