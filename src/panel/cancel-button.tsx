import { Button } from '@adobe/react-spectrum/Button';
import { useEscape } from './use-escape';

interface CancelButtonProps {
  /** Cancelling has begun, and takes a moment. */
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

/** Has the focus from the start, because what runs may be cancelled at once; Escape does the same. */
export function CancelButton({ isCancelling, onCancel }: CancelButtonProps) {
  useEscape(onCancel);
  return (
    <Button
      UNSAFE_className="button"
      variant="secondary"
      onPress={onCancel}
      isDisabled={isCancelling}
      autoFocus
    >
      Cancel
    </Button>
  );
}
