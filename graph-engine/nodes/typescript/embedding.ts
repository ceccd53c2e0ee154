/** Embedding: a matrix with a row for each class. */
import { defineCode } from './emit';
import { randomNormal, rowsAt } from './ops';
import { namesTable } from './stack';

export const embeddingCode = defineCode<never, { readonly size: number }>((emit) => {
  const { params, inputType, owner, weightName } = emit;
  const type = inputType('in');
  const classes = type.tag === 'indices' ? type.classes : type.shape[0]!;
  const names = [weightName('vectors')];
  const scale = Number((1 / Math.sqrt(params.size)).toPrecision(6));
  return {
    ...(emit.ownsWeights && {
      member: {
        create: `tf.variable(ops.randomNormal([${classes}, ${params.size}]).mul<tf.Tensor2D>(${scale}))`,
        codesUse: [randomNormal],
        variables: (field) => `[${field}]`,
        names,
        model: `/** ${emit.title}: a vector of ${params.size} for each of ${classes} classes. */\n${namesTable(emit.name, names)}`,
        namesConstant: `${emit.name}Weights`,
      },
    }),
    value: ({ input, use }) => (type.tag === 'indices' ? `${use(rowsAt)}(this.${owner} as tf.Tensor2D, ${input('in')})` : `tf.matMul(${input('in')}, this.${owner})`),
  };
});
