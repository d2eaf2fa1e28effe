import type { OffcutError } from '../support';
import { createPeer, type Peer } from './channel';
import {
  HOST_METHODS,
  PAGE_METHODS,
  PROTOCOL_VERSION,
  type HostService,
  type PageClient,
} from './contract';
import type { Endpoint } from './endpoint';
import { createId, decodeEnvelope, encodeEnvelope, type Envelope } from './envelope';
import { otherProtocol, sessionEnded } from './session-errors';

/** What one page load is served with. */
export interface ServedSession {
  readonly service: HostService;
  /** Called once, when the page has gone or has been loaded anew: lets go of everything that the page has opened. */
  dispose(): void;
}

/** The host's way to the page of the current session. */
export interface HostLink {
  readonly page: PageClient;
  isConnected(): boolean;
  /** Ends the session: calls in both directions reject, what runs here is aborted. */
  close(): void;
}

/**
 * Answers pages at `endpoint`, one session at a time. A session begins when the page takes up the offer that it was
 * sent: a hello alone may come from a page in another webview, because a message does not always say where it is from.
 */
export function serveHost(endpoint: Endpoint, openSession: () => ServedSession): HostLink {
  const reception = new Reception(endpoint, openSession);
  return {
    page: { call: (method, params, options) => reception.page().call(method, params, options) },
    isConnected: () => reception.isConnected(),
    close: () => {
      reception.close();
    },
  };
}

interface Session {
  readonly id: string;
  readonly pageId: string;
}

interface LiveSession extends Session {
  readonly peer: Peer<typeof PAGE_METHODS>;
  readonly served: ServedSession;
}

/** Pages that may be greeting at the same time: ours, the same one reloaded, and one in another webview. */
const MAX_OFFERS = 8;

class Reception {
  readonly #endpoint: Endpoint;
  readonly #openSession: () => ServedSession;
  readonly #unlisten: () => void;
  #offers: readonly Session[] = [];
  #live: LiveSession | undefined;
  #refusal: OffcutError | undefined;

  constructor(endpoint: Endpoint, openSession: () => ServedSession) {
    this.#endpoint = endpoint;
    this.#openSession = openSession;
    this.#unlisten = endpoint.listen((payload) => {
      this.#hear(decodeEnvelope(payload));
    });
  }

  /** A client that rejects with the reason where there is no page. */
  page(): PageClient {
    const reason = this.#refusal ?? sessionEnded();
    return this.#live?.peer ?? { call: () => Promise.reject(reason) };
  }

  isConnected(): boolean {
    return this.#live !== undefined;
  }

  close(): void {
    this.#unlisten();
    this.#offers = [];
    this.#endSession();
  }

  #hear(envelope: Envelope | undefined): void {
    if (envelope?.kind === 'hello') this.#answerHello(envelope);
    if (envelope?.kind === 'accept') this.#takeUp(envelope.sessionId);
    if (envelope?.kind === 'rpc') {
      this.#takeUp(envelope.sessionId);
      if (envelope.sessionId === this.#live?.id) this.#live.peer.receive(envelope.rpc);
    }
  }

  #takeUp(sessionId: string): void {
    const offer = this.#offers.find((session) => session.id === sessionId);
    if (offer) this.#beginSession(offer);
  }

  #answerHello({ offcut, pageId }: Envelope & { kind: 'hello' }): void {
    if (offcut !== PROTOCOL_VERSION) {
      this.#refusal = otherProtocol(offcut);
      this.#post({ kind: 'refused', pageId });
      return;
    }
    const known = [this.#live, ...this.#offers].find((session) => session?.pageId === pageId);
    const session = known ?? { id: createId(), pageId };
    if (!known) this.#offers = [session, ...this.#offers].slice(0, MAX_OFFERS);
    this.#post({ kind: 'ready', pageId, sessionId: session.id });
  }

  #beginSession(session: Session): void {
    this.#endSession();
    this.#offers = [];
    this.#refusal = undefined;
    const served = this.#openSession();
    const peer = createPeer({
      localMethods: HOST_METHODS,
      service: served.service,
      remoteMethods: PAGE_METHODS,
      post: (rpc) => {
        this.#endpoint.post(encodeEnvelope({ kind: 'rpc', sessionId: session.id, rpc }));
      },
    });
    this.#live = { ...session, peer, served };
  }

  #endSession(): void {
    const ending = this.#live;
    if (!ending) return;
    this.#live = undefined;
    this.#post({ kind: 'bye', sessionId: ending.id });
    ending.peer.close(sessionEnded());
    ending.served.dispose();
  }

  #post(envelope: Parameters<typeof encodeEnvelope>[0]): void {
    try {
      this.#endpoint.post(encodeEnvelope(envelope));
    } catch {
      // The webview is gone or not ready; a page that is there says hello again.
    }
  }
}
