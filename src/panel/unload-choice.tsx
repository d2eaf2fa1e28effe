import { Radio, RadioGroup } from '@adobe/react-spectrum/RadioGroup';

interface UnloadChoiceProps {
  /** 0 never gives memory back. */
  readonly minutes: number;
  readonly onChoose: (minutes: number) => void;
}

/** How long the networks stay in memory. Radio buttons: a list that pops up would not fit this webview. */
export function UnloadChoice({ minutes, onChoose }: UnloadChoiceProps) {
  return (
    <RadioGroup
      label="Free memory when idle for"
      value={String(minutes)}
      onChange={(value) => onChoose(Number(value))}
      isEmphasized
      UNSAFE_className="unload"
    >
      {CHOICES.map((choice) => (
        <Radio key={choice} value={String(choice)}>
          {choice === 0 ? 'Never' : `${choice} min`}
        </Radio>
      ))}
    </RadioGroup>
  );
}

const CHOICES: readonly number[] = [1, 5, 15, 60, 0];
