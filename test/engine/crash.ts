import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Thrown where the power fails. */
export class PowerCut extends Error {}

const WRITING = [
  'appendFileSync',
  'copyFileSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'utimesSync',
  'writeFileSync',
] as const;

type Call = (...args: unknown[]) => unknown;

/**
 * Runs something whose power fails at its nth change of the file system (counted from 0): that call and all after
 * it do nothing but throw; every third time the failing write leaves half of its bytes behind. Returns whether the
 * power failed before the work was done.
 */
export async function withPowerCut(nth: number, work: () => Promise<unknown>): Promise<boolean> {
  const original = Object.fromEntries(WRITING.map((name) => [name, fs[name]]));
  const writeFile = fs.writeFileSync;
  let count = 0;
  for (const name of WRITING) {
    const call = fs[name] as Call;
    (fs as unknown as Record<string, Call>)[name] = (...args) => {
      if (count++ < nth) return call(...args);
      if (count === nth + 1 && nth % 3 === 0 && name === 'writeFileSync') {
        const [file, bytes] = args as [string, string | Uint8Array];
        writeFile(file, bytes.slice(0, bytes.length / 2));
      }
      throw new PowerCut(`at ${name}`);
    };
  }
  syncBuiltinESMExports();
  try {
    await work();
    return count > nth;
  } catch (failure) {
    if (!(failure instanceof PowerCut)) throw failure;
    return true;
  } finally {
    Object.assign(fs, original);
    syncBuiltinESMExports();
  }
}
