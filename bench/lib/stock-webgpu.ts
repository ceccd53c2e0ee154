/** tfjs's own backend on WebGPU, to compare with: the engine has no use for it. */
import '@tensorflow/tfjs-backend-webgpu';
