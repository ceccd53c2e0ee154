/** A stack with the weights of another and settings of its own: what has the same settings is the very same module. */
import type { StackText } from './stack';

export interface TwinText extends StackText {
  /** Statements after it: weights of modules whose settings are others. */
  readonly ties: readonly string[];
}
/** `layers.3.weight` → layers[3].weight */
const placed = (path: string): string => path.replace(/\.(\d+)/g, '[$1]');

/** `own` and `of`: both stacks, their weights in the order of their layers; `called`: how the other module is called in the constructor. */
export function twinText(own: StackText, of: StackText, called: string): TwinText {
  const modules = [...own.modules];
  const ties: string[] = [];
  const local = (path: string): string => path.slice(path.indexOf('.') + 1);
  const [theirs, ours] = [[...of.weights.values()], [...own.weights.values()]];
  ours.forEach(({ path }, i) => {
    const [here, there] = [local(path), local(theirs[i]!.path)];
    const [mine, other] = [here, there].map((one) => Number(one.split('.')[1])) as [number, number];
    if (own.modules[mine]!.text === of.modules[other]!.text) modules[mine] = { text: `${called}.layers[${other}]`, comment: own.modules[mine]!.comment };
    else ties.push(`self.${placed(here)} = ${called}.${placed(there)}`);
  });
  return { ...own, modules, ties };
}
