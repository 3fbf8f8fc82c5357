import { expect, test } from 'vitest';
import { Progress } from '../src/progress.ts';

/** A progress whose clock is told the time. */
function watched() {
  const lines: string[] = [];
  let now = 0;
  const progress = new Progress(
    () => now,
    (line) => lines.push(line),
  );
  const at = (time: number, step: string, done = 0, of = 0): void => {
    now = time;
    progress.tell(step, done, of);
  };
  const end = (time: number): string => {
    now = time;
    return progress.times();
  };
  return { lines, at, end };
}

test('the first half second shows nothing', () => {
  const { lines, at } = watched();
  at(60, 'looking');
  at(80, 'reading', 0, 1000);
  at(499, 'reading', 700, 1000);
  expect(lines).toEqual([]);
  at(500, 'reading', 701, 1000);
  expect(lines).toEqual(['reading 701/1000']);
});

test('a step that takes long says how long it will yet take, and not too often', () => {
  const { lines, at } = watched();
  at(100, 'looking');
  at(200, 'reading', 0, 1000);
  at(1200, 'reading', 100, 1000);
  at(1210, 'reading', 101, 1000);
  at(5200, 'reading', 500, 1000);
  at(5201, 'linking');
  at(5300, 'rendering', 0, 40);
  at(205_300, 'rendering', 10, 40);
  expect(lines).toEqual([
    'reading 100/1000, 9.0 s left',
    'reading 500/1000, 5.0 s left',
    'linking …',
    'rendering 0/40',
    'rendering 10/40, 10 min 0 s left',
  ]);
});

test('afterwards it says how long each step took', () => {
  const { at, end } = watched();
  at(60, 'looking');
  at(80, 'reading', 0, 2);
  at(90, 'reading', 2, 2);
  at(1180, 'linking');
  at(1530, 'publishing');
  expect(end(1534)).toBe(
    'Took 1.5 s: starting 60 ms, looking 20 ms, reading 1.1 s, linking 0.3 s, publishing 4 ms.\n',
  );
});

test('a second build of the process is timed from its own beginning', () => {
  const { lines, at, end } = watched();
  at(60, 'looking');
  end(900);
  at(10_000, 'looking');
  at(10_400, 'reading', 1, 2);
  expect(lines).toEqual([]);
  expect(end(10_500)).toBe('Took 0.5 s: looking 0.4 s, reading 0.1 s.\n');
});
