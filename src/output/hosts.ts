import { compare, type Problem, problem } from '../base/problem.ts';

/** What a host takes; null where it names no limit. The smallest plan's figure, which is the free one. */
export interface HostLimits {
  readonly name: string;
  /** Files of a site. */
  readonly files: number | null;
  /** Files directly in one folder. */
  readonly filesInFolder: number | null;
  /** Bytes of one file. */
  readonly fileBytes: number | null;
  /** Bytes of all files. */
  readonly siteBytes: number | null;
  /** Rules in `_redirects`. */
  readonly redirects: number | null;
  /** Bytes of `_redirects`. */
  readonly redirectBytes: number | null;
  /** What to do when a limit is met. */
  readonly hint: string;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * The limits of hosts, looked up in September 2026.
 * - cloudflare: 20,000 files (100,000 on paid plans since 23 January 2026), 25 MiB a file:
 *   https://developers.cloudflare.com/pages/platform/limits/; 2,000 static redirects:
 *   https://developers.cloudflare.com/pages/configuration/redirects/ — Workers' static assets have the same.
 * - netlify: 54,000 files in one folder, none on the whole: https://docs.netlify.com/site-deploys/overview; from 10,000
 *   redirects on a deploy may fail: https://docs.netlify.com/routing/redirects
 * - github: 1 GB a site: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
 * - gitlab: 1 GB and 200,000 files and folders on gitlab.com (gitlab-org/gitlab#405048); 1,000 redirects in 64 KiB:
 *   https://docs.gitlab.com/user/project/pages/redirects/
 * - vercel: 100 MB of static files by the smallest plan: https://vercel.com/docs/limits; it reads no `_redirects`.
 */
export const HOSTS: Readonly<Record<string, HostLimits>> = {
  cloudflare: {
    name: 'Cloudflare Pages',
    files: 20_000,
    filesInFolder: null,
    fileBytes: 25 * MIB,
    siteBytes: null,
    redirects: 2_000,
    redirectBytes: null,
    hint: 'A paid plan takes 100,000 files; a larger `perPage` and `search: none` make fewer.',
  },
  netlify: {
    name: 'Netlify',
    files: null,
    filesInFolder: 54_000,
    fileBytes: null,
    siteBytes: null,
    redirects: 10_000,
    redirectBytes: null,
    hint: 'A `permalink` with the date in it spreads articles over folders.',
  },
  github: {
    name: 'GitHub Pages',
    files: null,
    filesInFolder: null,
    fileBytes: null,
    siteBytes: 1_000_000_000,
    redirects: null,
    redirectBytes: null,
    hint: 'Split the archive into two sites, or use a host without this limit.',
  },
  gitlab: {
    name: 'GitLab Pages',
    files: 200_000,
    filesInFolder: null,
    fileBytes: null,
    siteBytes: 1_000_000_000,
    redirects: 1_000,
    redirectBytes: 64 * KIB,
    hint: 'An installation of your own can raise its limits.',
  },
  vercel: {
    name: 'Vercel',
    files: null,
    filesInFolder: null,
    fileBytes: null,
    siteBytes: 100_000_000,
    redirects: null,
    redirectBytes: null,
    hint: 'The next larger plan takes 1 GB.',
  },
};

/** From this share of a limit on it is time to say so. */
const NEAR = 0.9;

/**
 * Whether a host would take a site: an error for every limit that is passed, a warning for one that is nearly met.
 * `files` are all files of the output folder with their sizes in bytes, `redirects` counts the rules in `_redirects`.
 */
export function hostProblems(
  host: HostLimits,
  files: readonly { readonly path: string; readonly bytes: number }[],
  redirects: number,
): Problem[] {
  const problems: Problem[] = [];
  const hold = (file: string, rule: string, what: string, count: number, limit: number | null): void => {
    if (limit === null || count < limit * NEAR) return;
    const passed = count > limit;
    problems.push(
      problem(
        passed ? 'error' : 'warning',
        rule,
        file,
        `${what}: ${grouped(count)}; ${host.name} takes ${grouped(limit)}${passed ? '' : ', which is near'}.`,
        { hint: host.hint },
      ),
    );
  };
  const inFolder = new Map<string, number>();
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1) || './';
    inFolder.set(folder, (inFolder.get(folder) ?? 0) + 1);
  }
  hold('./', 'host-files', 'Files of the site', files.length, host.files);
  const siteBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  hold('./', 'host-site-bytes', 'Bytes of the site', siteBytes, host.siteBytes);
  for (const [folder, count] of [...inFolder].sort(([a], [b]) => compare(a, b)))
    hold(folder, 'host-folder', 'Files in this folder', count, host.filesInFolder);
  for (const { path, bytes } of files) {
    hold(path, 'host-file-bytes', 'Bytes of this file', bytes, host.fileBytes);
    if (path === '_redirects')
      hold(path, 'host-redirect-bytes', 'Bytes of this file', bytes, host.redirectBytes);
  }
  hold('_redirects', 'host-redirects', 'Redirects', redirects, host.redirects);
  return problems;
}

/** `20000` as `20,000`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
