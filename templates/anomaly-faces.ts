import { anomalyDocument } from './anomaly';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

export const anomalyFaces: TemplateDefinition = {
  id: 'anomaly-faces',
  title: 'Anomalies: faces',
  paragraph:
    'The autoencoder has seen faces alone, and can draw nothing else: whatever it is given comes back as a face. A picture of something else comes back very different from what it was, and that is how it is found.',
  lookFor: 'Look at the worst items: the reconstruction shows the face that the network sees in a landscape or a digit. Faces with parts in the wrong place are the hard ones.',
  source: 'Turk & Pentland, Eigenfaces for Recognition, 1991: the distance from face space',
  tags: ['anomalies'],
  lesson: [
    { task: 'Train on faces alone.', done: training(200) },
    { task: 'Open Anomalies and look at the worst items.', look: 'The face that the network sees in a landscape or a digit.', done: looking('anomalies') },
    { task: 'Make the code larger and train again.', look: 'With more numbers, does it still miss what is no face?', done: retraining('bottleneck', 'size') },
  ],
  target: { value: 0.85 },
  create: () => anomalyDocument({ name: 'Anomalies: faces', source: 'odd-faces', normal: 'face', code: 'vector', size: 16, output: 'sigmoid' }),
};
