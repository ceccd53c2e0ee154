/** Lines of a pass that nobody needs. */
import { mentions } from './text';

interface Line {
  readonly text: string;
  readonly node: string | null;
}
/** Without the masks of data that no later line reads: a layer may do without the mask that travels with what it takes. */
export const withoutUnread = <L extends Line>(lines: readonly L[], isOfData: (line: L) => boolean): L[] =>
  lines.filter((line, i) => !isOfData(line) || lines.slice(i + 1).some(({ text }) => mentions(text, /(\w+) = /.exec(line.text)![1]!)));
