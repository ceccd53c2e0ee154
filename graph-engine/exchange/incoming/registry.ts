/** The kinds of what comes in; the first that recognises it reads it. */
import { DataError } from '../../data/data-error';
import { fileKind } from '../../data/formats/file-kind';
import { startOf, type Bag } from '../bag';
import type { Incoming, IncomingKind } from './definition';
import { pickle } from './pickle';
import { project } from './project';
import { runFolder } from './run-folder';
import { sharedFile } from './shared-file';
import { tensors } from './tensors';

export const incomingKinds: readonly IncomingKind[] = [sharedFile, runFolder, project, tensors, pickle];

export async function kindOf(bag: Bag): Promise<IncomingKind | null> {
  for (const kind of incomingKinds) if (await kind.recognises(bag)) return kind;
  return null;
}

/** @throws DataError: what was expected, what was found, what to do */
export async function readIncoming(bag: Bag): Promise<Incoming> {
  const kind = await kindOf(bag);
  if (kind) return kind.read(bag);
  const [first] = bag.files;
  const found = !first ? 'no files' : first[1].size === 0 ? 'an empty file' : (fileKind(await startOf(first[1]), first[0])?.found ?? 'bytes of an unknown kind');
  throw new DataError(`${bag.name}: expected weights (safetensors), a run of the command line, an exported project with its graph.hourglass.json, or a shared file (.hourglass.zip), and found ${found}. Choose another file.`);
}
