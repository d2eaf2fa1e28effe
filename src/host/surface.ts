import { type HostLink, type PageClient, serveHost } from '../bridge';
import { type Opening, describeEnvironment, readTheme } from './environment';
import { describeTheme } from './probes';
import { createHostService } from './service';
import type { Vendor } from './vendor';
import { type HostUi, mountPage } from './webview';

/** What every panel and dialog is made from. */
export interface HostParts {
  readonly vendor: Vendor;
  readonly ui: HostUi;
}

export interface SurfaceOpening extends Opening {
  readonly root: HTMLElement;
  readonly closeDialog: () => void;
}

/** Our page in a panel or a dialog, with the service that it talks to. */
export interface Surface {
  readonly link: HostLink;
  /** Says something that the page may miss. */
  tell(call: (page: PageClient) => Promise<unknown>): void;
  /** Ends the session and takes the page away. */
  close(): void;
}

export function openSurface({ vendor, ui }: HostParts, opening: SurfaceOpening): Surface {
  const { root, closeDialog, surface, command } = opening;
  // Nothing comes from a page that was taken away: what it has opened is let go of.
  const page = mountPage(root, ui, () => link.close());
  const link: HostLink = serveHost(page.endpoint, () =>
    createHostService(vendor, {
      describeEnvironment: () =>
        describeEnvironment(vendor.uxp, readTheme(ui.document), { surface, command }),
      closeDialog,
      observe: () => ({
        surface,
        messages: page.observer.messages,
        addresses: page.observer.addresses,
        theme: describeTheme(ui.document),
      }),
    }),
  );
  return {
    link,
    tell: (call) => {
      // Without a page nobody needs the news, and a new page asks for itself.
      call(link.page).catch(() => undefined);
    },
    close: () => {
      link.close();
      page.remove();
    },
  };
}
