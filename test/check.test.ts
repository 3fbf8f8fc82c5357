import { expect, test } from 'vitest';
import { openMemory } from '../src/cache/memory.ts';
import { checkSite } from '../src/desk.ts';
import { scraped, TestSite } from './engine/site.ts';

test('a headline that several articles answer is told with its candidates', async () => {
  const site = new TestSite();
  site.write('content/plane.txt', scraped({ title: 'Small twin-engine plane lands on the beach' }));
  site.write(
    'content/ferry.txt',
    scraped({
      title: 'Small twin-hulled ferry is launched',
      body: ['A crowd of forty watched it slide into the dock at noon.'],
    }),
  );
  site.write(
    'content/named.txt',
    scraped({
      title: 'What the week brought',
      body: ['Two small things with two of something came to the bay.'],
      related: ['Small twin'],
    }),
  );
  const { problems } = await checkSite(site.options('dist'), openMemory(null, 'test'), null);
  expect(problems.filter(({ rule }) => rule === 'ambiguous-headline')).toMatchObject([
    { severity: 'note', file: 'content/named.txt' },
  ]);
  const [told] = problems.filter(({ rule }) => rule === 'ambiguous-headline');
  expect(told?.reason).toContain('plane.txt');
  expect(told?.reason).toContain('ferry.txt');
  site.dispose();
});
