/** Which of many files are recordings, and how long they are, before their samples are read. */
import { DataError } from '../data-error';
import type { ByteSource, SoundFormat, SoundHeader } from '../formats/definition';
import { fileKind } from '../formats/file-kind';
import { soundFormatOf } from '../formats/sound-formats';

export interface FoundSound {
  readonly source: ByteSource;
  readonly format: SoundFormat;
  readonly header: SoundHeader;
}
export interface FoundSounds {
  readonly sounds: readonly FoundSound[];
  /** Files that are none, with what they are. */
  readonly others: readonly { readonly name: string; readonly kind: string }[];
  /** What is wrong with recordings that cannot be read. */
  readonly errors: readonly DataError[];
}
const BEGINNING = 512;

/** `step` is called before each file. @throws the reason of an abort from `step` */
export async function findSounds(files: readonly ByteSource[], step: () => void): Promise<FoundSounds> {
  const sounds: FoundSound[] = [];
  const others: { name: string; kind: string }[] = [];
  const errors: DataError[] = [];
  for (const source of files) {
    step();
    try {
      const start = await source.slice(0, Math.min(source.size, BEGINNING));
      const format = soundFormatOf(start, source.name);
      if (format) sounds.push({ source, format, header: await format.header(source) });
      else others.push({ name: source.name, kind: fileKind(start, source.name)?.found ?? 'a file of an unknown kind' });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      errors.push(error);
    }
  }
  return { sounds, others, errors };
}
