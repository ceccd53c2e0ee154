import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Failure } from './failure';
import { readAtMost } from './read-at-most';
import { Terminal } from './output';
import { readTarget } from './target';

const folder = mkdtempSync(join(tmpdir(), 'read-at-most-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const refusal = async (path: string): Promise<string> => {
  try {
    await readTarget(path, new Terminal({ stdout: { write: () => undefined }, stderr: { write: () => undefined } }, false));
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return (error as Failure).message;
  }
  throw new Error('it was opened');
};

it('gives the bytes of a small file, and of a large one its size alone', async () => {
  expect(readAtMost(file('small', 'abc'), 3)).toEqual({ bytes: Uint8Array.of(97, 98, 99) });
  const large = file('large', '');
  // A hole, which takes no room: reading it would take 8 GB.
  truncateSync(large, 2 ** 33);
  expect(readAtMost(large, 1000)).toEqual({ size: 2 ** 33 });
  expect(await refusal(large)).toMatch(/large is too large: expected at most 33,554,432 bytes, and found 8,589,934,592\./);
});

it.skipIf(process.platform === 'win32')('reads no further than the limit where there is no end', () => {
  expect(readAtMost('/dev/zero', 5000)).toEqual({ size: 1 << 20 });
});

it.skipIf(process.platform !== 'linux')('says in words why a path cannot be read', async () => {
  expect(await refusal('/proc/self/mem')).toMatch(/mem cannot be read: the disk reports a fault\./);
});

it('names what is wrong with a document by its place', async () => {
  expect(await refusal(file('latin.json', Uint8Array.of(0x7b, 0x22, 0xe9, 0x22)))).toMatch(/cannot be opened:\n {2}byte offset 2, line 1: expected UTF-8, and found the byte E9 after/);
  expect(await refusal(file('nan.json', '{\n  "x": NaN\n}'))).toMatch(/line 2, column 8: .*found NaN/);
});
