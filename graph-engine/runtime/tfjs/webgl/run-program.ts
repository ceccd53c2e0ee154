/** Runs a fragment shader of ours through tfjs, which lays out its inputs and keeps it compiled. */
import * as tf from '@tensorflow/tfjs-core';
import { webGlBackend, type ShaderProgram, type TensorInfo } from './backend';
import { newTexture, outputsOf, textureOf } from './several-outputs';

/** @returns new tensors, one for each output. */
export function runProgram(program: ShaderProgram, inputs: readonly TensorInfo[], uniforms: readonly (readonly number[])[]): tf.Tensor[] {
  const backend = webGlBackend();
  const others = Array.from({ length: program.outputs - 1 }, () => newTexture(backend, program.outputShape));
  const run = (): TensorInfo => backend.runWebGLProgram(program, inputs, 'float32', uniforms, true);
  const first = others.length === 0 ? run() : outputsOf(backend).with(others.map((info) => textureOf(backend, info)), run);
  return [first, ...others].map((info) => tf.engine().makeTensorFromTensorInfo(info));
}
