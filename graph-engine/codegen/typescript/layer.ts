/** A layer without words of TensorFlow.js, as a tf.layers class that its operations are written into. */
import type { Params } from '../../document/types';
import type { LayerDefinition } from '../../layers/definition';
import type { LayerEmit } from '../../layers/typescript/definition';
import type { Init } from '../../program/types';
import { pascal } from '../program/text';
import { Functions } from '../program/write-functions';
import { traceLayer, type TracedLayer } from '../program/trace-layer';
import { writeRegion } from '../program/write-region';
import { functionText } from './functions';
import { constLine } from './lines';
import { typescript } from './ops';
import { comment, fit, list, quote } from './text';

/** What gives `result` in one mode. */
function body(traced: TracedLayer, functions: Functions, indent: number, result = traced.result): string[] {
  // Of a mask, all is written from the mask.
  const known = new Map([...(result === traced.maskAfter ? [] : [[traced.input, 'x'] as const]), ...(traced.mask === null ? [] : [[traced.mask, 'mask'] as const]), ...[...traced.weights].map(([name, id]) => [id, `this.${name}.read()`] as const)]);
  const { statements, results } = writeRegion({ grown: traced.grown, language: typescript, callers: functions.callers, known, results: [result] });
  return [...statements.map((statement) => constLine(statement, indent)), fit(`return ${results[0]!.text}${statements.length === 0 && results[0]!.text === 'x' ? '.clone()' : ''};`, indent)];
}

/** How a weight starts, as an initialiser of TensorFlow.js; what waits for others starts with zeros. */
export function initializer(init: Init): string {
  switch (init.kind) {
    case 'ones':
      return 'tf.initializers.ones()';
    case 'constant':
      return `tf.initializers.constant({ value: ${init.value} })`;
    case 'glorotUniform':
      return 'ops.glorotUniform()';
    case 'heNormal':
      return `ops.heNormal(${init.fanIn})`;
    case 'normal':
      return `ops.normal(${Number(init.stddev.toPrecision(6))})`;
    case 'zeros':
    case 'kmeans':
    case 'copyOf':
      return 'tf.initializers.zeros()';
  }
}

/** What a layer that is told of padding leaves of the mask. */
function maskMethod(traced: TracedLayer, functions: Functions): string[] {
  const isSame = traced.maskAfter === null || traced.maskAfter === traced.mask;
  return ['  maskAfter(mask: tf.Tensor): tf.Tensor {', ...(isSame ? ['    return mask;'] : body(traced, functions, 4, traced.maskAfter!)), '  }', ''];
}

export function writtenLayer(definition: LayerDefinition, params: Params, { name, input, output, custom, masked = false }: LayerEmit): readonly string[] {
  const functions = new Functions(typescript);
  const [train, infer] = [traceLayer(definition, params, input, 'train', masked), traceLayer(definition, params, input, 'infer', masked)];
  const same = body(train, functions, 6).join('\n') === body(infer, functions, 6).join('\n');
  const training = body(train, functions, 8);
  const otherwise = body(infer, functions, 6);
  const specs = definition.weights(params as never, input);
  const className = pascal(definition.kind);
  const text = [
    comment(definition.help),
    `export class ${className} extends tf.layers.Layer {`,
    `  static className = ${quote(className)};`,
    ...specs.map((spec) => `  private ${spec.name}!: tf.LayerVariable;`),
    ...(specs.length > 0
      ? [
          '',
          '  override build(inputShape: tf.Shape | tf.Shape[]): void {',
          ...specs.map((spec) => fit(`this.${spec.name} = this.addWeight(${quote(spec.name)}, ${list(spec.shape)}, 'float32', ${initializer(spec.init)}${spec.trainable === false ? ', undefined, false' : ''});`, 4)),
          '    super.build(inputShape);',
          '  }',
        ]
      : []),
    '',
    `  override call(inputs: tf.Tensor | tf.Tensor[]${same ? '' : ', { training }: { training?: boolean }'}): tf.Tensor {`,
    '    return tf.tidy(() => {',
    masked ? '      const [x, mask] = inputs as [tf.Tensor, tf.Tensor];' : '      const x = Array.isArray(inputs) ? inputs[0]! : inputs;',
    ...(same ? otherwise : ['      if (training) {', ...training, '      }', ...otherwise]),
    '    });',
    '  }',
    '',
    ...(masked ? maskMethod(infer, functions) : []),
    '  override computeOutputShape(): tf.Shape {',
    `    return [null, ${output.join(', ')}];`,
    '  }',
    '}',
  ].join('\n');
  // Where another layer has a function of that name, this one has a number.
  const called = functions.list.reduce((now, written) => now.replaceAll(new RegExp(`\\b${written.name}\\b`, 'g'), custom(written.name, functionText(written))), text);
  return [`new ${custom(className, called)}({ name: ${quote(name)} })`];
}
