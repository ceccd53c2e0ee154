/** What is said of the weights that a changed model begins with, and of those that start fresh. */
import type { Taken } from '@/graph-engine/training/protocol';
import { counted } from '@/graph-engine/diagnostics/counted';

/** Of a deep model a list would fill the screen. */
const NAMED = 6;

export interface TakenWords {
  /** One sentence in the words of who edits. */
  readonly title: string;
  /** What is counted and named, for who asks. */
  readonly details: string;
}
export function takenWords({ kept, fresh, step, changed, from }: Taken): TakenWords {
  const steps = counted(step, 'step');
  if (from !== null && kept > 0) return fromFile({ from, kept, fresh, step });
  if (kept === 0) return { title: 'Nothing that was trained fits the changed model: it starts fresh', details: `The weights of its training of ${steps} are left as they are until the model is trained anew.` };
  const begins = `${kept} ${kept === 1 ? 'weight is' : 'weights are'} as after ${steps} of training, and a new run begins with them.`;
  if (fresh.length === 0) return { title: `The ${changed} ${changed === 'data' ? 'have' : 'has'} changed, and all that was trained is kept`, details: begins };
  return { title: 'What you changed starts fresh; the rest keeps its training', details: `${begins} ${startFresh(fresh)}` };
}

/** For the bar. */
export function shortWords({ from, fresh, changed }: Taken): string {
  if (from !== null && fresh.length === 0) return `Weights of ${from}`;
  const what = from === null ? (changed === 'data' ? 'Other data' : 'Edited') : `Some weights of ${from}`;
  return `${what}: needs training`;
}

function startFresh(fresh: readonly string[]): string {
  const more = fresh.length - NAMED;
  return fresh.length === 0 ? '' : `These start fresh: ${fresh.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
function fromFile({ from, kept, fresh, step }: Pick<Taken, 'kept' | 'fresh' | 'step'> & { readonly from: string }): TakenWords {
  const after = step > 0 ? `, as after ${counted(step, 'step')} of training` : '';
  const whole = fresh.length === 0 ? 'Every weight of the model is from it: nothing has to be trained to look inside.' : startFresh(fresh);
  return { title: `The model has ${kept === 1 ? 'a weight' : `${kept} weights`} of ${from}${after}`, details: `${whole} Training begins a new run with them.` };
}
