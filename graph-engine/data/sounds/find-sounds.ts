/** Which of many files are recordings, and how long they are, before their samples are read. */
import { findFiles, type FoundFiles } from '../find-files';
import type { ByteSource, SoundFormat, SoundHeader } from '../formats/definition';
import { soundFormatOf } from '../formats/sound-formats';

export interface FoundSound {
  readonly source: ByteSource;
  readonly format: SoundFormat;
  readonly header: SoundHeader;
}
const BEGINNING = 512;

/** `step` is called before each file. @throws the reason of an abort from `step` */
export const findSounds = (files: readonly ByteSource[], step: () => void): Promise<FoundFiles<FoundSound>> =>
  findFiles(
    files,
    BEGINNING,
    async (source, start) => {
      const format = soundFormatOf(start, source.name);
      return format && { source, format, header: await format.header(source) };
    },
    step,
  );
