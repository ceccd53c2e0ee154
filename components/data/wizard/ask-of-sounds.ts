/** Whether recordings are to be asked about: where their labels were guessed from the names of their files. */
import type { FileReading } from '@/graph-engine/data/file-reading';

export const asksOfSounds = (chosen: FileReading, asked: FileReading): boolean => chosen.sounds?.pattern !== undefined && asked.sounds?.pattern === undefined;
