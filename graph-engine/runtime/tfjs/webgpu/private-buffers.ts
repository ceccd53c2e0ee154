/// <reference types="@webgpu/types" />
import type { BufferManager } from './backend';

/** Memory that belongs to one recording: nobody else is given it between two replays, and what a replay reads without writing it first stays as it was. */
export class PrivateBuffers implements BufferManager {
  private readonly free = new Map<string, GPUBuffer[]>();
  private readonly own = new Set<GPUBuffer>();
  private readonly constant = new Set<GPUBuffer>();

  constructor(
    private readonly device: GPUDevice,
    /** Whose memory it is otherwise. */
    private readonly shared: BufferManager,
  ) {}

  acquireBuffer(size: number, usage: number, mappedAtCreation = false, reuse = true): GPUBuffer {
    // Uniforms and what is uploaded are written once, outside of the recorded commands.
    const constant = mappedAtCreation || !reuse || (usage & GPUBufferUsage.UNIFORM) !== 0;
    const known = constant ? undefined : this.free.get(`${size} ${usage}`)?.pop();
    if (known) return known;
    const buffer = this.device.createBuffer({ size, usage, mappedAtCreation });
    this.own.add(buffer);
    if (constant) this.constant.add(buffer);
    return buffer;
  }
  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    if (!this.own.has(buffer)) return this.shared.releaseBuffer(buffer, reuse);
    if (!reuse) {
      this.own.delete(buffer);
      buffer.destroy();
    } else if (!this.constant.has(buffer)) {
      const key = `${buffer.size} ${buffer.usage}`;
      this.free.set(key, [...(this.free.get(key) ?? []), buffer]);
    }
  }
  dispose(): void {
    for (const buffer of this.own) buffer.destroy();
    this.own.clear();
  }
}
