/** How a choice of files is called: the file, their folder, or how many there are. */
import { counted } from '@/graph-engine/diagnostics/counted';

interface Named {
  readonly name: string;
}

/** Null where no folder holds them all. */
export function folderOf(files: readonly Named[]): string | null {
  const folder = files[0]?.name.split('/').slice(0, -1)[0];
  return folder && files.every(({ name }) => name.startsWith(`${folder}/`)) ? folder : null;
}

export function commonName(files: readonly Named[]): string {
  const [first] = files;
  if (!first) return 'nothing';
  if (files.length === 1) return first.name.split('/').at(-1)!;
  return folderOf(files) ?? counted(files.length, 'file');
}
