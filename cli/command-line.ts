/** The command line: from arguments to an exit status: 0, 1 (the user's document or data is at fault) or 2 (usage). */
import { Command, CommanderError } from 'commander';
import { isUserFault } from '@/graph-engine/training/user-fault';
import project from '@/package.json' with { type: 'json' };
import { commands } from './commands';
import type { CliCommand } from './commands/definition';
import { Failure } from './failure';
import { reasonOf } from './files';
import { Terminal, type Streams } from './output';

/** The variable of the environment that asks for the stack of a fault of ours. */
const STACK = 'HOURGLASS_STACK';

const manners = `
Exit status: 0 done; 1 the document or the data is at fault; 2 wrong usage.
Results go to standard output, progress and messages to standard error.`;

function build(terminal: Terminal): Command {
  const root = new Command('hourglass')
    .description('Train, evaluate and export autoencoders drawn in the studio.')
    .version(project.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.streams.stdout.write(text), writeErr: (text) => terminal.streams.stderr.write(text), outputError: () => {} })
    .addHelpText('after', `\nExample:\n  hourglass train vae --out runs/vae --epochs 3\n  hourglass evaluate runs/vae\n${manners}`);
  for (const definition of Object.values(commands) as CliCommand<object>[]) {
    const command = root.command(definition.usage).description(definition.description).copyInheritedSettings(root);
    definition.options(command);
    command.option('--json', 'one JSON object as the last line of standard output');
    const places = command.registeredArguments.length;
    command.action((...values: unknown[]) => definition.run(values.slice(0, places) as string[], values[places] as object, terminal));
  }
  return root;
}

/** Says what went wrong; gives the exit status. */
function tell(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    // Help and version were asked for and have been printed.
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') terminal.fail(`${error.message}\nhourglass COMMAND --help shows the usage.`, 2);
    return 2;
  }
  const status = error instanceof Failure ? error.status : 1;
  terminal.fail(error instanceof Failure || isUserFault(error) ? error.message : unexpected(error), status);
  return status;
}

/** A fault of ours, or of the machine, as one line. */
export function unexpected(error: unknown): string {
  const { stack, message } = error instanceof Error ? error : { stack: undefined, message: String(error) };
  const { syscall, path = 'The system', ...refused } = error as NodeJS.ErrnoException;
  const reason = syscall === undefined ? undefined : reasonOf(refused);
  if (reason !== undefined && !process.env[STACK]) return `${path}: ${reason} (${syscall}).`;
  const whole = process.env[STACK] && stack ? stack : message.split('\n')[0]!;
  const text = whole.startsWith('internal:') ? whole : `internal: ${whole}`;
  return process.env[STACK] ? text : `${text} (a fault of Hourglass: with ${STACK}=1 set, it says where)`;
}

/** Never throws; gives the exit status. `args` are those after the program's name. */
export async function runCommandLine(args: readonly string[], streams: Streams = process): Promise<number> {
  const terminal = new Terminal(streams, args.includes('--json'));
  try {
    await build(terminal).parseAsync(args, { from: 'user' });
    return terminal.status;
  } catch (error) {
    return tell(error, terminal);
  }
}
