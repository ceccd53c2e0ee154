/** Ten colours that are told apart on light and dark ground (Tableau 10), repeated for more classes. */
const colors = ['#4e79a7', '#f28e2b', '#e15759', '#3fa79f', '#59a14f', '#c9a227', '#b07aa1', '#ff7f9b', '#9c755f', '#8a8f98'] as const;

export const labelColor = (label: number): string => colors[label % colors.length]!;
