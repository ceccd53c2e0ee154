/** One text for each port of the drawing, to look it up by. */
import type { PortEnd } from '@/graph-engine/document/types';

export const portKey = ({ node, port, side }: PortEnd): string => `${side} ${node} ${port}`;
