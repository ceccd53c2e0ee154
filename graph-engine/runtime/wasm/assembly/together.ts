/**
 * What threads that run the same operation do together: they wait for each other, and they take its work piece by piece, so that one whose
 * processor is slowed by other programs takes less of it and nobody waits long (guided self-scheduling, Polychronopoulos & Kuck 1987).
 * Words at `sync`: arrived, meetings, jobs, list, parts, ready; in the next cache line how far each queue is.
 */

/** Looks before a thread goes to sleep, some 100 µs: shares are not equal, and waking takes as long. With a twentieth of it a second thread gained nothing. */
export const SPINS = 100_000;
const QUEUES = 64;
/** Several, since a fast thread may begin with what comes next while others are at work on the one before. */
export enum Queue {
  Work = 0,
  Packing = 4,
}

/** Where the threads of this memory meet. A thread has an instance of the module, and so variables, of its own. */
let sync: usize = 0;
/** What was taken last: the items first ≤ i < end. */
export let first: i32 = 0;
export let end: i32 = 0;

export function joinAt(address: usize): void {
  sync = address;
}

function emptyQueues(): void {
  store<u64>(sync, 0, QUEUES);
}

/** Returns when all `parts` have called it; the queues are then at their beginning. */
export function meet(parts: i32): void {
  if (ASC_FEATURE_THREADS) {
    if (parts > 1) {
      const meeting = atomic.load<i32>(sync, 4);
      if (atomic.add<i32>(sync, 1) === parts - 1) {
        emptyQueues();
        atomic.store<i32>(sync, 0);
        atomic.add<i32>(sync, 1, 4);
        atomic.notify(sync + 4, parts);
        return;
      }
      for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(sync, 4) !== meeting) return;
      while (atomic.load<i32>(sync, 4) === meeting) atomic.wait<i32>(sync + 4, meeting, -1);
      return;
    }
  }
  emptyQueues();
}

/**
 * Takes the next of `count` items: all that `most` allows when alone, else the smaller the fewer are left, in whole multiples of `grain`.
 * Who takes what is left to chance, so an item's numbers must not depend on it. @returns whether any were left.
 */
export function take(queue: Queue, count: i32, grain: i32, most: i32, parts: i32): bool {
  const at = sync + QUEUES + <usize>queue;
  if (ASC_FEATURE_THREADS) {
    if (parts > 1) {
      const fair = (count - atomic.load<i32>(at)) / (2 * parts);
      const size = min(most, max(grain, ((fair + grain - 1) / grain) * grain));
      first = atomic.add<i32>(at, size);
      end = min(count, first + size);
      return first < count;
    }
  }
  first = load<i32>(at);
  end = min(count, first + most);
  store<i32>(at, end);
  return first < count;
}
