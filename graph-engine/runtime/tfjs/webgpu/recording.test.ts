/** Recording and replaying on a device that only writes down what it is told; the numbers are compared in a browser (e2e/specs/backends.spec.ts). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebGpuBackend } from './backend';
import { PrivateBuffers } from './private-buffers';
import { Recording } from './recording';

const usage = { MAP_READ: 1, MAP_WRITE: 2, COPY_SRC: 4, COPY_DST: 8, UNIFORM: 64, STORAGE: 128 };
beforeAll(() => void Object.assign(globalThis, { GPUBufferUsage: usage }));
afterAll(() => void Reflect.deleteProperty(globalThis, 'GPUBufferUsage'));

let made = 0;
const buffer = (name = `b${made++}`, size = 16, bits = usage.STORAGE): GPUBuffer => ({ label: name, size, usage: bits, destroy: () => undefined }) as unknown as GPUBuffer;

class FakeBackend {
  readonly log: string[] = [];
  commandEncoder: GPUCommandEncoder | null = null;
  computePassEncoder: GPUComputePassEncoder | null = null;
  bufferManager = { acquireBuffer: () => buffer('shared'), releaseBuffer: () => void this.log.push('released to the shared manager') };
  readonly device = {
    createBuffer: ({ size, usage: bits }: { size: number; usage: number }) => buffer(undefined, size, bits),
    createCommandEncoder: () => ({
      beginComputePass: () => {
        this.log.push('pass');
        return { setPipeline: (name: string) => this.log.push(name), setBindGroup: (_: number, name: string) => this.log.push(name), dispatchWorkgroups: (...groups: number[]) => this.log.push(groups.join()), end: () => this.log.push('end') };
      },
      copyBufferToBuffer: (source: GPUBuffer, _from: number, target: GPUBuffer) => this.log.push(`${source.label} to ${target.label}`),
      finish: () => 'commands',
    }),
  };
  readonly queue = { submit: () => this.log.push('submit') };
  ensureCommandEncoderReady(): void {
    this.commandEncoder ??= this.device.createCommandEncoder() as unknown as GPUCommandEncoder;
  }
  endComputePassEncoder(): void {
    this.computePassEncoder?.end();
    this.computePassEncoder = null;
  }
  submitQueue(): void {
    this.queue.submit();
    this.commandEncoder = null;
  }
}
function dispatch(backend: FakeBackend, name: string): void {
  backend.ensureCommandEncoderReady();
  const pass = (backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass());
  pass.setPipeline(`pipeline ${name}` as unknown as GPUComputePipeline);
  pass.setBindGroup(0, `group ${name}` as unknown as GPUBindGroup);
  pass.dispatchWorkgroups(3);
}

describe('recorded commands', () => {
  it('are replayed in their order with one submission, and results go where they are wanted each time', () => {
    const backend = new FakeBackend();
    const [a, weights, staging] = [buffer('a'), buffer('weights'), buffer('staging', 16, usage.MAP_WRITE)];
    const recording = new Recording(backend as unknown as WebGpuBackend, (current) => {
      dispatch(backend, 'one');
      backend.endComputePassEncoder();
      backend.commandEncoder!.copyBufferToBuffer(staging, 0, a, 0, 16);
      dispatch(backend, 'two');
      current.give(0, a);
      current.copy(a, weights);
    }, [buffer('first')]);
    expect(backend.log).toEqual(['pass', 'pipeline one', 'group one', '3,1,1', 'end', 'staging to a', 'pass', 'pipeline two', 'group two', '3,1,1', 'end', 'a to first', 'a to weights', 'submit']);
    expect(Object.hasOwn(backend, 'ensureCommandEncoderReady')).toBe(false);
    backend.log.length = 0;
    recording.replay([buffer('second')]);
    expect(backend.log).toEqual(['pass', 'pipeline one', 'group one', '3,1,1', 'pipeline two', 'group two', '3,1,1', 'end', 'a to second', 'a to weights', 'submit']);
  });
});

describe('private memory', () => {
  it('is lent again within the recording, but not what is written once, and gives back what is not its own', () => {
    const backend = new FakeBackend();
    const buffers = new PrivateBuffers(backend.device as unknown as GPUDevice, backend.bufferManager);
    const first = buffers.acquireBuffer(64, usage.STORAGE);
    buffers.releaseBuffer(first);
    expect(buffers.acquireBuffer(32, usage.STORAGE)).not.toBe(first);
    expect(buffers.acquireBuffer(64, usage.STORAGE)).toBe(first);
    for (const constant of [buffers.acquireBuffer(16, usage.UNIFORM), buffers.acquireBuffer(16, usage.STORAGE, true)]) {
      buffers.releaseBuffer(constant);
      expect(buffers.acquireBuffer(16, constant.usage)).not.toBe(constant);
    }
    buffers.releaseBuffer(buffer('stranger'));
    expect(backend.log).toEqual(['released to the shared manager']);
  });
});
