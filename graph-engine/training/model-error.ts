/** The user's document or data cannot be trained; the message says why and what to do. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
