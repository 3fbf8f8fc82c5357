import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isNow } from './base/dates.ts';
import { type BuildOptions, build, tidy } from './build.ts';
import type { Folder } from './base/paths.ts';
import type { Problem } from './base/problem.ts';
import { openMemory, saveMemory } from './cache/memory.ts';
import { HOSTS } from './output/hosts.ts';
import { complaintAbout, outputFolder } from './out-place.ts';
import { refusal } from './failures.ts';
import { stagingFolder } from './output/published.ts';
import type { WantedHeadline } from './desk.ts';
import { Progress } from './progress.ts';
import { counted, jsonReport, problemText, type Report, reasonText, summary, tally } from './report.ts';

/** How the launcher found the generator. */
export interface Launch {
  /** Of the generator's code with its libraries. */
  readonly generator: string;
  /** The folder of the compiled code. */
  readonly code: string;
  /** The generator's own folder, with its built-in templates. */
  readonly root: string;
}

interface BuildFlags {
  readonly content: string;
  readonly templates: string;
  readonly public: string;
  readonly out: string;
  readonly config: string;
  readonly cache: string | false;
  readonly baseUrl?: string;
  readonly now?: string;
  readonly workers?: number;
  readonly strict?: boolean;
  readonly keepGoing?: boolean;
  readonly json?: boolean;
  readonly explain?: boolean;
}

interface InspectFlags {
  readonly config: string;
  readonly content: string | false;
  readonly cache: string | false;
  readonly json?: boolean;
}

interface CheckFlags extends BuildFlags {
  readonly wanted?: boolean;
  readonly host?: string;
}

interface DevFlags extends BuildFlags {
  readonly port?: number;
  readonly host: string;
  readonly poll?: boolean;
}

/** The preview's port where none is asked for. */
const USUAL_PORT = 4321;

