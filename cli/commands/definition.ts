import type { Command } from 'commander';
import type { Output } from '../output';

/** One command of the command line. A new one is a file and a line in `index.ts`. */
export interface CliCommand<O> {
  readonly usage: string;
  readonly description: string;
  options(command: Command): void;
  run(args: readonly string[], options: O, output: Output): Promise<void>;
}
