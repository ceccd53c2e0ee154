/// <reference types="@webgpu/types" />
/** One device, and what all that runs on it shares: compiled shaders, layouts, buffers that results are read from, and how much memory is in use. */
import { LossWatch } from '../loss-watch';
import type { Binding } from './assemble';
import type { Memory } from './place';
import { Readings } from './readings';

type Pipeline = GPUComputePipeline | Promise<GPUComputePipeline>;

export class Gpu {
  readonly loss = new LossWatch();
  readonly readings = new Readings(this);
  /** Bytes of all buffers that were made here and not given back. */
  bytes = 0;
  private readonly pipelines = new Map<string, Pipeline>();
  private readonly layouts = new Map<string, { readonly group: GPUBindGroupLayout; readonly pipeline: GPUPipelineLayout }>();

  constructor(
    readonly device: GPUDevice,
    /** In software: right, and slow in other ways than a card. */
    readonly isEmulated: boolean,
  ) {
    void device.lost.then(({ message }) => this.loss.report(`WebGPU stopped: the GPU was lost${message ? ` (${message.trim()})` : ''}.`));
    // Any error that nobody awaits means numbers that nobody should trust: the device is left.
    device.addEventListener('uncapturederror', ({ error }) => {
      const outOfMemory = error instanceof GPUOutOfMemoryError;
      this.loss.report(outOfMemory ? 'WebGPU stopped: the GPU has no memory left for this model.' : `WebGPU stopped: it reported an error (${error.message.split('\n')[0]}).`);
    });
  }

  /** Bytes that one binding may span. */
  get largestBinding(): number {
    const { maxStorageBufferBindingSize, maxBufferSize } = this.device.limits;
    return Math.min(maxStorageBufferBindingSize, maxBufferSize);
  }
  buffer(size: number, usage: number): GPUBuffer {
    this.bytes += size;
    return this.device.createBuffer({ size, usage });
  }
  /** Memory for values: read and written by shaders, copied from and to. */
  memory(bytes: number): Memory & { readonly given: GPUBuffer } {
    return { bytes, given: this.buffer(bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST) };
  }
  release(buffer: GPUBuffer): void {
    this.bytes -= buffer.size;
    buffer.destroy();
  }

  /** Layouts by what is bound: `u` the numbers of the step, `r` read, `w` written. */
  layout(controls: boolean, bindings: readonly Binding[]): { readonly group: GPUBindGroupLayout; readonly pipeline: GPUPipelineLayout; readonly key: string } {
    const key = `${controls ? 'u' : ''}${bindings.map(({ access }) => (access === 'read' ? 'r' : 'w')).join('')}`;
    let known = this.layouts.get(key);
    if (!known) {
      const visibility = GPUShaderStage.COMPUTE;
      const group = this.device.createBindGroupLayout({
        entries: [
          ...(controls ? [{ binding: 0, visibility, buffer: { type: 'uniform' as const } }] : []),
          ...bindings.map(({ access }, at) => ({ binding: at + 1, visibility, buffer: { type: access === 'read' ? ('read-only-storage' as const) : ('storage' as const) } })),
        ],
      });
      known = { group, pipeline: this.device.createPipelineLayout({ bindGroupLayouts: [group] }) };
      this.layouts.set(key, known);
    }
    return { ...known, key };
  }
  private descriptor(code: string, layout: GPUPipelineLayout): GPUComputePipelineDescriptor {
    return { layout, compute: { module: this.device.createShaderModule({ code }), entryPoint: 'main' } };
  }
  /** The compiled shader; waits for it where it is not there yet. */
  pipeline(code: string, layout: GPUPipelineLayout): GPUComputePipeline {
    const known = this.pipelines.get(code);
    if (known && !(known instanceof Promise)) return known;
    const pipeline = this.device.createComputePipeline(this.descriptor(code, layout));
    this.pipelines.set(code, pipeline);
    return pipeline;
  }
  /** Begins to compile; fulfilled when the shader is there. */
  async compile(code: string, layout: GPUPipelineLayout): Promise<void> {
    if (!this.pipelines.has(code)) this.pipelines.set(code, this.device.createComputePipelineAsync(this.descriptor(code, layout)));
    try {
      this.pipelines.set(code, await this.pipelines.get(code)!);
    } catch (error) {
      this.pipelines.delete(code);
      this.loss.report(`WebGPU stopped: a shader could not be compiled (${error instanceof Error ? error.message.split('\n')[0] : String(error)}).`);
      throw error;
    }
  }
  isCompiled(code: string): boolean {
    const known = this.pipelines.get(code);
    return known !== undefined && !(known instanceof Promise);
  }
}