/** Runs a command line. The only place that prints, reads `process` or sets the exit code. */
export async function main(launch: Launch, argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(launch.root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const program = new Command('broadsheet')
    .description('A static news-site generator for folders of scraped articles.')
    .version(version, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .helpCommand(false);

  const building = (command: Command): Command =>
    command
      .option('--content <folder>', 'the articles', 'content')
      .option('--templates <folder>', 'templates that replace built-in ones', 'templates')
      .option('--public <folder>', 'static files, copied as they are', 'public')
      .option('--out <folder>', 'where the site goes', 'dist')
      .option('--config <file>', 'the configuration', fileOf, 'site.yaml')
      .option('--base-url <url>', 'where the site will live', addressOf)
      .option('--now <date>', 'the date taken as today', dateOf)
      .addOption(new Option('--cache <folder>', 'the memory of read articles').default('.broadsheet/cache'))
      .option('--no-cache', 'remember nothing')
      .option('--workers <number>', 'threads that read and render beside the main one', wholeNumber)
      .option('--strict', 'turn warnings into errors')
      .option('--keep-going', 'publish without the broken articles')
      .option('--explain', 'print why each page was rendered');

  building(program.command('build').description('make the site'))
    .option('--json', 'print only a report')
    .action(async (flags: BuildFlags, command: Command) => {
      const progress = progressFor(flags);
      const report = await build({ ...optionsFrom(flags, command, launch), progress: progress.tell });
      if (flags.json) process.stdout.write(`${JSON.stringify(jsonReport(report))}\n`);
      else {
        printReport(report, flags);
        if (report.published) process.stdout.write(progress.times());
      }
      if (failed(report, flags)) process.exitCode = 1;
    });

  building(program.command('dev').description('serve a preview that follows every change'))
    .option(
      '--port <number>',
      'where to serve: 0 takes any free port (default: 4321 or the next free)',
      portOf,
    )
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--poll', 'look at the files again and again, where the system does not tell of changes')
    .action(async (flags: DevFlags, command: Command) =>
      develop(flags, optionsFrom(flags, command, launch), launch),
    );

  program
    .command('inspect')
    .description('show how a file was read, line by line')
    .argument('<file...>', 'scraped text or Markdown')
    .option('--config <file>', 'the configuration', fileOf, 'site.yaml')
    .option(
      '--content <folder>',
      'the archive: its files are shown as all of them together are read',
      'content',
    )
    .option('--no-content', 'look at each file alone')
    .option('--cache <folder>', 'the memory of read articles', '.broadsheet/cache')
    .option('--no-cache', 'remember nothing')
    .option('--json', 'print the record, the lines and the problems')
    .action(async (files: string[], flags: InspectFlags, command: Command) => {
      const { inspect } = await import('./desk.ts');
      const { content, ...rest } = flags;
      const usual = { templates: 'templates', public: 'public', out: 'dist' };
      const options = content && optionsFrom({ ...usual, ...rest, content }, command, launch, () => null);
      const told = await inspect(
        files,
        placesOf(flags.config),
        { colour: process.stdout.isTTY && !process.env.NO_COLOR },
        options ? { options, memory: openMemory(options.cache, options.generator) } : null,
      );
      const json = told.map(({ json }) => json);
      if (flags.json)
        process.stdout.write(`${JSON.stringify(json.length === 1 ? json[0] : json, null, 2)}\n`);
      else
        for (const { text, problems } of told)
          if (text === null) process.stderr.write(problems.map(problemText).join(''));
          else process.stdout.write(`${text}\n`);
      if (told.some(({ failed }) => failed)) process.exitCode = 1;
    });

  program
    .command('import')
    .description('turn scraped text into Markdown records for editing by hand')
    .argument('<file...>', 'scraped text')
    .requiredOption('--to <folder>', 'where the records go')
    .option('--config <file>', 'the configuration', fileOf, 'site.yaml')
    .option('--force', 'write over files that are there')
    .action(async (files: string[], flags: { to: string; config: string; force?: boolean }) => {
      const { importFiles } = await import('./desk.ts');
      const { written, problems } = await importFiles(
        files,
        flags.to,
        placesOf(flags.config),
        flags.force ?? false,
      );
      process.stderr.write(problems.map(problemText).join(''));
      for (const file of written) process.stdout.write(`${relative('.', file)}\n`);
      process.stdout.write(`${written.length} of ${counted(files.length, 'file')} imported.\n`);
      if (problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });

  building(program.command('check').description('read everything, publish nothing, print every problem'))
    .option('--json', 'print only a report')
    .option('--wanted', 'list the headlines most often named that the archive does not have')
    .addOption(
      new Option('--host <name>', 'say whether this host would take the site as it was built last').choices(
        Object.keys(HOSTS),
      ),
    )
    .action(async (flags: CheckFlags, command: Command) => {
      const { checkSite } = await import('./desk.ts');
      const options = optionsFrom(flags, command, launch);
      const { problems, articles, pages, wanted } = await checkSite(
        options,
        openMemory(options.cache, options.generator),
        flags.host === undefined ? null : HOSTS[flags.host]!,
      );
      if (flags.json) process.stdout.write(`${JSON.stringify({ articles, pages, problems, wanted })}\n`);
      else {
        process.stderr.write(problems.map(problemText).join(''));
        if (flags.wanted) process.stdout.write(wanted.map(wantedText).join(''));
        process.stdout.write(
          `${counted(articles, 'article')}, ${counted(pages, 'page')}; ${tally(problems) || 'no problems'}.\n`,
        );
      }
      if (problems.some(({ severity }) => severity === 'error' || (flags.strict && severity === 'warning')))
        process.exitCode = 1;
    });

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (failure) {
    if (failure instanceof CommanderError) {
      process.exitCode = failure.exitCode === 0 ? 0 : 2;
      return;
    }
    const why = refusal(failure, resolve('dist'));
    if (why === null) throw failure;
    process.stderr.write(problemText(why));
    process.exitCode = 1;
  }
}

/** Serves the preview until a signal ends it. */
async function develop(flags: DevFlags, options: BuildOptions, launch: Launch): Promise<void> {
  const { preview } = await import('./dev.ts');
  const { content, templates, config, families, out, cache } = options;
  const memory = openMemory(cache, options.generator);
  let told: ReadonlySet<string> = new Set();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      saveMemory(memory, out);
      process.exit(0);
    });
  try {
    const { url } = await preview<Report>({
      build: ({ rang, ...asked }) => build({ ...options, ...asked }, memory, rang),
      pullProof: async (file) => (await import('./proof.ts')).pullProof(file, options, memory),
      out,
      watch: [
        content.folder,
        ...templates.map(({ folder }) => folder),
        options.public.folder,
        config.file,
        families.file,
      ],
      except: [out, stagingFolder(out), ...(cache === null ? [] : [cache]), join(launch.root, '.broadsheet')],
      poll: flags.poll ?? false,
      host: flags.host,
      port: flags.port ?? USUAL_PORT,
      mayMove: flags.port === undefined,
      client: readFileSync(join(launch.root, 'src', 'serve', 'client.js'), 'utf8'),
      onBuilt: (report, milliseconds) => {
        told = printReport(report, flags, told);
        process.stdout.write(`Built in ${Math.round(milliseconds)} ms.\n`);
      },
      onBroken: (failure) =>
        process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : failure}\n`),
      onRest: (isOvertaken) => tidy(options, memory, isOvertaken),
    });
    process.stdout.write(`Serving the preview at ${url} (Ctrl-C ends it).\n`);
  } catch (failure) {
    const { code, syscall, message } = failure as NodeJS.ErrnoException;
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw failure;
    const hint =
      code === 'EADDRINUSE' ? 'Another program uses this port; name another with --port.' : message;
    process.stderr.write(
      `The preview cannot listen on ${flags.host}, port ${flags.port ?? USUAL_PORT}. ${hint}\n`,
    );
    process.exit(1);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

/**
 * What a command line asks of a build; ends the program where it asks for what cannot be.
 *
 * @param complain what is wrong with the places, or null; for who publishes nothing that is nothing
 */
function optionsFrom(
  flags: BuildFlags,
  command: Command,
  launch: Launch,
  complain: (options: BuildOptions) => string | null = complaintAbout,
): BuildOptions {
  const isNamed = (flag: string): boolean => command.getOptionValueSource(flag) === 'cli';
  const folder = (flag: 'content' | 'templates' | 'public'): Folder => {
    const path = resolve(flags[flag]);
    return { folder: path, shownAs: shownAs(path), named: isNamed(flag) };
  };
  // This thread works like the others.
  const workers = flags.workers ?? Math.min(8, availableParallelism()) - 1;
  const options: BuildOptions = {
    content: folder('content'),
    templates: [{ folder: join(launch.root, 'templates'), shownAs: 'templates' }, folder('templates')],
    public: folder('public'),
    out: outputFolder(flags.out),
    ...placesOf(flags.config),
    settings: {
      ...(flags.baseUrl === undefined ? {} : { baseUrl: flags.baseUrl }),
      ...(flags.now === undefined ? {} : { now: flags.now }),
    },
    cache: flags.cache === false ? null : resolve(flags.cache),
    generator: launch.generator,
    workers:
      workers === 0
        ? null
        : {
            script: pathToFileURL(join(launch.code, 'worker.js')),
            carrier: pathToFileURL(join(launch.code, 'carrier.js')),
            count: workers,
            asked: flags.workers !== undefined,
          },
    strict: flags.strict ?? false,
    explain: flags.explain ?? false,
    keepGoing: flags.keepGoing ?? false,
    clock: Date.now,
    progress: progressFor(flags).tell,
    onWait: (pid) =>
      process.stderr.write(`Another build (process ${pid}) is at work on this folder; waiting for it.\n`),
  };
  const complaint = complain(options);
  if (complaint !== null) command.error(`error: ${complaint}`, { exitCode: 2 });
  return options;
}

/** A progress line where somebody looks at a terminal: none in CI. */
function progressFor({ json }: Pick<BuildFlags, 'json'>): Progress {
  const watched = process.stderr.isTTY && !json && !process.env.CI;
  return new Progress(
    () => performance.now(),
    watched ? (line) => process.stderr.write(`\r\u001b[K${line}`) : null,
  );
}

/** How problems name a folder, absolute: seen from here. */
function shownAs(path: string): string {
  return relative('.', path).split('\\').join('/') || basename(path);
}

/** Whether a problem's file lies in a folder of the command line. */
function isIn(folder: string, file: string): boolean {
  return file.startsWith(`${shownAs(resolve(folder))}/`);
}

function failed(report: Report, flags: BuildFlags): boolean {
  return !report.published || report.problems.some((each) => isWrong(each, flags));
}

/** Whether a problem counts as an error. */
function isWrong({ severity }: Problem, flags: BuildFlags): boolean {
  return severity === 'error' || (flags.strict === true && severity === 'warning');
}

/**
 * Prints what a build did and found wrong.
 *
 * @param before What is on the terminal already: problems are printed once, and counted as long as they last.
 * @returns What is wrong now, in print.
 */
function printReport(
  report: Report,
  flags: BuildFlags,
  before: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K'); // what is left of the progress line
  // Notes are for `check`: nothing need be done about them.
  const found = report.problems.filter(({ severity }) => severity !== 'note');
  const texts = new Set(found.map(problemText));
  const fresh = [...texts].filter((text) => !before.has(text));
  process.stderr.write(fresh.join(''));
  if (flags.explain) process.stdout.write(report.reasons.map(reasonText).join(''));
  const count = tally(found);
  const known = texts.size - fresh.length;
  const more = known === 0 ? '' : ` (${known} told before)`;
  process.stdout.write(`${summary(report)}${count === '' ? '' : `${count}${more}.\n`}`);
  const mayGoOn = found.every(
    (each) => !isWrong(each, flags) || (isIn(flags.content, each.file) && each.rule !== 'source-changed'),
  );
  if (!report.published && !flags.keepGoing && mayGoOn)
    process.stdout.write('To publish the site without the broken articles: --keep-going\n');
  return texts;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
}

/** A file that someone names must be there; the usual one need not. */
function fileOf(path: string): string {
  if (existsSync(path)) return path;
  throw new InvalidArgumentError('There is no such file.');
}

function addressOf(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('An address such as https://example.org/paper/ is wanted.');
}

function dateOf(text: string): string {
  if (isNow(text)) return text;
  throw new InvalidArgumentError('A date such as 2025-06-30 or 2025-06-30T12:00:00 is wanted.');
}

/** The configuration, and the layout families that lie beside it. */
function placesOf(config: string): Pick<BuildOptions, 'config' | 'families'> {
  const at = (file: string): { file: string; shownAs: string } => ({
    file,
    shownAs: relative('.', file).split('\\').join('/'),
  });
  return { config: at(resolve(config)), families: at(join(dirname(resolve(config)), 'families.yaml')) };
}

function wantedText({ headline, count, namedBy }: WantedHeadline): string {
  const more = count - namedBy.length;
  const titles = [...namedBy, ...(more > 0 ? [`… and ${more} older`] : [])];
  return `${String(count).padStart(5)}  ${headline}\n${titles.map((title) => `           ${title}\n`).join('')}`;
}
