/** Finds where a run goes wrong: executes it one operation at a time and looks at each value. Slow; for after a NaN in the loss. */
import type * as Tf from '@tensorflow/tfjs-core';
import type { NonFinite, RunOptions } from '../device';
import type { TfExecutor } from './executor';

async function isFinite(tensor: Tf.Tensor): Promise<boolean> {
  if (tensor.dtype !== 'float32') return true;
  for (const x of await tensor.data<'float32'>()) if (!Number.isFinite(x)) return false;
  return true;
}

/** The first value of the run that holds a NaN or an infinity, or null. Applies no update, whatever the options say. */
export async function findNonFinite(executor: TfExecutor, options: RunOptions): Promise<NonFinite | null> {
  const { prepared, frame } = executor.begin(options);
  const { plan } = prepared;
  try {
    for (const { name, value } of plan.program.inputs) {
      if (!(await isFinite(frame.values[value]!))) return { origin: null, phase: 'before', kind: 'input', name };
    }
    for (const { name, value, origin } of plan.parameters) {
      if (!(await isFinite(frame.values[value]!))) return { origin, phase: 'before', kind: 'parameter', name };
    }
    for (const { op, release } of plan.steps) {
      const { kind, origin, phase } = op;
      if (!(await isFinite(frame.execute(op)))) return { origin, phase, kind, name: null };
      frame.release(release);
    }
    return null;
  } finally {
    frame.dispose();
  }
}
