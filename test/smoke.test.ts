import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the launcher is plain JavaScript that Node can parse', () => {
  const run = spawnSync(process.execPath, ['--check', 'src/launch.js'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
