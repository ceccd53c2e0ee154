import { describe, expect, it } from 'vitest';
import { nodeKinds } from '@/components/canvas-state/kinds';
import { findOffers } from './find-offers';
import { nodeOffers, offers } from '@/components/canvas-state/offers';

const first = (query: string): string | undefined => findOffers(offers, query)[0]?.key;

it('shows the kinds alone, in their order, to an empty query', () => {
  expect(findOffers(nodeOffers, ' ').map(({ key }) => key)).toEqual(nodeKinds.map(({ kind }) => kind));
});
it('has one key for each thing, and words of every kind', () => {
  expect(new Set(offers.map(({ key }) => key)).size).toBe(offers.length);
  for (const { key, words } of offers) expect(words.length, key).toBeGreaterThan(key.includes('activation') ? 0 : key === 'bottleneck' ? 1 : 0);
});

/** What people type, and what they mean. */
const meant: Readonly<Record<string, readonly string[]>> = {
  'bottleneck-gaussian': ['vae', 'VAE', 'variational', 'kl', 'KL divergence', 'gaussian', 'reparameterization', 'reparameterisation', 'beta vae', 'ELBO'],
  'bottleneck-binary': ['bits', 'bernoulli', 'binarize'],
  'bottleneck-categorical': ['one-hot', 'one hot', 'gumbel', 'sparse', 'clusters'],
  bottleneck: ['latent', 'latent space', 'representation', 'bottelneck'],
  codebook: ['vq', 'vq-vae', 'vqvae', 'quantise', 'quantize', 'vector quantization', 'quantis', 'quantiz', 'tokenizer', 'codebook'],
  noise: ['denoise', 'denoising', 'corruption', 'augmentation'],
  'noise-gaussian': ['gaussian noise'],
  'noise-masking': ['mask'],
  discriminator: ['gan', 'critic', 'adversarial', 'adversary', 'cyclegan'],
  'discriminator-wasserstein': ['wgan', 'wgan-gp', 'gradient penalty'],
  rbm: ['contrastive', 'contrastive divergence', 'boltzmann', 'rbm'],
  'loss-squared': ['mse', 'mean squared error', 'l2', 'squared'],
  'loss-absolute': ['mae', 'l1'],
  'loss-binary-cross-entropy': ['bce', 'cross-entropy', 'cross entropy', 'crossentropy', 'binary cross'],
  'loss-categorical-cross-entropy': ['categorical cross', 'multiclass'],
  loss: ['objective', 'cost', 'loss'],
  detach: ['stop gradient', 'stop_gradient', 'no_grad'],
  concat: ['concatenate', 'join'],
  add: ['sum', 'plus'],
  classifier: ['supervised', 'logistic regression'],
  embedding: ['lookup', 'cvae', 'condition'],
  prior: ['sampling', 'generate'],
  dataset: ['mnist', 'input', 'csv', 'images'],
  decoder: ['deco', 'generator', 'tied weights'],
  encoder: ['enc', 'recognition model', 'feature extractor'],
  'layer-conv2d': ['conv', 'convolution', 'Conv2D', 'conv 2d', 'cnn', 'kernel'],
  'layer-conv2d-transpose': ['deconv', 'deconvolution', 'transposed convolution', 'convtranspose'],
  'layer-batch-norm': ['batch norm', 'batchnorm', 'batch normalization', 'batch normalisation', 'batch-norm', 'bn', 'normalize', 'normalise'],
  'layer-layer-norm': ['layer norm', 'layernorm'],
  'layer-dropout': ['dropout', 'regularization', 'regularise'],
  'layer-dense': ['dense', 'linear', 'fully connected', 'fc', 'perceptron'],
  'layer-activation-relu': ['relu'],
  'layer-activation-sigmoid': ['sigmoid'],
  'layer-max-pool': ['maxpool', 'max pooling', 'pooling'],
  'layer-upsample': ['upsample', 'upscale', 'nearest neighbor', 'nearest neighbour', 'enlarge'],
  'layer-residual': ['resnet', 'residual', 'shortcut'],
  'layer-flatten': ['flatten', 'vectorize', 'unroll'],
  'layer-reshape': ['reshape', 'view'],
};
describe.each(Object.entries(meant))('%s is what is meant by', (key, queries) => {
  it.each(queries)('%s', (query) => expect(first(query)).toBe(key));
});
it('finds nothing for what is not there', () => {
  expect(findOffers(offers, 'qqqqxw')).toEqual([]);
});
