/** What a file says of itself beside the graph: texts by name, those that are no plain text as JSON. */
import type { Drawing } from '../program/inference/parts';
import type { Told } from '../program/inference/told';
import { OPSET } from './model-proto';

export const metadataOf = ({ document }: Drawing, { preparation, columns, classes, vocabulary }: Told): Readonly<Record<string, string>> => ({
  document: document.name,
  opset: String(OPSET),
  preparation: JSON.stringify({ ...preparation, inGraph: true }),
  ...(columns.length > 0 && { columns: JSON.stringify(columns) }),
  ...(vocabulary.length > 0 && { vocabulary: JSON.stringify(vocabulary) }),
  ...(classes.length > 0 && { classes: JSON.stringify(classes) }),
});
