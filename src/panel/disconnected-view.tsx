import { Button } from '@adobe/react-spectrum/Button';
import type { OffcutError } from '../support';
import { ErrorNotice } from './error-notice';

interface DisconnectedViewProps {
  readonly error: OffcutError;
  readonly onRetry: () => void;
}

export function DisconnectedView({ error, onRetry }: DisconnectedViewProps) {
  return (
    <>
      <ErrorNotice error={error} />
      <Button UNSAFE_className="button" variant="secondary" onPress={onRetry} autoFocus>
        Try again
      </Button>
    </>
  );
}
