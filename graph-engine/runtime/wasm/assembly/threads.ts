/** Threads that run the same list: each waits for a job, takes part in every operation, and meets the others before the next one. */
import { run } from './index';
import { Opcode } from './opcodes';
import { SPINS } from './together';

/** The life of a thread. Never returns: it is ended from outside. */
export function serve(sync: usize, part: i32): void {
  let done = atomic.load<i32>(sync, 8);
  atomic.add<i32>(sync, 1, 20);
  while (true) {
    for (let i = 0; i < SPINS && atomic.load<i32>(sync, 8) === done; i++) {}
    while (atomic.load<i32>(sync, 8) === done) atomic.wait<i32>(sync + 8, done, -1);
    done = atomic.load<i32>(sync, 8);
    const parts = atomic.load<i32>(sync, 16);
    if (part < parts) run(<usize>atomic.load<u32>(sync, 12), part, parts, sync);
  }
}

/** Runs the list on the caller's thread and on those that serve. */
export function runTogether(list: usize, parts: i32, sync: usize): void {
  // Nobody meets in an empty list: the others could take the next one for it.
  if (load<i32>(list) === Opcode.End) return;
  if (parts > 1) {
    atomic.store<u32>(sync, <u32>list, 12);
    atomic.store<i32>(sync, parts, 16);
    atomic.add<i32>(sync, 1, 8);
    atomic.notify(sync + 8, -1);
  }
  run(list, 0, parts, sync);
}
