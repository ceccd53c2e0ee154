/** Runs fused units as fragment shaders, through the program interface of tfjs. */
import * as tf from '@tensorflow/tfjs-core';
import { keyOf } from '../../../random/philox';
import type { ValueId } from '../../../program/types';
import type { Plan } from '../../plan';
import type { Fused } from '../../fused/fuse';
import { chainGlsl, randomGlslShader, sumForm, sumGlsl, sumGlslStages, type GlslContext, type GlslShader } from '../fused/glsl';
import type { PreparedShaders, ShaderRunner, StepNumbers } from '../fused/shader-runner';
import type { ShaderUnit } from '../../fused/units';
import { ShaderProgram, webGlBackend, type TensorInfo } from './backend';
import { runProgram } from './run-program';
import { outputsOf } from './several-outputs';

/** Textures that every WebGL 2 has for a shader. */
const TEXTURES = 16;

interface Pass {
  readonly program: ShaderProgram;
  readonly inputShapes: GlslShader['inputShapes'];
}
class WebGlShaders implements PreparedShaders {
  private readonly passes = new Map<ShaderUnit, readonly Pass[]>();
  private readonly context: GlslContext;
  private readonly scalars: number;
  private controls: readonly number[] = [];
  private keys: readonly number[] = [];

  constructor(plan: Plan, fused: Fused) {
    this.context = { fused, shapeOf: (value) => plan.program.values[value]!.shape };
    this.scalars = Math.max(1, plan.program.inputs.filter(({ kind }) => kind === 'scalar').length);
  }

  begin({ seed, step, scalars }: StepNumbers): void {
    this.keys = [...keyOf(seed), step | 0];
    this.controls = scalars.length ? scalars : [0];
  }
  private passesOf(unit: ShaderUnit): readonly Pass[] {
    let found = this.passes.get(unit);
    if (!found) this.passes.set(unit, (found = this.shadersOf(unit).map((shader) => this.pass(shader))));
    return found;
  }
  private pass({ code, outputShape, inputShapes, outputs }: GlslShader): Pass {
    const uniforms = [{ name: 'controls', type: 'float', arrayIndex: this.scalars } as const, { name: 'keys', type: 'ivec3' } as const];
    return { program: new ShaderProgram([...outputShape], inputShapes.map((_, k) => `X${k}`), code, uniforms, outputs), inputShapes };
  }
  private shadersOf(unit: ShaderUnit): readonly GlslShader[] {
    const { context } = this;
    if (unit.kind === 'chain') return [chainGlsl(unit, context)];
    if (unit.kind === 'random') return [randomGlslShader(unit, context)];
    const stages = sumGlslStages(unit.outer, unit.reduce, unit.inner, context.shapeOf(unit.op.inputs[0]!));
    return stages.map((stage, i) => sumGlsl(i === 0 ? unit : null, stage, context));
  }

  run(unit: ShaderUnit, tensorOf: (value: ValueId) => tf.Tensor): tf.Tensor[] {
    let inputs = unit.inputs.map(tensorOf);
    const passes = this.passesOf(unit);
    const between: tf.Tensor[] = [];
    passes.forEach(({ program, inputShapes }, i) => {
      const infos = inputs.map(({ dataId }, k): TensorInfo => ({ dataId, shape: [...inputShapes[k]!], dtype: 'float32' }));
      inputs = runProgram(program, infos, [this.controls, this.keys]);
      if (i < passes.length - 1) between.push(...inputs);
    });
    for (const tensor of between) tensor.dispose();
    return inputs.map((tensor) => this.shaped(tensor, this.context.shapeOf(unit.kind === 'chain' ? unit.outputs[0]! : unit.op.output)));
  }
  private shaped(tensor: tf.Tensor, shape: readonly number[]): tf.Tensor {
    if (tensor.shape.join() === shape.join()) return tensor;
    const shaped = tf.reshape(tensor, [...shape]);
    tensor.dispose();
    return shaped;
  }
  dispose(): void {
    this.passes.clear();
  }
}

export const webGlShaders = (): ShaderRunner => ({
  rules: { bindings: TEXTURES, outputs: outputsOf(webGlBackend()).most, flat: false, sums: (outer, _, inner) => sumForm(outer, inner) !== null, own: false },
  prepare: (plan, fused) => new WebGlShaders(plan, fused),
});
