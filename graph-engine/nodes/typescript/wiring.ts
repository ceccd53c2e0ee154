/** Concat, Add, Split, Detach: one tensor operation each. */
import { defineCode } from './emit';
import { stopGradient } from './ops';
import { list } from './text';

export const concatCode = defineCode(() => ({ value: ({ inputs }) => `tf.concat(${list(inputs('in'))}, -1)` }));

export const addCode = defineCode(() => ({
  value: ({ inputs }) => (inputs('in').length === 1 ? { same: 'in' } : `tf.addN(${list(inputs('in'))})`),
}));

export const splitCode = defineCode<never, { readonly sizes: readonly number[] }>(({ params: { sizes }, typeOf }) => ({
  value: ({ input }) => `tf.split(${input('in')}, ${list(sizes.map((_, i) => typeOf(`part${i + 1}`).shape.at(-1)!))}, -1)`,
  ports: Object.fromEntries(sizes.map((_, i) => [`part${i + 1}`, `[${i}]!`])),
}));

export const detachCode = defineCode(() => ({
  value: (pass) => (pass.infer ? { same: 'in' } : `${pass.use(stopGradient)}(${pass.input('in')})`),
}));
