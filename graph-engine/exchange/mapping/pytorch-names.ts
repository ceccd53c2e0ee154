/** What the parameters of a drawing are called in the PyTorch project that is exported from it, so that a `state_dict` of its model comes back without asking. */
import type { Analysis } from '../../analysis/types';
import { modelFile } from '../../codegen/pytorch/model';
import { reserved } from '../../codegen/pytorch/names';
import { modulesOf } from '../../codegen/program/modules';
import type { HourglassDocument } from '../../document/types';
import type { KnownNames } from './match';

/** `analysis`: of a sound document; of another one nothing is known. */
export function pytorchNames(document: HourglassDocument, analysis: Analysis): KnownNames {
  if (!analysis.sound) return new Map();
  return new Map(modelFile(modulesOf(document, analysis, reserved)).places.map(({ name, path }) => [name, path]));
}
