import { expect, it } from 'vitest';
import { readIdxFiles } from './idx-files';

const int = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
function doubles(values: readonly number[]) {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => view.setFloat64(8 * i, value));
  return { name: 'far/readings.idx', bytes: Uint8Array.from([0, 0, 0x0e, 2, ...int(values.length / 2), ...int(2), ...new Uint8Array(view.buffer)]) };
}
const integers = (values: readonly number[]) => ({ name: 'readings.idx', bytes: Uint8Array.from([0, 0, 0x0c, 2, ...int(values.length / 2), ...int(2), ...values.flatMap(int)]) });
const notesOf = async (file: { name: string; bytes: Uint8Array }): Promise<readonly string[]> => (await readIdxFiles([file])).notes!.map(({ text }) => text);

it('says when 32 bits do not hold what the numbers of a file differ by', async () => {
  expect(await notesOf(doubles([1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3]))).toEqual([expect.stringMatching(/^readings\.idx: its numbers, from 1,000,000,000 to 1,000,000,003, are kept with 32 bits, which changes them by up to 3: .*Subtract/)]);
  expect(await notesOf(doubles([1e-300, 3e-300, 2e-300, 0]))).toEqual([expect.stringMatching(/multiply very small ones/)]);
  expect(await notesOf(doubles([1e9 + 3, 1e9 + 3, 1e9 + 3, 1e9 + 3]))).toEqual([expect.stringMatching(/all about 1,000,000,003/)]);
  expect(await notesOf(integers([2 ** 30, 2 ** 30 + 1, 2 ** 30 + 10, 2 ** 30 + 5]))).toEqual([expect.stringMatching(/from 1,073,741,824 to 1,073,741,834/)]);
});
it('is silent where nothing is lost that anybody could see', async () => {
  for (const file of [doubles([0.1, 0.2, 0.3, 1]), doubles([1e-30, 2e-30, 3e-30, 0]), doubles([5, 5, 5, 5]), integers([0, 2 ** 31 - 1, 12345, 99]), integers([7, 7, 7, 7])]) expect(await notesOf(file)).toEqual([]);
});
it('refuses a finite number that 32 bits cannot hold as what it is', async () => {
  await expect(readIdxFiles([doubles([1, 1e300, 0, 0])])).rejects.toThrow(/readings\.idx: expected numbers up to 3\.4e38, the largest of 32 bits, and found 1e\+300 in item 0\. Divide/);
  await expect(readIdxFiles([doubles([1, Infinity, 0, 0])])).rejects.toThrow(/expected finite numbers, and found Infinity in item 0/);
});
