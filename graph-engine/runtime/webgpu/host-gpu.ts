/// <reference types="@webgpu/types" />
/** What this host offers: a browser, its worker, or Node with Dawn. */
export const hostGpu = (): GPU | undefined => (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
