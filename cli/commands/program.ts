import { activeDocument } from '@/graph-engine/analysis/active';
import { analyseUncured } from '@/graph-engine/analysis/look';
import { lower } from '@/graph-engine/program/lower';
import { printProgram } from '@/graph-engine/program/print';
import { learners, programsOf, trainStep } from '@/graph-engine/program/train-step';
import { Failure } from '../failure';
import { options } from '../options';
import { readTarget } from '../target';
import type { CliCommand } from './definition';

export const program: CliCommand<{ batch?: number }> = {
  usage: 'program <document|template>',
  description: 'the program of one training step: forward, derived backward pass, optimiser; one line per operation',
  options(command) {
    command.addOption(options.batch());
  },
  async run([name], { batch }, output) {
    const document = activeDocument((await readTarget(name!, output)).document);
    const analysis = analyseUncured(document);
    if (!analysis.sound) throw new Failure(`${name} has errors; \`hourglass check ${name}\` shows them.`);
    const size = batch ?? document.training.batchSize;
    const players = learners(document, lower(document, analysis, { batch: size, mode: 'train' }));
    const programs = players.map((player) => ({ name: player.name.toLowerCase(), text: programsOf(trainStep(document, analysis, size, player, 1000)).map((one) => printProgram(one)).join('\n# after its batches\n') }));
    for (const { name, text } of programs) output.print(`# one step of the ${name}\n${text}`);
    output.result({ programs });
  },
};
