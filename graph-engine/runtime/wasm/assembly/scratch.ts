/** Working memory of one share of a product or a convolution. Read by both sides: the one that places it and the one that uses it. */

/** Rows, depth and columns of the blocks a product is cut into. A block of the left side stays in the second-level cache. */
export const BLOCK_ROWS = 128;
export const BLOCK_DEPTH = 400;
export const BLOCK_COLUMNS = 256;

/** An edge tile, a row to throw away, zeros, the sizes of a convolution, the addresses of the rows of the result, and the two packed blocks. */
export const TILE_BYTES = 192;
export const SPARE_ROW_BYTES = BLOCK_COLUMNS * 4 + 32;
export const ZERO_BYTES = BLOCK_DEPTH * 4;
export const WINDOWS_BYTES = 256;
/** Address, row and column of where each window of a block begins. */
export const START_BYTES = 16;
export const STARTS_BYTES = BLOCK_ROWS * START_BYTES;
export const ROW_TABLE_BYTES = BLOCK_ROWS * 4;
export const LEFT_BYTES = BLOCK_ROWS * BLOCK_DEPTH * 4;
export const RIGHT_BYTES = BLOCK_COLUMNS * BLOCK_DEPTH * 4;
export const SCRATCH_BYTES = TILE_BYTES + SPARE_ROW_BYTES + ZERO_BYTES + WINDOWS_BYTES + STARTS_BYTES + ROW_TABLE_BYTES + LEFT_BYTES + RIGHT_BYTES;

/** A side of a product that all shares read: so many rows or columns of BLOCK_DEPTH, with what fills up the last panel. There is room for two. */
export const SHARED_LINES = 256;
export const SHARED_BYTES = (SHARED_LINES + 8) * BLOCK_DEPTH * 4;
