/** The user's file or network is at fault; `message` says where, what was expected, what was found, what to do. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
