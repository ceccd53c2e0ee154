/** Runs the command line as a user does, in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}
export interface RunHourglass {
  readonly cwd?: string;
  /** Called with all of standard error whenever more of it has come; `interrupt` is Ctrl+C. */
  onProgress?(stderr: string, interrupt: () => void): void;
}

const program = fileURLToPath(new URL('../../scripts/hourglass.mjs', import.meta.url));

export function runHourglass(args: readonly string[], { cwd, onProgress }: RunHourglass = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onProgress?.(stderr, () => child.kill('SIGINT'));
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ status: code ?? -1, stdout, stderr }));
  });
}

/** The last line of standard output as JSON. @throws when the command failed, with what it said. */
export async function hourglassJson<T = Record<string, unknown>>(args: readonly string[], options: RunHourglass = {}): Promise<T> {
  const { status, stdout, stderr } = await runHourglass([...args, '--json'], options);
  if (status !== 0) throw new Error(`hourglass ${args.join(' ')} ended with ${status}: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T;
}
