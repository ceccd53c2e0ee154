/** `model.d.ts`: what the module gives, with shapes. */
import type { Drawing } from '../program/inference/parts';
import { isGrowing } from '../program/growth';
import type { Signature } from '../program/inference/signature';
import { methodNames } from './model';
import { comment, printShape, quote } from './text';

const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quote(name));

/** In double precision come rows of a table in their own units; indices are whole. */
function arrayOf({ part }: Signature, output: Signature['outputs'][number], isTable: boolean): string {
  if (part.grown.values[output.value]!.dtype === 'int32') return 'Int32Array';
  return isTable && output.name === 'restored' ? 'Float64Array' : 'Float32Array';
}

/** `isText`: the module has a vocabulary. */
export function typesText(drawing: Drawing, signatures: readonly Signature[], isTable: boolean, isText: boolean): string {
  const methods = signatures.flatMap((signature) => {
    const { part, inputs, outputs } = signature;
    const [first, ...more] = inputs;
    const shapes = inputs.map(({ name, shape, fill }) => `\`${name}\` ${printShape([{ times: 1, plus: 0 }, ...shape])}${fill ? ', NaN where nothing was measured' : ''}`).join('; ');
    const parameter = more.length > 0 ? `given: { ${inputs.map(({ name }) => `${key(name)}: Items`).join('; ')} }` : 'items: Items';
    const gives = outputs.map((output) => `    /** ${printShape(output.shape.map((size, axis) => (axis === 0 && !isGrowing(size) ? { times: 1, plus: 0 } : size)))} */\n    ${key(output.name)}: Values<${arrayOf(signature, output, isTable)}>;`);
    return [...comment(`${part.help.charAt(0).toUpperCase()}${part.help.slice(1)}. Takes ${first ? shapes : 'nothing'}.`, 2), `  ${methodNames[part.name]}(${parameter}): {`, ...gives, '  };'];
  });
  return `${comment(`${drawing.document.name.trim() || 'Autoencoder'}: what the module gives. N is the number of items.`).join('\n')}

/** Numbers of all items one after the other, or a list of items. */
export type Items = Vector | readonly Vector[];
export type Vector = readonly number[] | Float32Array | Float64Array;

/** Numbers one after the other; those of the last axis are neighbours. */
export interface Values<Numbers> {
  shape: number[];
  values: Numbers;
}

export interface Model {
${methods.join('\n')}
}

export interface LoadOptions {
  /** What is in kernels.wasm, where that does not lie beside the module. */
  kernels?: ArrayBuffer | Uint8Array;
  /** What is in weights.safetensors, where that does not lie beside the module. */
  weights?: ArrayBuffer | Uint8Array;
}

${isText ? '/** The tokens of a text from number 3 on. */\nexport const vocabulary: readonly string[];\n\n' : ''}export function load(given?: LoadOptions): Promise<Model>;
`;
}
