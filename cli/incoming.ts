/** What comes in by a path: a folder or a zip archive with a drawing, or a file of weights. */
import { existsSync, statSync } from 'node:fs';
import { bagOf, type Bag } from '@/graph-engine/exchange/bag';
import type { Incoming } from '@/graph-engine/exchange/incoming/definition';
import { readIncoming } from '@/graph-engine/exchange/incoming/registry';
import { DataError } from '@/graph-engine/data/data-error';
import { bytesSource } from '@/graph-engine/data/formats/source-of-bytes';
import { zip } from '@/graph-engine/data/formats/zip';
import { Failure } from './failure';
import { fileSource } from './file-source';
import type { Output } from './output';
import { FILES, readFolder } from './run-folder';

async function bagAt(path: string): Promise<{ readonly bag: Bag; close(): Promise<void> }> {
  if (!existsSync(path)) throw new Failure(`There is no file or folder "${path}".`);
  if (!statSync(path).isDirectory()) {
    const source = fileSource(path);
    try {
      return { bag: await bagOf(path, [{ path, source }]), close: () => source.close() };
    } catch (error) {
      await source.close();
      throw error;
    }
  }
  const files = readFolder(path);
  if (!files.has(FILES.graph)) throw new Failure(`${path} holds no ${FILES.graph}; it is not a folder that \`hourglass train\` wrote.`);
  return { bag: { name: path, files: new Map([...files].map(([name, bytes]) => [name, bytesSource({ name, bytes })])) }, close: () => Promise.resolve() };
}

/** @throws Failure, DataError */
export async function readPath(path: string, output: Pick<Output, 'note'>): Promise<Incoming> {
  const { bag, close } = await bagAt(path);
  try {
    const incoming = await readIncoming(bag);
    for (const note of incoming.notes) output.note(note, 'incoming.note');
    return incoming;
  } finally {
    await close();
  }
}

/** Whether a file is one of those, and no document. Of a pipe that cannot be said without reading it; what cannot be read is told by who reads documents. */
export async function isArchive(path: string): Promise<boolean> {
  if (!statSync(path).isFile()) return false;
  const source = fileSource(path);
  try {
    return zip.recognises(await source.slice(0, 512), path) || /\.(safetensors|pt|pth|ckpt)$/i.test(path);
  } catch (error) {
    if (error instanceof DataError) return false;
    throw error;
  } finally {
    await source.close();
  }
}
