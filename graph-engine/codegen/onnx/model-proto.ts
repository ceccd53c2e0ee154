/** A model as ONNX writes it. Field numbers are those of onnx.proto (https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto). */
import { bytes, float, integer, integers, join, message, text, type Message } from './protobuf';

/** What the files say that they are written in: operators of set 17, which belongs to version 8 of the format (ONNX 1.12, 2022). */
export const OPSET = 17;
export const IR_VERSION = 8;

export const elementTypes = { float: 1, int64: 7, bool: 9, double: 11 } as const;
export type ElementType = keyof typeof elementTypes;

export type Attribute = number | string | readonly number[] | { readonly float: number } | { readonly tensor: TensorProto };
export interface TensorProto {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Little-endian, as in memory everywhere that the studio runs. */
  readonly raw: Uint8Array;
}
export interface NodeProto {
  readonly name: string;
  readonly kind: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}
/** A name stands for a size that is only known when the model runs. */
export interface ValueInfo {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}
export interface ModelProto {
  readonly name: string;
  readonly doc: string;
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly metadata: Readonly<Record<string, string>>;
}

const tensor = ({ name, type, shape, raw }: TensorProto): Message => [...integers(1, shape), ...integer(2, elementTypes[type]), ...text(8, name), ...bytes(9, raw)];

function attribute(name: string, value: Attribute): Message {
  const typed = (type: number, content: Message): Message => [...text(1, name), ...content, ...integer(20, type)];
  if (typeof value === 'number') return typed(2, integer(3, value));
  if (typeof value === 'string') return typed(3, text(4, value));
  if ('float' in value) return typed(1, float(2, value.float));
  if ('tensor' in value) return typed(4, message(5, tensor(value.tensor)));
  return typed(7, integers(8, value));
}
const node = ({ name, kind, inputs, outputs, attributes }: NodeProto): Message => [
  ...inputs.flatMap((input) => text(1, input)),
  ...outputs.flatMap((output) => text(2, output)),
  ...text(3, name),
  ...text(4, kind),
  ...Object.entries(attributes).flatMap(([key, value]) => message(5, attribute(key, value))),
];
function valueInfo({ name, type, shape }: ValueInfo): Message {
  const dims = shape.flatMap((size) => message(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  return [...text(1, name), ...message(2, message(1, [...integer(1, elementTypes[type]), ...message(2, dims)]))];
}

export function writeModel({ name, doc, nodes, initializers, inputs, outputs, metadata }: ModelProto): Uint8Array<ArrayBuffer> {
  const graph = [
    ...nodes.flatMap((one) => message(1, node(one))),
    ...text(2, name),
    ...initializers.flatMap((one) => message(5, tensor(one))),
    ...inputs.flatMap((one) => message(11, valueInfo(one))),
    ...outputs.flatMap((one) => message(12, valueInfo(one))),
  ];
  return join([
    ...integer(1, IR_VERSION),
    ...text(2, 'Hourglass'),
    ...text(6, doc),
    ...message(7, graph),
    ...message(8, [...text(1, ''), ...integer(2, OPSET)]),
    ...Object.entries(metadata).flatMap(([key, value]) => message(14, [...text(1, key), ...text(2, value)])),
  ]);
}
