/** How a choice of files is called: the file, their folder, or how many there are. */
import type { GivenFile } from './read-protocol';

export function commonName(files: readonly GivenFile[]): string {
  const [first] = files;
  if (!first) return 'nothing';
  if (files.length === 1) return first.name.split('/').at(-1)!;
  const folder = first.name.split('/').slice(0, -1)[0];
  return folder && files.every(({ name }) => name.startsWith(`${folder}/`)) ? folder : `${files.length.toLocaleString('en')} files`;
}
