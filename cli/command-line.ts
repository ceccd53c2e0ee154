/** The command line: from arguments to an exit status: 0, 1 (the user's document or data is at fault) or 2 (usage). */
import { Command, CommanderError } from 'commander';
import { isUserFault } from '@/graph-engine/training/user-fault';
import project from '@/package.json' with { type: 'json' };
import { commands } from './commands';
import type { CliCommand } from './commands/definition';
import { Failure } from './failure';
import { Terminal, type Streams } from './output';

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
  if (error instanceof Failure || isUserFault(error)) terminal.fail(error.message, status);
  else {
    const { stack, message } = error instanceof Error ? error : { stack: undefined, message: String(error) };
    terminal.fail(`${message.startsWith('internal:') ? '' : 'internal: '}${stack ?? message}`, status);
  }
  return status;
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
