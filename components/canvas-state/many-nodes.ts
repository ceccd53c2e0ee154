/** Beyond this many nodes, those out of sight are not drawn, and so not measured. */
export const manyNodes = 80;
