/** The code of kinds that takes more than a line. It stands apart from them, as a page shows graphs long before anybody asks for their code. */
import type { NodeDefinition } from '../definition';
import type { NodeKindName } from '../registry';
import { bottleneckCode } from './bottleneck';
import { classifierCode } from './classifier';
import { codebookCode } from './codebook';
import { datasetCode } from './dataset';
import { decoderCode } from './decoder';
import { discriminatorCode } from './discriminator';
import { embeddingCode } from './embedding';
import type { NodeCode, NodeEmit } from './emit';
import { encoderCode } from './encoder';
import { lossCode } from './loss';
import { noiseCode } from './noise';
import { priorCode } from './prior';

type Emitter = (emit: NodeEmit) => NodeCode;

export const emitters = {
  bottleneck: bottleneckCode,
  classifier: classifierCode,
  codebook: codebookCode,
  dataset: datasetCode,
  decoder: decoderCode,
  discriminator: discriminatorCode,
  embedding: embeddingCode,
  encoder: encoderCode,
  loss: lossCode,
  noise: noiseCode,
  prior: priorCode,
} satisfies { readonly [K in NodeKindName]?: Emitter };

/** What a node is in an exported project. @throws `internal:` for a kind that says nothing of it, which its tests find out. */
export function codeOf(definition: NodeDefinition, emit: NodeEmit): NodeCode {
  const write = definition.typescript ?? (Object.hasOwn(emitters, definition.kind) ? emitters[definition.kind as keyof typeof emitters] : undefined);
  if (!write) throw new Error(`internal: nothing says what a ${definition.kind} is in TypeScript`);
  return write(emit);
}
