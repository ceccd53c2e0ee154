/** Formats of arrays, in the order in which they are tried: NPZ before what else is in a zip archive. */
import type { ArrayFormat } from './definition';
import { idxArrays } from './idx-arrays';
import { mat } from './mat';
import { npy } from './npy';
import { npz } from './npz';
import { safetensors } from './safetensors-arrays';

export const arrayFormats: readonly ArrayFormat[] = [npy, npz, mat, safetensors, idxArrays];
