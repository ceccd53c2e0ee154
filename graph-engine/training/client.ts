/** The page's end of the protocol: requests as promises, events to listeners. */
import type { Answer, FromWorker, Request, ToWorker, TrainingEvent } from './protocol';

/** The part of a Worker that the protocol needs. */
export interface Channel {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  close(): void;
}
export interface TrainingClient {
  request(request: Request): Promise<Answer>;
  on(listener: (event: TrainingEvent) => void): () => void;
  dispose(): void;
}
/** The worker answered with an error; `internal` tells ours from the user's. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  constructor(
    message: string,
    readonly internal: boolean,
    readonly workerStack: string,
  ) {
    super(message);
  }
}

export function createTrainingClient(channel: Channel): TrainingClient {
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(event: TrainingEvent) => void>();
  let next = 1;
  channel.onMessage((message) => {
    if ('event' in message) {
      for (const listener of listeners) listener(message.event);
      return;
    }
    const pending = waiting.get(message.id);
    waiting.delete(message.id);
    if ('answer' in message) pending?.resolve(message.answer);
    else pending?.reject(new TrainingError(message.error.message, message.error.internal, message.error.stack));
  });
  return {
    request(request) {
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        channel.post({ id, request });
      });
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      channel.close();
      for (const { reject } of waiting.values()) reject(new TrainingError('The training worker was closed.', false, ''));
      waiting.clear();
    },
  };
}
