import { renameSync, rmSync } from 'node:fs';

/**
 * Swaps two folders in one step, so that whoever looks sees the old site or the new one and never something
 * between or nothing. Node has no call for it, the operating systems do (Linux: renameat2 with RENAME_EXCHANGE,
 * macOS: renamex_np with RENAME_SWAP). Where neither is to be had, two renames do; the next `openOutput` (stage.ts)
 * puts things right if the machine stops between them.
 */
export async function exchange(a: string, b: string, parking: string): Promise<void> {
  if (await exchangeAtOnce(a, b)) return;
  rmSync(parking, { recursive: true, force: true });
  renameSync(a, parking);
  renameSync(b, a);
  renameSync(parking, b);
}

const AT_FDCWD = -100;
const RENAME_EXCHANGE = 2;
const RENAME_SWAP = 2;

async function exchangeAtOnce(a: string, b: string): Promise<boolean> {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return false;
  try {
    const { DataType, load, open } = await import('ffi-rs');
    const library = process.platform === 'linux' ? 'libc.so.6' : 'libSystem.dylib';
    open({ library, path: library });
    const result =
      process.platform === 'linux'
        ? load({
            library,
            funcName: 'renameat2',
            retType: DataType.I32,
            paramsType: [DataType.I32, DataType.String, DataType.I32, DataType.String, DataType.I32],
            paramsValue: [AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE],
          })
        : load({
            library,
            funcName: 'renamex_np',
            retType: DataType.I32,
            paramsType: [DataType.String, DataType.String, DataType.I32],
            paramsValue: [a, b, RENAME_SWAP],
          });
    return result === 0;
  } catch {
    return false;
  }
}
