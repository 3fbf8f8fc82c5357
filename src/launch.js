#!/usr/bin/env node
// Starts Broadsheet from its own sources. The compiled code is kept under the digest of everything it was
// made from, so an edit in src/ or an upgraded dependency can never run a stale compile: its digest is
// another, and so is its folder. Plain JavaScript, because this file runs before anything is compiled.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`broadsheet needs Node 20.19 or later; this is ${process.version}.\n`);
  process.exit(2);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const digest = digestOfSources();
const compiled = join(root, '.broadsheet', 'code', digest);
if (!existsSync(join(compiled, 'cli.js'))) await compile();

const { main } = await import(pathToFileURL(join(compiled, 'cli.js')).href);
await main({ generator: digest, code: compiled, root });

/** The digest of every source file, the lock file (so: of every library's version) and this launcher. */
function digestOfSources() {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  for (const file of [...files, join(root, 'package.json'), join(root, 'package-lock.json')]) {
    if (!existsSync(file)) continue;
    hash
      .update(relative(root, file).split(sep).join('/'))
      .update('\0')
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

/** Bundles src/ with its libraries; the finished folder appears whole, by one rename. */
async function compile() {
  const { build } = await import('rolldown');
  const codeFolder = dirname(compiled);
  const unfinished = `${compiled}.${process.pid}`;
  try {
    mkdirSync(codeFolder, { recursive: true });
    accessSync(codeFolder, constants.W_OK);
  } catch (failure) {
    process.stderr.write(
      `broadsheet keeps its compiled code in ${codeFolder}, which you may not write (${failure.code}).\n` +
        '    Run it once as someone who may, or change the permissions of the folder.\n',
    );
    process.exit(1);
  }
  await build({
    input: Object.fromEntries(
      ['cli', 'worker', 'carrier'].map((name) => [name, join(root, 'src', `${name}.ts`)]),
    ),
    platform: 'node',
    external: [/^node:/, 'ffi-rs', 'fsevents'],
    logLevel: 'silent',
    output: {
      dir: unfinished,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
    },
  });
  try {
    renameSync(unfinished, compiled);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another process compiled the same sources first
  }
  // The code before this one stays: a preview that still runs on it starts its workers from there.
  const others = readdirSync(codeFolder)
    .filter((name) => name !== digest)
    .map((name) => ({ name, made: statSync(join(codeFolder, name)).mtimeMs }))
    .sort((a, b) => b.made - a.made);
  for (const { name } of others.slice(1)) rmSync(join(codeFolder, name), { recursive: true, force: true });
}
