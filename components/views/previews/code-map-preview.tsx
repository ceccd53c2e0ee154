/** Where the items lie in the code: of two numbers as a map of what they decode to, of more as points. */
'use client';
import { lazy } from 'react';
import { sizeOf } from '@/graph-engine/document/shape';
import type { PreviewProps } from './preview-props';
import { CodePointsPreview } from './code-points-preview';
import { useRoles } from './use-about';

const CodeGridPreview = lazy(async () => ({ default: (await import('./code-grid-preview')).CodeGridPreview }));

export function CodeMapPreview(props: PreviewProps) {
  const { code } = useRoles(props.nodeId, 'code');
  const isPlane = code?.node === props.nodeId && sizeOf(code.type.shape) === 2;
  return isPlane ? <CodeGridPreview {...props} /> : <CodePointsPreview {...props} />;
}
