/** A layer without a spelling of its own, as a class that its operations are written into. */
import type { Params } from '../../document/types';
import type { LayerDefinition } from '../../layers/definition';
import type { Spelling } from '../../layers/pytorch/definition';
import type { Shape } from '../../document/shape';
import type { NamedTexts } from '../program/free-name';
import type { Functions } from '../program/write-functions';
import { maskedSource } from './masked';
import { traceLayer, type TracedLayer } from '../program/trace-layer';
import { writeRegion } from '../program/write-region';
import { python } from './ops';
import { docstring, fit, pascal, quote, snake, tuple } from './text';

/** What gives `result` in one mode. */
function body(traced: TracedLayer, functions: Functions, indent: number, result = traced.result): string[] {
  // Of a mask, all is written from the mask.
  const known = new Map([...(result === traced.maskAfter ? [] : [[traced.input, 'x'] as const]), ...(traced.mask === null ? [] : [[traced.mask, 'mask'] as const]), ...[...traced.weights].map(([name, id]) => [id, `self.${snake(name)}`] as const)]);
  const { statements, results } = writeRegion({ grown: traced.grown, language: python, callers: functions.callers, known, results: [result] });
  return [...statements.map(({ name, expression }) => fit(`${name} = ${expression.text}`, indent)), fit(`return ${results[0]!.text}`, indent)];
}

export function writtenLayer(definition: LayerDefinition, params: Params, input: Shape, functions: Functions, classes: NamedTexts, masked = false): Spelling {
  const [train, infer] = [traceLayer(definition, params, input, 'train', masked), traceLayer(definition, params, input, 'infer', masked)];
  const [training, otherwise] = [body(train, functions, 12), body(infer, functions, 8)];
  const same = body(train, functions, 8).join('\n') === otherwise.join('\n');
  const specs = definition.weights(params as never, input);
  // Settings are in the text, so that layers of other settings are other classes.
  const stem = pascal(definition.kind);
  const lines = [
    `class ${stem}(${masked ? 'Masked' : 'nn.Module'}):`,
    ...docstring([definition.help], 4),
    '',
    ...(specs.length > 0
      ? [
          '    def __init__(self) -> None:',
          '        super().__init__()',
          ...specs.map(({ name: weight, shape, trainable }) => {
            const zeros = `torch.zeros${tuple(shape.map(String))}`;
            return trainable === false ? `        self.register_buffer(${quote(snake(weight))}, ${zeros})` : `        self.${snake(weight)} = nn.Parameter(${zeros})`;
          }),
          '',
        ]
      : []),
    `    def forward(self, x: Tensor${masked ? ', mask: Tensor' : ''}) -> Tensor:`,
    ...(same ? otherwise : ['        if self.training:', ...training, ...otherwise]),
    ...(infer.maskAfter === null || infer.maskAfter === infer.mask ? [] : ['', '    def mask_after(self, mask: Tensor) -> Tensor:', ...body(infer, functions, 8, infer.maskAfter)]),
  ];
  const name = classes.add(stem, lines.join('\n'));
  return {
    modules: [`${name}()`],
    channels: 'last',
    weights: Object.fromEntries(specs.map(({ name: weight }) => [weight, { module: 0, name: snake(weight) }])),
    classes: { ...(masked && { Masked: maskedSource }), [name]: classes.texts.get(name)! },
  };
}
