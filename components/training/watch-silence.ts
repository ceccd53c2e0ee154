/**
 * Tells that a worker hangs: it owes a word (an answer, or news of a run under way) and has said nothing for long.
 * Counted in ticks, because after a sleep of the machine a clock has moved on and the worker has not.
 */
import type { Channel } from '@/graph-engine/training/client';
import type { FromWorker } from '@/graph-engine/training/protocol';

const TICK_MS = 5_000;
/** Two minutes: a graphics card may take long to compile the first step, and nothing is said meanwhile. */
const TICKS = 24;

/** The same channel; `onSilent` is called once. */
export function watchSilence(channel: Channel, onSilent: (seconds: number) => void): Channel {
  const asked = new Set<number>();
  let runs = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  let ticks = 0;
  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const tick = (): void => {
    if (++ticks < TICKS) return;
    rest();
    onSilent((TICKS * TICK_MS) / 1000);
  };
  /** A word was said, on either side: the waiting begins anew, or ends where nothing is owed. */
  const heard = (): void => {
    ticks = 0;
    if (asked.size === 0 && !runs) rest();
    else timer ??= setInterval(tick, TICK_MS);
  };
  const note = (message: FromWorker): void => {
    if ('id' in message) asked.delete(message.id);
    else if (message.event.kind === 'state') runs = message.event.state === 'running';
    heard();
  };
  return {
    post(message) {
      if (asked.size === 0 && !runs) ticks = 0;
      asked.add(message.id);
      timer ??= setInterval(tick, TICK_MS);
      channel.post(message);
    },
    onMessage(listener) {
      channel.onMessage((message) => {
        note(message);
        listener(message);
      });
    },
    close() {
      rest();
      channel.close();
    },
  };
}
