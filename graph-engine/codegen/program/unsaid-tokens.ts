/** Targets that read no texts: told by name, before a target is asked what it cannot write itself. */
import { activeDocument } from '../../analysis/active';
import { textOf } from '../../nodes/data-settings';
import { nodeOf } from '../../nodes/registry';
import type { HourglassDocument } from '../../document/types';
import type { Refusal } from './target';

/** `then`: what else the target refuses. */
export const refusesTokens =
  <A extends readonly unknown[]>(target: string, then: (document: HourglassDocument, ...rest: A) => Promise<readonly Refusal[]>) =>
  async (document: HourglassDocument, ...rest: A): Promise<readonly Refusal[]> => {
    const texts = Object.values(activeDocument(document).nodes).filter((node) => nodeOf(node.kind)?.traits.feedsData && textOf(node) !== null);
    if (texts.length === 0) return then(document, ...rest);
    return texts.map(({ id, name }) => ({
      node: id,
      message: `${name} gives the tokens of a text, and a project for ${target} has nothing that reads texts. Export it to PyTorch or TypeScript, or keep the run folder, which the command line evaluates on any text.`,
    }));
  };
