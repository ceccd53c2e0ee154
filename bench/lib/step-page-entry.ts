/** Stock tfjs in a page, on the backends that a browser has. */
import './stock-webgpu';
import type { StepAnswer, StepRequest } from './step-side';
import { timer } from './step-timer';
import { layersKit } from './tfjs-layers';
import { prepareModel, useStock } from './tfjs-models';

let answer: ((request: StepRequest) => Promise<StepAnswer>) | null = null;

export async function start(backend: 'webgl' | 'webgpu'): Promise<boolean> {
  try {
    await useStock(backend);
  } catch {
    return false;
  }
  answer = timer((model, batch) => prepareModel(model, batch, layersKit), () => performance.now());
  return true;
}
export const turn = (request: StepRequest): Promise<StepAnswer> => answer!(request);
