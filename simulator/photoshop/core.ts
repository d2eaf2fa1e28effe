import { wait } from './fault-switches';
import { isRecord } from './check-options';
import type { Host } from './host';

/** `require('photoshop').core`. Alerts are written down for the test instead of shown. */
export function createCore(host: Host, showAlert: (message: unknown) => Promise<void>) {
  return {
    apiVersion: 2,
    executeAsModal: host.modal.executeAsModal,
    isModal: host.modal.isModal,
    showAlert: (options: unknown) => showAlert(isRecord(options) ? options['message'] : options),
    /** No menu command is ever available here. */
    performMenuCommand: async (options: unknown) => {
      await wait(0);
      if (!isRecord(options) || typeof options['commandID'] !== 'number')
        throw new TypeError('performMenuCommand expects a commandID');
      host.modal.requireScope('performMenuCommand');
      return { available: false, userCancelled: false };
    },
    addNotificationListener: host.notifications.addToGroup,
  };
}

/** `showAlert` in both of its homes, and the texts so far. */
export function createAlerts(onChanged: () => void) {
  const alerts: string[] = [];
  return {
    alerts: (): readonly string[] => alerts,
    showAlert: async (message: unknown): Promise<void> => {
      await wait(0);
      if (typeof message !== 'string') throw new TypeError('showAlert expects a message');
      alerts.push(message);
      onChanged();
    },
  };
}
