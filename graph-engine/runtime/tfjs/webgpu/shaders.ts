/// <reference types="@webgpu/types" />
/** Runs fused units as compute shaders on the device of tfjs, in the order of its own kernels. */
import type * as Tf from '@tensorflow/tfjs-core';
import { keyOf } from '../../../random/philox';
import type { ValueId } from '../../../program/types';
import type { Plan } from '../../plan';
import type { Fused } from '../fused/fuse';
import type { PreparedShaders, ShaderRunner, StepNumbers } from '../fused/shader-runner';
import type { ShaderUnit } from '../fused/units';
import { chainShader, CONTROL_WORDS, randomShader, sumShader, sumStages, type Shader, type WgslContext } from '../fused/wgsl';
import { bufferOf, flush, isCompilingOnly, newTensor, webGpuBackend, type WebGpuBackend } from './backend';
import { compileAhead, pipelineOf } from './pipelines';

/** A dispatch of one unit: its shader, and the shapes of what it writes. */
interface Pass {
  readonly shader: Shader;
  readonly shapes: readonly (readonly number[])[];
}
/** After as many dispatches tfjs sends what was recorded. */
const BATCH = 15;

class WebGpuShaders implements PreparedShaders {
  private readonly backend = webGpuBackend();
  private readonly controls: GPUBuffer;
  private readonly words: Uint32Array<ArrayBuffer>;
  private readonly passes = new Map<ShaderUnit, readonly Pass[]>();
  private readonly context: WgslContext;

  constructor(plan: Plan, fused: Fused) {
    const scalars = plan.program.inputs.filter(({ kind }) => kind === 'scalar').length;
    this.words = new Uint32Array(Math.ceil((CONTROL_WORDS + scalars) / 4) * 4);
    this.controls = this.backend.device.createBuffer({ size: this.words.byteLength, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
    this.context = { fused, shapeOf: (value) => plan.program.values[value]!.shape };
  }

  begin({ seed, step, scalars }: StepNumbers): void {
    this.words.set([...keyOf(seed), step]);
    new Float32Array(this.words.buffer).set(scalars, CONTROL_WORDS);
    flush(this.backend);
    this.backend.queue.writeBuffer(this.controls, 0, this.words);
  }

  private passesOf(unit: ShaderUnit): readonly Pass[] {
    let found = this.passes.get(unit);
    if (!found) this.passes.set(unit, (found = this.shadersOf(unit).map((pass) => ({ ...pass, shader: this.sized(pass.shader) }))));
    return found;
  }
  private sized(shader: Shader): Shader {
    return { ...shader, code: shader.code.replace('CONTROLS', String(this.words.length / 4)) };
  }
  private shadersOf(unit: ShaderUnit): readonly Pass[] {
    const { context } = this;
    if (unit.kind === 'chain') return [{ shader: chainShader(unit, context), shapes: unit.outputs.map(context.shapeOf) }];
    if (unit.kind === 'random') return [{ shader: randomShader(unit, context), shapes: [context.shapeOf(unit.op.output)] }];
    const stages = sumStages(unit.outer, unit.reduce, unit.inner);
    return stages.map((stage, i) => ({
      shader: sumShader(i === 0 ? unit : null, stage, context),
      shapes: [i === stages.length - 1 ? context.shapeOf(unit.op.output) : [stage.outer, stage.parts, stage.inner]],
    }));
  }

  run(unit: ShaderUnit, tensorOf: (value: ValueId) => Tf.Tensor): Tf.Tensor[] {
    let inputs = unit.inputs.map(tensorOf);
    const between: Tf.Tensor[] = [];
    const passes = this.passesOf(unit);
    passes.forEach(({ shader, shapes }, i) => {
      const outputs = shapes.map((shape) => newTensor(this.backend, shape));
      if (isCompilingOnly()) compileAhead(this.backend.device, shader.code);
      else dispatch(this.backend, shader, this.controls, [...inputs, ...outputs]);
      if (i < passes.length - 1) between.push(...outputs);
      inputs = outputs;
    });
    for (const tensor of between) tensor.dispose();
    return inputs;
  }
  dispose(): void {
    flush(this.backend);
    this.controls.destroy();
  }
}

function dispatch(backend: WebGpuBackend, { code, controls, groups }: Shader, controlBuffer: GPUBuffer, tensors: readonly Tf.Tensor[]): void {
  const pipeline = pipelineOf(backend.device, code);
  const entries: GPUBindGroupEntry[] = tensors.map((tensor, k) => ({ binding: k + 1, resource: { buffer: bufferOf(backend, tensor) } }));
  if (controls) entries.push({ binding: 0, resource: { buffer: controlBuffer } });
  const bindGroup = backend.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass();
  backend.computePassEncoder.setPipeline(pipeline);
  backend.computePassEncoder.setBindGroup(0, bindGroup);
  const limit = backend.device.limits.maxComputeWorkgroupsPerDimension;
  const rows = Math.ceil(groups / limit);
  backend.computePassEncoder.dispatchWorkgroups(Math.ceil(groups / rows), rows);
  // What a command that was not sent yet reads or writes is given back later.
  for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId);
  backend.dispatchCountInPass++;
  if (backend.dispatchCountInPass >= BATCH) flush(backend);
}

/** The controls are a uniform, so the tensors are all that counts. */
export const webGpuShaders = (): ShaderRunner => {
  const { limits } = webGpuBackend().device;
  const bindings = limits.maxStorageBuffersPerShaderStage;
  return { rules: { bindings, outputs: bindings - 1, flat: true, sums: () => true }, prepare: (plan, fused) => new WebGpuShaders(plan, fused) };
};
