/** What can be shown of files that are no text, by what their names end in. A new kind is a file and a line here. */
import type { Describe, Preview } from './definition';
import { describeOnnx } from './onnx';
import { describeSafetensors } from './safetensors';
import { describeWasm } from './wasm';

const previews: Readonly<Record<string, Describe>> = { onnx: describeOnnx, safetensors: describeSafetensors, wasm: describeWasm };

/** Null where nothing is known of such files, or this one is damaged. */
export function previewOf(path: string, bytes: Uint8Array): Preview | null {
  const describe = previews[path.slice(path.lastIndexOf('.') + 1)];
  try {
    return describe?.(bytes) ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
