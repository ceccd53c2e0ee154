/** Takes steps of one model after the other, and says how long one takes. Runs in Node and in a page. */
import type { StepModel } from './step-documents';
import type { StepAnswer, Stepper, StepRequest } from './step-side';

export function timer(prepare: (model: StepModel, batch: number | null) => Promise<Stepper> | Stepper, now: () => number): (request: StepRequest) => Promise<StepAnswer> {
  let ready: { readonly model: StepModel; readonly stepper: Stepper } | null = null;
  return async ({ model, batch, milliseconds }) => {
    try {
      if (ready?.model !== model) {
        ready?.stepper.dispose();
        ready = null;
        ready = { model, stepper: await prepare(model, batch) };
      }
      const { stepper } = ready;
      const start = now();
      let [steps, end] = [0, start];
      for (; steps === 0 || end - start < milliseconds; end = now()) {
        await stepper.step();
        steps++;
      }
      return { wall: (end - start) / steps, parameters: stepper.parameters };
    } catch (error) {
      return { fault: (error as Error).message };
    }
  };
}
