// `npm run soak -- --minutes 10 [--articles 300] [--seed 1]`: real processes, killed by force at random moments while
// editors, machines and accidents change the site; after each kill the published site must be the old or the new
// one, and after each build it must be what a clean build on a fresh machine makes. Ends with the number of rounds,
// kills and what was never seen.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus.ts';
import { Random } from './random.ts';

/** Runs the soak; returns the exit code. */
export async function main(args: readonly string[], root: string): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      articles: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
    },
  });
  const random = new Random(Number(values.seed));
  const site = mkdtempSync(join(tmpdir(), 'soak-'));
  const end = performance.now() + Number(values.minutes) * 60_000;
  const run = (out: string, memory: string[], killAfter: number | null): Promise<number | null> =>
    new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        [
          join(root, 'src', 'launch.js'),
          'build',
          ...['--content', join(site, 'content'), '--templates', join(site, 'templates')],
          ...['--public', join(site, 'public'), '--config', join(site, 'site.yaml'), '--out', out, ...memory],
        ],
        { stdio: 'ignore' },
      );
      const timer = killAfter === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
      child.on('exit', (code) => {
        if (timer !== null) clearTimeout(timer);
        resolve(code);
      });
    });
  const dist = join(site, 'dist');
  const memory = ['--cache', join(site, 'cache')];
  let rounds = 0;
  let kills = 0;
  let between = 0;
  let unequal = 0;
  try {
    writeCorpus(join(site, 'corpus'), Number(values.articles), 'txt', Number(values.seed));
    cpSync(join(site, 'corpus', 'content'), join(site, 'content'), { recursive: true });
    for (const folder of ['templates', 'public']) mkdirSync(join(site, folder));
    writeFileSync(join(site, 'site.yaml'), 'title: Soak\n');
    await run(dist, memory, null);
    let took = 1500;
    while (performance.now() < end) {
      const before = tree(dist);
      for (let changes = random.between(1, 4); changes > 0; changes--) change(site, random);
      const clean = join(site, 'clean', 'dist');
      rmSync(join(site, 'clean'), { recursive: true, force: true });
      const start = performance.now();
      await run(clean, ['--no-cache'], null);
      took = performance.now() - start;
      const after = tree(clean);
      for (let tries = random.between(0, 3); tries > 0; tries--) {
        if ((await run(dist, memory, random.between(1, Math.ceil(took)))) !== null) break;
        kills++;
        const found = tree(dist);
        if (found !== before && found !== after) {
          between++;
          process.stderr.write(`round ${rounds}: between the old site and the new one after a kill\n`);
        }
      }
      // Two at once, now and then: the second waits for the first.
      await Promise.all(Array.from({ length: random.between(1, 2) }, () => run(dist, memory, null)));
      if (tree(dist) !== after) {
        unequal++;
        const paths = different(tree(dist), after);
        process.stderr.write(`round ${rounds}: not what a clean build makes: ${paths.join(' ')}\n`);
      }
      rounds++;
      if (process.stderr.isTTY) process.stderr.write(`\r${rounds} rounds, ${kills} kills`);
    }
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
  process.stdout.write(
    `${rounds} rounds, ${kills} kills: ${between} times between two sites, ${unequal} times unequal to a clean build (seed ${values.seed}).\n`,
  );
  return between + unequal === 0 && rounds > 0 ? 0 : 1;
}

/** Paths that are named where two sites differ. */
const SHOWN = 8;

/** One thing that happens to a site. */
function change(site: string, random: Random): void {
  const content = join(site, 'content');
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.txt'))
    .sort();
  const file = join(content, files[random.between(0, files.length - 1)]!);
  const lines = readFileSync(file, 'utf8').split('\n');
  switch (random.between(0, 9)) {
    case 0:
      rmSync(file);
      break;
    case 1: // an article comes again that had gone
      cpSync(join(site, 'corpus', 'content'), content, { recursive: true });
      break;
    case 2: {
      const title = `${lines[1]} again`;
      lines[0] = lines[0]!.replace(lines[1]!, title);
      lines[1] = title;
      writeFileSync(file, lines.join('\n'));
      break;
    }
    case 3:
      writeFileSync(
        join(site, 'site.yaml'),
        `title: Soak ${random.between(0, 3)}\nperPage: ${random.between(5, 30)}\n`,
      );
      break;
    case 4:
      writeFileSync(join(site, 'public', 'note.txt'), String(random.between(0, 9)));
      break;
    case 5:
      writeFileSync(
        join(site, 'templates', 'not-found.hbs'),
        `{{#> page}}<h1>Not here ${random.between(0, 9)}</h1>{{/page}}`,
      );
      break;
    case 6: {
      const names = readdirSync(join(site, 'cache'));
      const name = join(site, 'cache', names[random.between(0, names.length - 1)]!);
      const bytes = readFileSync(name);
      if (bytes.length > 0) bytes[random.between(0, bytes.length - 1)]! ^= 8;
      writeFileSync(name, random.between(0, 1) === 0 ? bytes : bytes.subarray(0, bytes.length >> 1));
      break;
    }
    default:
      lines[4] = `${lines[4]} Edited ${random.between(0, 999)}.`;
      writeFileSync(file, lines.join('\n'));
  }
}

/** The first paths of which two folders have other bytes, or which only one has. */
function different(one: string, other: string): string[] {
  const files = (tree: string): Map<string, string> => {
    const parts = tree.split('\0');
    const found = new Map<string, string>();
    for (let i = 0; i + 1 < parts.length; i += 2) found.set(parts[i]!, parts[i + 1]!);
    return found;
  };
  const [ones, others] = [files(one), files(other)];
  const paths = new Set([...ones.keys(), ...others.keys()]);
  return [...paths].filter((path) => ones.get(path) !== others.get(path)).slice(0, SHOWN);
}

/** Every file of a folder with its bytes, as one text that can be compared. */
function tree(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => `${path}\0${readFileSync(join(folder, path), 'latin1')}`)
    .join('\0');
}
