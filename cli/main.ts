/** The command line. Exit status 0, 1 (the user's document or data is at fault) or 2 (usage). */
import { Command, CommanderError } from 'commander';
import { DataError } from '@/datasets/definition';
import { ModelError } from '@/graph-engine/training/session';
import { commands } from './commands';
import type { CliCommand } from './commands/definition';
import { Failure } from './failure';
import { createOutput } from './output';

function build(): Command {
  const root = new Command('hourglass').description('Train, evaluate and export autoencoders drawn in the studio.').exitOverride();
  for (const definition of Object.values(commands) as CliCommand<object>[]) {
    const command = root.command(definition.usage).description(definition.description).exitOverride();
    definition.options(command);
    command.option('--json', 'one JSON object as the last line of standard output');
    const places = command.registeredArguments.length;
    command.action(async (...values: unknown[]) => {
      const options = values[places] as { json?: boolean };
      for (const [name, value] of Object.entries(options)) {
        if (typeof value === 'number' && !Number.isFinite(value)) throw new Failure(`--${name} takes a number.`, 2);
      }
      await definition.run(values.slice(0, places) as string[], options, createOutput(options.json === true));
    });
  }
  return root;
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Failure) {
    process.stderr.write(`${error.message}\n`);
    return error.status;
  }
  if (error instanceof ModelError || error instanceof DataError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const { stack, message } = error as Error;
  process.stderr.write(`${message?.startsWith('internal:') ? '' : 'internal: '}${stack ?? message}\n`);
  return 1;
}

try {
  await build().parseAsync(process.argv);
} catch (error) {
  process.exitCode = statusOf(error);
}
