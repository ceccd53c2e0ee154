import { phaseSums } from '@/graph-engine/training/profile/figures';
import { measureStep } from '@/graph-engine/training/profile/measure-step';
import { printProfile } from '@/graph-engine/training/profile/print';
import type { DataOptions } from '../data';
import { openSession, type BackendOptions } from '../open-session';
import { dataOptions, options } from '../options';
import { readTarget } from '../target';
import type { CliCommand } from './definition';

/** The template that a new studio opens with. */
const DEFAULT = 'vae';
/** Long enough for every operation to be met at its fastest. */
const LIMITS = { rounds: 20, budgetMs: 4000 };

interface BenchOptions extends BackendOptions, DataOptions {
  readonly batch?: number;
  readonly plan?: true;
}

export const bench: CliCommand<BenchOptions> = {
  usage: 'bench [document|template]',
  description: 'what one training step takes: by the clock, by phase and by operation, against the measured peak; and the memory plan',
  options(command) {
    for (const option of dataOptions('fits')) command.addOption(option);
    command
      .addOption(options.batch())
      .addOption(options.backend())
      .option('--plan', 'with the program, and beside it the plan that runs')
      .addHelpText('after', `\nWithout a name, the template \`${DEFAULT}\` is measured. Nothing is trained: the weights stay as they start.\nOperations are timed one by one on wasm; elsewhere whole steps are.`);
  },
  async run([name = DEFAULT], { batch, backend, plan, ...data }, output) {
    const { document, brought } = await readTarget(name, output);
    const sized = batch === undefined ? document : { ...document, training: { ...document.training, batchSize: batch } };
    const session = await openSession({ document: sized, brought }, { ...data, backend }, output);
    const profile = await measureStep(session, LIMITS);
    const nameOf = (node: string): string => document.nodes[node]?.name ?? node;
    output.print(`${document.name} on ${backend}\n${printProfile(profile, { nameOf, ...(plan && { plan }) })}`);
    output.result({ document: document.name, backend, ...profile, players: profile.players.map((player) => ({ ...player, phases: phaseSums(player) })) });
    session.dispose();
  },
};
