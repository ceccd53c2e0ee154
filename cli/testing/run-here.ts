/** The command line in this process, which saves starting one; paths must be absolute. */
import { runCommandLine } from '../command-line';
import type { Ran } from './run-hourglass';

/** `onProgress` is called with all of standard error whenever more of it has come. */
export async function runHere(args: readonly string[], onProgress: (stderr: string) => void = () => undefined): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const status = await runCommandLine(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: {
      write(text) {
        stderr += text;
        onProgress(stderr);
      },
    },
  });
  return { status, stdout, stderr };
}
