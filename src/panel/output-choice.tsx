import { Radio, RadioGroup } from '@adobe/react-spectrum/RadioGroup';
import type { Output } from '../jobs';
import { OUTPUT_NAMES } from './output-words';

interface OutputChoiceProps {
  readonly chosen: Output;
  readonly isDisabled: boolean;
  readonly onChoose: (output: string) => void;
}

/** What a removal leaves in the document. */
export function OutputChoice({ chosen, isDisabled, onChoose }: OutputChoiceProps) {
  return (
    <RadioGroup
      label="Result"
      value={chosen}
      onChange={onChoose}
      isDisabled={isDisabled}
      isEmphasized
      UNSAFE_className="outputs"
    >
      {Object.entries(OUTPUT_NAMES).map(([output, name]) => (
        <Radio key={output} value={output}>
          {name}
        </Radio>
      ))}
    </RadioGroup>
  );
}
