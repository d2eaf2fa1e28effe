import { OffcutError, abortable, throwIfAborted } from '../support';
import { createPeer, type Peer } from './channel';
import {
  HOST_METHODS,
  PAGE_METHODS,
  PROTOCOL_VERSION,
  type HostClient,
  type PageService,
} from './contract';
import { createDeferred } from './deferred';
import type { Endpoint } from './endpoint';
import { createId, decodeEnvelope, encodeEnvelope, type Envelope } from './envelope';
import { closeLateReply } from './late-reply';
import { otherProtocol, sessionEnded } from './session-errors';

/** How often a page says hello while nobody answers. Before `ready` nothing else is said: nobody may listen yet. */
export const HELLO_EVERY_MS = 250;
/** How long a call waits for a session. */
export const CONNECT_TIMEOUT_MS = 30_000;

/** The page's way to the host. Calls made before the host has answered wait for it. */
export interface HostConnection extends HostClient {
  /** Rejects everything that waits with `bridge-closed` and says nothing more. */
  close(): void;
}

/**
 * Connects a page to the host. When the host ends the session, what was running rejects with `bridge-closed` and the
 * page asks for a new one; when it speaks another protocol, every call rejects with `bridge-version`.
 */
export function createHostClient(
  endpoint: Endpoint,
  service: PageService = SILENT_PAGE,
): HostConnection {
  const greeter = new Greeter(endpoint, service);
  return {
    call: async (method, params, options) => {
      throwIfAborted(options?.signal);
      const peer = await abortable(greeter.connected(), options?.signal);
      return peer.call(method, params, options);
    },
    close: () => {
      greeter.end(sessionEnded());
    },
  };
}

/** For a page that only asks: it takes no commands and needs no news. */
const SILENT_PAGE: PageService = {
  themeChanged: () => Promise.resolve({}),
  targetChanged: () => Promise.resolve({}),
  runCommand: () => Promise.resolve({ accepted: false }),
};

type HostPeer = Peer<typeof HOST_METHODS>;

/** The page's half of the handshake: from hello to a session, and back to hello when the host ends that. */
class Greeter {
  readonly #endpoint: Endpoint;
  readonly #service: PageService;
  readonly #stop: () => void;
  #pageId = createId();
  #sessionId: string | undefined;
  #peer = createDeferred<HostPeer>();
  #livePeer: HostPeer | undefined;

  constructor(endpoint: Endpoint, service: PageService) {
    this.#endpoint = endpoint;
    this.#service = service;
    const unlisten = endpoint.listen((payload) => {
      this.#hear(decodeEnvelope(payload));
    });
    const timer = setInterval(() => {
      this.#sayHello();
    }, HELLO_EVERY_MS);
    this.#stop = () => {
      clearInterval(timer);
      unlisten();
    };
    this.#sayHello();
  }

  /** @throws OffcutError `bridge-timeout`, or whatever has ended the connection. */
  async connected(): Promise<HostPeer> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new OffcutError('bridge-timeout', 'Photoshop has not answered this page'));
      }, CONNECT_TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.#peer.promise, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** For good. */
  end(reason: OffcutError): void {
    this.#stop();
    this.#closePeer(reason);
    this.#peer.reject(reason);
  }

  #sayHello(): void {
    if (!this.#livePeer) this.#post({ kind: 'hello', pageId: this.#pageId });
  }

  #hear(envelope: Envelope | undefined): void {
    switch (envelope?.kind) {
      case 'ready':
      case 'refused':
        if (envelope.pageId === this.#pageId) this.#hearAnswer(envelope);
        break;
      case 'bye':
        if (envelope.sessionId === this.#sessionId) this.#startOver();
        break;
      case 'rpc':
        if (envelope.sessionId === this.#sessionId) this.#livePeer?.receive(envelope.rpc);
    }
  }

  #hearAnswer(answer: Envelope & { kind: 'ready' | 'refused' }): void {
    if (answer.kind === 'refused' || answer.offcut !== PROTOCOL_VERSION) {
      this.end(otherProtocol(answer.offcut));
    } else if (!this.#livePeer) {
      this.#sessionId = answer.sessionId;
      this.#post({ kind: 'accept', sessionId: answer.sessionId });
      this.#livePeer = this.#openPeer(answer.sessionId);
      this.#peer.resolve(this.#livePeer);
    }
  }

  #openPeer(sessionId: string): HostPeer {
    const peer: HostPeer = createPeer({
      localMethods: PAGE_METHODS,
      service: this.#service,
      remoteMethods: HOST_METHODS,
      post: (rpc) => {
        this.#endpoint.post(encodeEnvelope({ kind: 'rpc', sessionId, rpc }));
      },
      onLateReply: (method, reply) => {
        closeLateReply(peer, method, reply);
      },
    });
    return peer;
  }

  #startOver(): void {
    this.#closePeer(sessionEnded());
    this.#peer = createDeferred();
    this.#pageId = createId();
    this.#sayHello();
  }

  #closePeer(reason: OffcutError): void {
    this.#livePeer?.close(reason);
    this.#livePeer = undefined;
    this.#sessionId = undefined;
  }

  #post(envelope: Parameters<typeof encodeEnvelope>[0]): void {
    try {
      this.#endpoint.post(encodeEnvelope(envelope));
    } catch {
      // The pipe is not there yet; the next hello tries again.
    }
  }
}
