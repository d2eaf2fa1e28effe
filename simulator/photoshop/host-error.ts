/** An error as Photoshop's modules throw it: with a number where the host gives one. */
export interface HostError extends Error {
  readonly number?: number;
}

export function createHostError(message: string, number?: number): HostError {
  return Object.assign(new Error(message), number === undefined ? {} : { number });
}

/** What most failures of the imaging module look like. */
export function createPhotoshopError(detail?: string): HostError {
  return createHostError(
    detail === undefined
      ? 'Photoshop Error. Code: -1'
      : `Photoshop Error. Code: -1. Message: ${detail}`,
  );
}

/** What a plugin gets that changes a document outside a modal scope. */
export function createNotModalError(event: string): HostError {
  return createHostError(
    `Event: ${event} may modify the state of Photoshop. Such events are only allowed from inside a modal scope`,
    1000,
  );
}

export function createCancelledError(): HostError {
  return createHostError('The user cancelled the operation', -128);
}

export function createBusyError(message: string): HostError {
  return createHostError(message, 9);
}
