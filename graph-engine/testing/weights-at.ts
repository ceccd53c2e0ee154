/** The tensors of a safetensors file. @throws where it is none */
import { readFileSync } from 'node:fs';
import { readSafetensors } from '../runtime/safetensors';
import type { PlainWeights } from '../training/plain-weights';

export function weightsAt(path: string): PlainWeights {
  const read = readSafetensors(new Uint8Array(readFileSync(path)));
  if ('problem' in read) throw new Error(read.problem);
  return read.tensors;
}
