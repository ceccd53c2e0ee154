/** What a picture inside a node is given. */

export interface PreviewProps {
  readonly nodeId: string;
  /** False while the picture cannot be seen: the last one stays. */
  readonly visible: boolean;
  /** Room for the picture, in CSS pixels. */
  readonly width: number;
}
