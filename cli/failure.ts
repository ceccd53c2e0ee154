/** The user's document, data or command line is at fault: one message, an exit status, no stack. */
export class Failure extends Error {
  constructor(
    message: string,
    /** 1: the document or data; 2: the command line. */
    readonly status: 1 | 2 = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
