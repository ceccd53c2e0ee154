/** Names under which emulated GPUs present themselves: SwiftShader (Chromium), llvmpipe and softpipe (Mesa), lavapipe (its Vulkan), WARP (Windows). */
const names = /swiftshader|llvmpipe|softpipe|lavapipe|basic render|\bwarp\b|software/i;

export const isSoftware = (renderer: string): boolean => names.test(renderer);
