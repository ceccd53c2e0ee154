/** A training server in the test's own process, asked as a page asks it. */
import { chooseBackend } from '../runtime/backends/choose';
import type { CheckpointStorage } from '../training/checkpoints';
import type { Answer, FromWorker, Request, TrainingEvent } from '../training/protocol';
import { TrainingServer } from '../training/server';

export interface AskedServer {
  /** What it has told since; the test may empty it. */
  readonly events: TrainingEvent[];
  ask(request: Request): Promise<Answer>;
}

/** `now` in milliseconds, of the server's clock. */
export function askServer(checkpoints: CheckpointStorage, now: () => number = () => performance.now()): AskedServer {
  const events: TrainingEvent[] = [];
  const answers = new Map<number, (message: FromWorker) => void>();
  const server = new TrainingServer({
    post: (message) => ('event' in message ? events.push(message.event) : answers.get(message.id)?.(message)),
    clock: { now, breathe: () => new Promise((resolve) => setImmediate(resolve)) },
    checkpoints,
    chooseBackend: () => chooseBackend('cpu'),
  });
  let next = 1;
  const ask = (request: Request): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = next++;
      answers.set(id, (message) => ('answer' in message ? resolve(message.answer) : reject(new Error('error' in message ? message.error.message : ''))));
      void server.handle({ id, request });
    });
  return { events, ask };
}
