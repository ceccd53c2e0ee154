import { expect, it } from 'vitest';
import { filesIn } from './given-files';

/** Folders as a browser gives them: a reader that gives some entries at a time, and then none. */
const file = (fullPath: string): FileSystemEntry =>
  ({ isDirectory: false, name: fullPath.split('/').at(-1)!, fullPath, file: (resolve: (file: File) => void) => resolve(new File([fullPath], 'x')) }) as unknown as FileSystemEntry;
function folder(fullPath: string, entries: readonly FileSystemEntry[]): FileSystemEntry {
  return {
    isDirectory: true,
    name: fullPath.split('/').at(-1)!,
    fullPath,
    createReader: () => {
      const left = [...entries];
      return { readEntries: (resolve: (entries: FileSystemEntry[]) => void) => resolve(left.splice(0, 2)) };
    },
  } as unknown as FileSystemEntry;
}

it('walks through folders, which may be classes, and leaves out what systems put there', async () => {
  const animals = folder('/animals', [folder('/animals/dogs', ['1', '2', '3'].map((name) => file(`/animals/dogs/${name}.png`))), folder('/animals/cats', [file('/animals/cats/1.png')]), file('/animals/.DS_Store')]);
  expect((await filesIn([animals], [])).map(({ name }) => name)).toEqual(['animals/cats/1.png', 'animals/dogs/1.png', 'animals/dogs/2.png', 'animals/dogs/3.png']);
});
it('takes files as they are where there is no folder', async () => {
  expect((await filesIn([null], [new File(['x'], 'a.csv')])).map(({ name }) => name)).toEqual(['a.csv']);
});
