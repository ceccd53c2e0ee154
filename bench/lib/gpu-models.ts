/** What the bench of the GPU times. */
import type { StepModel } from './step-documents';

export interface GpuModel {
  readonly model: StepModel;
  /** Items in a batch; null: as many as the model has of its own. */
  readonly batch: number | null;
  /** Milliseconds of a step that ours may take on an H200. */
  readonly limitMs: number;
}
export const gpuModels: Readonly<Record<string, GpuModel>> = {
  mlp: { model: 'mlp', batch: null, limitMs: 0.45 },
  small: { model: 'small', batch: null, limitMs: 0.3 },
  conv: { model: 'conv', batch: null, limitMs: 2 },
  'conv-vae': { model: 'conv-vae', batch: null, limitMs: 2 },
  'vq-vae': { model: 'vq-vae', batch: null, limitMs: 2.5 },
  'mlp, batch 1,024': { model: 'mlp', batch: 1024, limitMs: 0.7 },
  wide: { model: 'wide', batch: null, limitMs: 3 },
};

export type Chosen = readonly (readonly [name: string, model: GpuModel])[];

/** All rows of these models; all there are where none is named. Or which names are none of a model. */
export function gpuModelsNamed(names?: readonly string[]): Chosen | { readonly unknown: readonly string[]; readonly known: readonly string[] } {
  const all = Object.entries(gpuModels);
  const known = [...new Set(all.map(([, { model }]) => model as string))];
  const unknown = names?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0) return { unknown, known };
  return names ? all.filter(([, { model }]) => names.includes(model)) : all;
}
