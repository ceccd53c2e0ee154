/// <reference types="@webgpu/types" />
/** Buffers that values are copied to when they are to be read, used over and over. */
import type { Gpu } from './gpu';

/** Buffers of one size that are kept for the next reading. */
const KEPT = 8;

export class Readings {
  private readonly free = new Map<number, GPUBuffer[]>();

  constructor(private readonly gpu: Gpu) {}

  take(bytes: number): Reading {
    // Few sizes, so that one serves for many.
    const size = Math.min(256 * 2 ** Math.max(0, Math.ceil(Math.log2(bytes / 256))), Math.max(bytes, this.gpu.device.limits.maxBufferSize));
    const buffer = this.free.get(size)?.pop() ?? this.gpu.buffer(size, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    return new Reading(this.gpu, buffer, bytes, () => this.giveBack(buffer));
  }
  private giveBack(buffer: GPUBuffer): void {
    const others = this.free.get(buffer.size) ?? [];
    if (others.length >= KEPT) return this.gpu.release(buffer);
    this.free.set(buffer.size, [...others, buffer]);
  }
}

/** One buffer of numbers on their way back. Given back once it was read, or when nobody wants it. */
export class Reading {
  private numbers: Promise<ArrayBuffer> | null = null;
  private returned = false;

  constructor(
    private readonly gpu: Gpu,
    readonly buffer: GPUBuffer,
    private readonly bytes: number,
    private readonly giveBack: () => void,
  ) {}

  read(): Promise<ArrayBuffer> {
    if (this.returned && !this.numbers) return Promise.reject(new Error('internal: what was disposed of is read'));
    return (this.numbers ??= this.gpu.loss.guard(this.map()));
  }
  private async map(): Promise<ArrayBuffer> {
    const { buffer } = this;
    await buffer.mapAsync(GPUMapMode.READ, 0, buffer.size);
    const numbers = buffer.getMappedRange(0, buffer.size).slice(0, this.bytes);
    buffer.unmap();
    this.dispose();
    return numbers;
  }
  /** While it is being read, it is given back after that. */
  dispose(): void {
    if (this.returned || (this.numbers && this.buffer.mapState !== 'unmapped')) return;
    this.returned = true;
    this.giveBack();
  }
}
