import { baselineSentence, unitOfFigure } from '@/graph-engine/inspect/baselines/sentence';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import { measureBaselines, modelFigure } from '@/graph-engine/training/baselines';
import type { DataOptions } from '../data';
import { Failure } from '../failure';
import { openSession, type BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { dataOptions, options } from '../options';
import { table, type Cell } from '../table';
import { readTarget } from '../target';
import type { CliCommand } from './definition';

interface BaselinesOptions extends BackendOptions, DataOptions {}

const help = `
Baselines are fitted on the items that the model is trained on, and judged on those that are held out, by the Loss of the document itself: principal
components, as many as the code has numbers; k-means with as many entries, where the code is of entries or classes; the noisy input, where there is Noise;
and the mean item, which takes no code. Where the Loss takes probabilities, their numbers are clipped to [ε, 1 − ε], with the ε of a few that costs least
on training items. Without trained weights only the baselines are told.`;

function told(found: Baselines, model: number | null): string {
  const { unit, judged, heldOut, fitted, training } = found;
  const rows: Cell[][] = [...(model === null ? [] : [['this model', model, unit]]), ...found.figures.map((figure): Cell[] => [figure.title, figure.value, unitOfFigure(found, figure)])];
  const some = fitted < training ? ` of ${training.toLocaleString('en')}` : '';
  const head = `${found.term}: ${judged.toLocaleString('en')} items ${heldOut ? 'held out' : 'that are trained on, as nothing is held out'}; baselines fitted on ${fitted.toLocaleString('en')}${some} training items`;
  return [head, table(rows), ...(model === null ? [] : [baselineSentence(found, model)])].join('\n');
}

export const baselines: CliCommand<BaselinesOptions> = {
  usage: 'baselines <dir>',
  description: 'what simpler means give back of the held-out items, beside the model: principal components, k-means, the mean',
  options(command) {
    for (const option of dataOptions('asTrained')) command.addOption(option);
    command.addOption(options.backend()).addHelpText('after', help);
  },
  async run([directory], given, output) {
    const { weights, ...drawing } = await readTarget(directory!, output);
    const session = weights ? await openTrained({ ...drawing, weights }, given, output) : await openSession(drawing, given, output);
    const found = await measureBaselines(session, false);
    if (!found || found.figures.length === 0) throw new Failure(`${directory} has nothing to compare: no Loss compares an output with the data that it was made from.`);
    const model = weights ? await modelFigure(session) : null;
    output.print(told(found, model));
    output.result({ ...found, model, sentence: model === null ? null : baselineSentence(found, model) });
    session.dispose();
  },
};
