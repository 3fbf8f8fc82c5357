#!/usr/bin/env node
// Runs a program of bench/: `node bench/run.js NAME [ARGUMENT…]` compiles bench/NAME.ts and calls its `main` with
// the arguments. The compiled floor lies beside it, because the benchmark starts that as a process of its own.
// Plain JavaScript, because Node 20 does not run TypeScript.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const [name = 'bench', ...args] = process.argv.slice(2);

mkdirSync(join(root, '.broadsheet'), { recursive: true });
const compiled = mkdtempSync(join(root, '.broadsheet', 'bench-'));
process.on('exit', () => rmSync(compiled, { recursive: true, force: true }));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.on(signal, () => process.exit(code));

await build({
  input: { [name]: join(bench, `${name}.ts`), floor: join(bench, 'floor.ts') },
  platform: 'node',
  external: [/^node:/, /^rolldown/, 'ffi-rs', 'fsevents', 'playwright-core'],
  logLevel: 'silent',
  output: { dir: compiled, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
});
const { main } = await import(pathToFileURL(join(compiled, `${name}.js`)).href);
process.exitCode = (await main(args, root)) ?? 0;
