/** Keeps a process on one processor, as steps_torch.py does with its own: neighbours on a shared machine slow one processor and not another. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The last processor that this process may use; null where the system does not say. */
function lastProcessor(): string | null {
  try {
    return /^Cpus_allowed_list:.*?(\d+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}
/** Puts all threads of the process on the last processor. @returns whether that was possible (Linux, with util-linux). */
export function pinToLast(pid: number): boolean {
  const processor = lastProcessor();
  return processor !== null && spawnSync('taskset', ['-acp', processor, String(pid)], { stdio: 'ignore' }).status === 0;
}
