/** What `torch.save` writes: a pickle, which is a program that runs when it is opened. It is not; how to write its weights is said. */
import { DataError } from '../../data/data-error';
import { holdsPickle, startOf, type Bag } from '../bag';
import type { IncomingKind } from './definition';

async function isPickle({ files }: Bag): Promise<boolean> {
  if (holdsPickle(files.keys())) return true;
  const [only] = files.values();
  const start = files.size === 1 && only ? await startOf(only) : new Uint8Array(0);
  return start[0] === 0x80 && start[1]! >= 2 && start[1]! <= 5;
}

export const pickle: IncomingKind = {
  id: 'pickle',
  recognises: isPickle,
  read: ({ name }) =>
    Promise.reject(
      new DataError(
        `${name}: expected weights in the safetensors format, and found a pickle of Python, as torch.save writes it: opening one runs what is in it. Write its weights once with the package safetensors: ` +
          `python -c "import torch; from safetensors.torch import save_file; s = torch.load('model.pt', map_location='cpu'); s = s.get('state_dict', s); save_file({k: v.contiguous() for k, v in s.items()}, 'model.safetensors')"`,
      ),
    ),
};
