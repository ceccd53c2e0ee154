/** The games that a Discriminator can play: what the critic and its adversary make small, from scores [batch, 1]. */
import type { Builder, Tensor } from '../program/builder';

export interface AdversarialLoss {
  readonly label: string;
  readonly help: string;
  critic(b: Builder, real: Tensor, fake: Tensor): Tensor;
  generator(b: Builder, fake: Tensor): Tensor;
  /** Adds the gradient penalty to the critic's loss. */
  readonly penalty: boolean;
}
export type AdversarialLossName = 'non-saturating' | 'least-squares' | 'hinge' | 'wasserstein';

export const adversarialLosses: Readonly<Record<AdversarialLossName, AdversarialLoss>> = {
  /** Goodfellow et al. 2014, section 3. */
  'non-saturating': {
    label: 'Non-saturating',
    help: 'The score is a logit: real or fake.',
    critic: (b, real, fake) => b.add(b.mean(b.softplus(b.neg(real))), b.mean(b.softplus(fake))),
    generator: (b, fake) => b.mean(b.softplus(b.neg(fake))),
    penalty: false,
  },
  /** Mao et al. 2017, eq. 9. */
  'least-squares': {
    label: 'Least squares',
    help: 'Real scores go to 1, fake ones to 0; gentler than the logit.',
    critic: (b, real, fake) => b.mul(b.add(b.mean(b.square(b.sub(real, 1))), b.mean(b.square(fake))), 0.5),
    generator: (b, fake) => b.mul(b.mean(b.square(b.sub(fake, 1))), 0.5),
    penalty: false,
  },
  /** Lim & Ye 2017, eq. 9 and 10. */
  hinge: {
    label: 'Hinge',
    help: 'Only scores on the wrong side of the margin count.',
    critic: (b, real, fake) => b.add(b.mean(b.relu(b.sub(1, real))), b.mean(b.relu(b.add(fake, 1)))),
    generator: (b, fake) => b.neg(b.mean(fake)),
    penalty: false,
  },
  /** Gulrajani et al. 2017, eq. 3. */
  wasserstein: {
    label: 'Wasserstein, gradient penalty',
    help: 'The difference of the mean scores, with a gradient held near length 1.',
    critic: (b, real, fake) => b.sub(b.mean(fake), b.mean(real)),
    generator: (b, fake) => b.neg(b.mean(fake)),
    penalty: true,
  },
};
