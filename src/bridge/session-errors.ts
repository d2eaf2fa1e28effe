import { OffcutError } from '../support';
import { PROTOCOL_VERSION } from './contract';

export function sessionEnded(): OffcutError {
  return new OffcutError('bridge-closed', 'The session between page and Photoshop has ended');
}

export function otherProtocol(theirs: number): OffcutError {
  return new OffcutError(
    'bridge-version',
    `This side speaks protocol ${PROTOCOL_VERSION} and the other side ${theirs}`,
    { context: { ours: PROTOCOL_VERSION, theirs } },
  );
}
