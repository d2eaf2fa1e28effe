import * as v from 'valibot';
import { HOST_METHODS, type HostClient } from './contract';

/**
 * Closes what a call has opened on the host although nobody waits for it any more: its reply crossed with the cancel
 * or came after the time-out.
 */
export function closeLateReply(
  client: HostClient,
  method: keyof typeof HOST_METHODS,
  reply: unknown,
): void {
  // Fails only when the session has ended, and then the host has let go of everything.
  closing(client, method, reply)?.catch(() => undefined);
}

function closing(
  client: HostClient,
  method: keyof typeof HOST_METHODS,
  reply: unknown,
): Promise<unknown> | undefined {
  switch (method) {
    case 'readPixels': {
      const { pixels } = v.parse(HOST_METHODS.readPixels.reply, reply);
      return pixels && client.call('releaseBlob', { blobId: pixels.blob.blobId });
    }
    case 'openAsset': {
      const { blobId } = v.parse(HOST_METHODS.openAsset.reply, reply);
      return client.call('releaseBlob', { blobId });
    }
    case 'beginMask': {
      const { maskId } = v.parse(HOST_METHODS.beginMask.reply, reply);
      return client.call('discardMask', { maskId });
    }
    default:
      return undefined;
  }
}
