/** Where the items lie in the code: of two numbers as a map of what they decode to, of more as points. */
'use client';
import { lazy, useState } from 'react';
import { sizeOf } from '@/graph-engine/document/shape';
import { useTraining } from '@/components/training/use-training';
import type { PreviewProps } from './preview-props';
import { CodePointsPreview } from './code-points-preview';
import { useRoles } from './use-about';

const CodeGridPreview = lazy(async () => ({ default: (await import('./code-grid-preview')).CodeGridPreview }));

export function CodeMapPreview(props: PreviewProps) {
  const { code } = useRoles(props.nodeId, 'code');
  const isPlane = code?.node === props.nodeId && sizeOf(code.type.shape) === 2;
  // After an edit the picture is still of the model before, whose code may have another size.
  const outdated = useTraining((training) => training.outdated);
  const [shown, setShown] = useState(isPlane);
  if (!outdated && shown !== isPlane) setShown(isPlane);
  return shown ? <CodeGridPreview {...props} /> : <CodePointsPreview {...props} />;
}
