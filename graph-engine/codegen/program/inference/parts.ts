/** The files that a drawing gives: encoder, decoder, the whole model and the score, each as a program that takes raw items; of a model of tokens, what it takes them for. */
import { activeDocument } from '../../../analysis/active';
import type { Analysis } from '../../../analysis/types';
import type { HourglassDocument } from '../../../document/types';
import { isMasked } from '../../../document/port-type';
import { isByColumn } from '../../../inspect/by-column';
import { rolesOfModel, type Roles } from '../../../inspect/roles';
import type { Builder, Tensor } from '../../../program/builder';
import { lower } from '../../../program/lower';
import type { ValueId } from '../../../program/types';
import type { Weights } from '../../../runtime/device';
import { grow, type Grown } from '../growth';
import { prepare, type Prepared } from './prepare';
import { restore } from './restore';
import { COLUMN_WEIGHTS, columnWeights, errorsOf, withProbabilities } from './score';

export interface Drawing {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly roles: Roles & { readonly data: NonNullable<Roles['data']>; readonly output: NonNullable<Roles['output']> };
  readonly weights: ReadonlyMap<string, Weights>;
}
export type PartName = 'encoder' | 'decoder' | 'model' | 'score' | 'guess';
export interface Part {
  readonly name: PartName;
  readonly help: string;
  readonly grown: Grown & { readonly builder: Builder };
  readonly prepared: Prepared;
  /** By the names that they have outside. */
  readonly results: Readonly<Record<string, ValueId>>;
  /** Values that go on in double precision. */
  readonly precise: ReadonlySet<ValueId>;
}

interface Definition {
  readonly help: string;
  /** Whether it takes a code, or gives one. */
  readonly needsCode: boolean;
  /** What the output is compared with. */
  readonly of: readonly ('data' | 'indices')[];
  feeds?(drawing: Drawing): readonly string[];
  results(drawing: Drawing, b: Builder): Results;
}
interface Results {
  readonly values: Readonly<Record<string, Tensor>>;
  /** What goes on in double precision. */
  readonly precise?: readonly ValueId[];
}

/** Whether it guesses tokens, instead of reconstructing items. */
export const isOfTokens = ({ roles }: Pick<Drawing, 'roles'>): boolean => roles.data.type.tag === 'indices';
const at = (b: Builder, tap: string): Tensor => {
  const id = b.taps[tap];
  if (id === undefined) throw new Error(`internal: nothing is computed at ${tap}`);
  return b.values[id]!;
};
const placesOf = ({ roles: { data } }: Drawing) => (data.type.tag === 'data' && data.type.places) || null;
/** Probabilities instead of logits. */
function shown(drawing: Drawing, b: Builder): Tensor {
  const { document, roles } = drawing;
  const output = at(b, roles.output.tap);
  const given = roles.output.type.tag === 'logits' ? b.sigmoid(output) : output;
  const places = placesOf(drawing);
  return places && isByColumn(document, roles) ? withProbabilities(b, given, places) : given;
}
/** How likely each token is at every place. */
const guessed = ({ roles }: Drawing, b: Builder): Results => ({ values: { probabilities: b.softmax(at(b, roles.output.tap)) } });
/** The reconstruction as the loss sees it, and in the units of the file. */
function reconstructed(drawing: Drawing, b: Builder): Results {
  const reconstruction = shown(drawing, b);
  const { value, precise } = restore(b, drawing.document.nodes[drawing.roles.data.node]!, reconstruction, drawing.weights);
  return { values: { reconstruction, restored: value }, precise };
}
const codes = ({ roles: { code, indices } }: Drawing, b: Builder): Readonly<Record<string, Tensor>> => ({ ...(code && { code: at(b, code.tap) }), ...(indices && { indices: at(b, indices.tap) }) });

const definitions: Readonly<Record<PartName, Definition>> = {
  encoder: { help: 'the code of each item', needsCode: true, of: ['data', 'indices'], results: (drawing, b) => ({ values: codes(drawing, b) }) },
  decoder: {
    help: 'what a code is decoded to',
    needsCode: true,
    of: ['data', 'indices'],
    feeds: ({ roles }) => [roles.code!.tap],
    results: (drawing, b) => (isOfTokens(drawing) ? guessed(drawing, b) : reconstructed(drawing, b)),
  },
  model: {
    help: 'the reconstruction of each item, and its code',
    needsCode: false,
    of: ['data'],
    results(drawing, b) {
      const { values, precise } = reconstructed(drawing, b);
      return { values: { ...values, ...codes(drawing, b) }, precise };
    },
  },
  score: {
    help: 'how far each item is from its reconstruction, which is high for what is unusual',
    needsCode: false,
    of: ['data'],
    results(drawing, b) {
      const { document, roles } = drawing;
      const output = at(b, roles.output.tap);
      const given = roles.output.type.tag === 'logits' ? b.sigmoid(output) : output;
      const errors = errorsOf(b, at(b, roles.data.tap), given, placesOf(drawing), isByColumn(document, roles));
      return { values: { score: b.sum(errors, [1]), errors } };
    },
  },
  guess: { help: 'how likely each token is at every place of a text, and its code', needsCode: false, of: ['indices'], results: (drawing, b) => ({ values: { ...guessed(drawing, b).values, ...codes(drawing, b) } }) },
};

function partOf(name: PartName, drawing: Drawing): Part {
  const { document, analysis, weights } = drawing;
  const { help, feeds, results } = definitions[name];
  const drafts = new Map<Builder, Pick<Part, 'prepared' | 'results' | 'precise'>>();
  const grown = grow((batch) => {
    const b = lower(document, analysis, { batch, mode: 'infer', feeds: feeds?.(drawing) ?? [] });
    const { values, precise } = results(drawing, b);
    drafts.set(b, { prepared: prepare(b, document, analysis, weights), results: Object.fromEntries(Object.entries(values).map(([key, { id }]) => [key, id])), precise: new Set(precise) });
    return b;
  });
  return { name, help, grown, ...drafts.get(grown.builder)! };
}

/** Null where the document reconstructs nothing; then there is nothing to write. */
export function drawingOf(drawn: HourglassDocument, analysis: Analysis, given: ReadonlyMap<string, Weights>): Drawing | null {
  const document = activeDocument(drawn);
  const { data, output, ...roles } = rolesOfModel(document, analysis);
  if (!data || !output) return null;
  const places = data.type.tag === 'data' ? data.type.places : undefined;
  const weights = places ? new Map([...given, [COLUMN_WEIGHTS, columnWeights(places)]]) : given;
  return { document, analysis, roles: { ...roles, data, output }, weights };
}

/** A model without a code has no encoder and no decoder; where the code is a sequence with a mask, it is decoded with its mask, and so where it was encoded. */
export function partsOf(drawing: Drawing): readonly Part[] {
  const { code, data } = drawing.roles;
  const isWritten = (name: PartName): boolean => definitions[name].of.some((tag) => tag === data.type.tag) && (code ? !(definitions[name].feeds && isMasked(code.type)) : !definitions[name].needsCode);
  return (Object.keys(definitions) as PartName[]).filter(isWritten).map((name) => partOf(name, drawing));
}
