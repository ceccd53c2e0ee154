/** Runs a text that has just been written in a worker of its own, which answers one message and is then gone. */

export type Fault = { readonly fault: string };
interface Question {
  /** What the worker runs; it answers with an object, or with a `fault` in words. */
  readonly text: readonly string[];
  readonly type: WorkerType;
  readonly message: unknown;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** @throws what went wrong, in words, and when nobody waits for it any more. */
export async function askScript<Answer extends object>({ text, type, message, seconds, signal }: Question): Promise<Answer> {
  signal.throwIfAborted();
  const address = URL.createObjectURL(new Blob([...text], { type: 'text/javascript' }));
  const worker = new Worker(address, { type });
  let leave = (): void => {};
  let late: ReturnType<typeof setTimeout> | undefined;
  try {
    const answer = await new Promise<Answer | Fault>((resolve, reject) => {
      leave = () => reject(signal.reason as Error);
      signal.addEventListener('abort', leave);
      late = setTimeout(() => reject(new Error(`there was no answer within ${seconds} s.`)), seconds * 1000);
      worker.onmessage = ({ data }: MessageEvent<Answer | Fault>) => resolve(data);
      worker.onerror = ({ message: fault }) => reject(new Error(fault));
      worker.postMessage(message);
    });
    if ('fault' in answer) throw new Error(answer.fault);
    return answer;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', leave);
    worker.terminate();
    URL.revokeObjectURL(address);
  }
}
