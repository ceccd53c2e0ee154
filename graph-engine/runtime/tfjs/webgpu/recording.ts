/// <reference types="@webgpu/types" />
/** The commands of one run, kept with their bind groups, to be given to the GPU again without going through JavaScript for each. */
import { flush, type WebGpuBackend } from './backend';
import { PrivateBuffers } from './private-buffers';

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly groups: readonly [number, number, number];
}
interface Copy {
  readonly source: GPUBuffer;
  readonly target: GPUBuffer;
  readonly bytes: number;
}
/** A result that is copied out before the recording goes on. */
interface Output {
  readonly output: number;
  readonly source: GPUBuffer;
}
type Command = Dispatch | Copy | Output;

export class Recording {
  private readonly commands: Command[] = [];
  private readonly buffers: PrivateBuffers;

  /** Runs `work` and records what it gives to the GPU. Tensors that it makes must be disposed of by its end. */
  constructor(
    private readonly backend: WebGpuBackend,
    work: (recording: Recording) => void,
    private readonly outputs: readonly GPUBuffer[],
  ) {
    flush(backend);
    const shared = backend.bufferManager;
    this.buffers = new PrivateBuffers(backend.device, shared);
    backend.bufferManager = this.buffers;
    backend.ensureCommandEncoderReady = () => void (backend.commandEncoder ??= this.recorder());
    try {
      work(this);
      flush(backend);
    } finally {
      // The method of the class is seen again.
      Reflect.deleteProperty(backend, 'ensureCommandEncoderReady');
      backend.bufferManager = shared;
    }
  }

  private recorder(): GPUCommandEncoder {
    const encoder = this.backend.device.createCommandEncoder();
    const recorder = {
      beginComputePass: () => this.passRecorder(encoder.beginComputePass()),
      copyBufferToBuffer: (source: GPUBuffer, from: number, target: GPUBuffer, to: number, bytes: number) => {
        encoder.copyBufferToBuffer(source, from, target, to, bytes);
        // What is uploaded while recording stays; its staging buffer does not.
        if ((source.usage & GPUBufferUsage.MAP_WRITE) === 0) this.commands.push({ source, target, bytes });
      },
      finish: () => encoder.finish(),
    };
    return recorder as unknown as GPUCommandEncoder;
  }
  private passRecorder(pass: GPUComputePassEncoder): GPUComputePassEncoder {
    let [pipeline, bindGroup]: [GPUComputePipeline | null, GPUBindGroup | null] = [null, null];
    const recorder = {
      setPipeline: (next: GPUComputePipeline) => pass.setPipeline((pipeline = next)),
      setBindGroup: (index: number, next: GPUBindGroup) => pass.setBindGroup(index, (bindGroup = next)),
      dispatchWorkgroups: (x: number, y = 1, z = 1) => {
        this.commands.push({ pipeline: pipeline!, bindGroup: bindGroup!, groups: [x, y, z] });
        pass.dispatchWorkgroups(x, y, z);
      },
      end: () => pass.end(),
    };
    return recorder as unknown as GPUComputePassEncoder;
  }

  /** While recording: the result `output` is what `source` holds now. */
  give(output: number, source: GPUBuffer): void {
    const { backend } = this;
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.commandEncoder!.copyBufferToBuffer(source, 0, this.outputs[output]!, 0, source.size);
    // Not as the copy that was recorded: the target is another one each time.
    this.commands[this.commands.length - 1] = { output, source };
  }
  /** While recording: copies within the memory that stays. */
  copy(source: GPUBuffer, target: GPUBuffer): void {
    this.backend.ensureCommandEncoderReady();
    this.backend.endComputePassEncoder();
    this.backend.commandEncoder!.copyBufferToBuffer(source, 0, target, 0, source.size);
  }

  /** Runs the same commands again; the results go to `outputs`. */
  replay(outputs: readonly GPUBuffer[]): void {
    const { device, queue } = this.backend;
    flush(this.backend);
    const encoder = device.createCommandEncoder();
    let pass: GPUComputePassEncoder | null = null;
    for (const command of this.commands) {
      if ('pipeline' in command) {
        pass ??= encoder.beginComputePass();
        pass.setPipeline(command.pipeline);
        pass.setBindGroup(0, command.bindGroup);
        pass.dispatchWorkgroups(...command.groups);
      } else {
        pass?.end();
        pass = null;
        if ('output' in command) encoder.copyBufferToBuffer(command.source, 0, outputs[command.output]!, 0, command.source.size);
        else encoder.copyBufferToBuffer(command.source, 0, command.target, 0, command.bytes);
      }
    }
    pass?.end();
    queue.submit([encoder.finish()]);
  }
  dispose(): void {
    flush(this.backend);
    this.buffers.dispose();
  }
}
