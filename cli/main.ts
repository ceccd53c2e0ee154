/** The program `hourglass`. */
import { runCommandLine, unexpected } from './command-line';
import { reasonOf } from './files';
import { leaveGpu } from './gpu';
import { Terminal } from './output';

const terminal = new Terminal(process, false);
const end = (message: string): never => {
  terminal.note(message);
  process.exit(1);
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Who reads no further, as `head` does, is no fault.
  if (error.code === 'EPIPE') process.exit(0);
  end(`Standard output cannot be written: ${reasonOf(error) ?? error.message}.`);
});
// The terminal is gone: there is nobody to tell, and the work goes on.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => end(unexpected(error)));
process.exitCode = await runCommandLine(process.argv.slice(2));
await leaveGpu();
