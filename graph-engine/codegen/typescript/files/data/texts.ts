/** Which Datasets of a project are texts, whose items are tokens. */
import { textOf, textOptionsOf } from '../../../../nodes/data-settings';
import type { CodeNode, Project } from '../../project';
import { isTable } from './tables';

export const isText = (node: CodeNode): boolean => textOf(node.node) !== null;
export const textsOf = ({ datasets }: Project): CodeNode[] => datasets.filter(isText);
/** Whether its items come from an IDX file. */
export const isIdx = (node: CodeNode): boolean => !isTable(node) && !isText(node);

/** How a text is cut, and what its tokens stand for. */
export function readingOf({ node }: CodeNode) {
  const text = textOf(node)!;
  const options = textOptionsOf(node)!;
  return { ...text, places: options.places!, window: options.items === 'windows' ? (options.window ?? options.places!) : null };
}
