/** The games that a Discriminator can play: what the critic and its adversary make small, from scores [batch, 1]. */
import { nats, unit, type Unit } from '../document/units';
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';

export interface AdversarialLoss {
  readonly label: string;
  readonly help: string;
  /** Other names of it, for searches. */
  readonly words: readonly string[];
  critic(b: Builder, real: Tensor, fake: Tensor): Tensor;
  generator(b: Builder, fake: Tensor): Tensor;
  /** Of both. */
  readonly unit: Unit;
  /** Adds the gradient penalty to the critic's loss. */
  readonly penalty: boolean;
}
/** Of a critic that gives a number without a scale of its own. */
const score = unit('score', 'item');
export type AdversarialLossName = 'non-saturating' | 'least-squares' | 'hinge' | 'wasserstein';

const critic = (name: string, help: string, source: string, write: (b: Builder, real: Tensor, fake: Tensor) => Tensor) => defineFunction({ name, help, source }, ['real', 'fake'], write);
const generator = (name: string, help: string, source: string, write: (b: Builder, fake: Tensor) => Tensor) => defineFunction({ name, help, source }, ['fake'], write);
/** Of Wasserstein and hinge alike. */
const raiseScore = generator('raiseScore', 'What makes the fake raises its mean score', 'Lim & Ye 2017, eq. 10', (b, fake) => b.neg(b.mean(fake)));

export const adversarialLosses: Readonly<Record<AdversarialLossName, AdversarialLoss>> = {
  /** Goodfellow et al. 2014, section 3. */
  'non-saturating': {
    label: 'Non-saturating',
    help: 'The score is a logit: real or fake.',
    words: ['vanilla gan', 'minimax'],
    critic: critic('tellApart', 'Cross-entropy of logits that say "real": −log σ(real) − log(1 − σ(fake))', 'Goodfellow et al. 2014, section 3', (b, real, fake) =>
      b.add(b.mean(b.softplus(b.neg(real))), b.mean(b.softplus(fake))),
    ),
    generator: generator('foolCritic', 'What makes the fake wants it taken for real: −log σ(fake)', 'Goodfellow et al. 2014, section 3', (b, fake) => b.mean(b.softplus(b.neg(fake)))),
    unit: nats,
    penalty: false,
  },
  /** Mao et al. 2017, eq. 9. */
  'least-squares': {
    label: 'Least squares',
    help: 'Real scores go to 1, fake ones to 0; gentler than the logit.',
    words: ['lsgan'],
    critic: critic('tellApartBySquares', 'Real scores go to 1 and fake ones to 0: ½ (real − 1)² + ½ fake²', 'Mao et al. 2017, eq. 9', (b, real, fake) =>
      b.mul(b.add(b.mean(b.square(b.sub(real, 1))), b.mean(b.square(fake))), 0.5),
    ),
    generator: generator('foolBySquares', 'The score of the fake goes to 1: ½ (fake − 1)²', 'Mao et al. 2017, eq. 9', (b, fake) => b.mul(b.mean(b.square(b.sub(fake, 1))), 0.5)),
    unit: unit('squared error of the score', 'item'),
    penalty: false,
  },
  /** Lim & Ye 2017, eq. 9 and 10. */
  hinge: {
    label: 'Hinge',
    help: 'Only scores on the wrong side of the margin count.',
    words: ['hinge loss', 'margin'],
    critic: critic('hinge', 'Scores on the wrong side of the margin: max(0, 1 − real) + max(0, 1 + fake)', 'Lim & Ye 2017, eq. 9', (b, real, fake) =>
      b.add(b.mean(b.relu(b.sub(1, real))), b.mean(b.relu(b.add(fake, 1)))),
    ),
    generator: raiseScore,
    unit: score,
    penalty: false,
  },
  /** Gulrajani et al. 2017, eq. 3. */
  wasserstein: {
    label: 'Wasserstein, gradient penalty',
    help: 'The difference of the mean scores, with a gradient held near length 1.',
    words: ['wgan', 'wgan-gp', 'gradient penalty', 'earth mover', 'optimal transport'],
    critic: critic('wassersteinDistance', 'The mean score of the fake less that of the real, whose negative estimates the distance of the two', 'Gulrajani et al. 2017, eq. 3', (b, real, fake) =>
      b.sub(b.mean(fake), b.mean(real)),
    ),
    generator: raiseScore,
    unit: score,
    penalty: true,
  },
};
