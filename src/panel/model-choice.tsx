import { Radio, RadioGroup } from '@adobe/react-spectrum/RadioGroup';
import type { ModelDescriptor } from '../jobs';

interface ModelChoiceProps {
  readonly models: readonly ModelDescriptor[];
  readonly chosen: ModelDescriptor;
  readonly isDisabled: boolean;
  readonly onChoose: (modelId: string) => void;
}

export function ModelChoice({ models, chosen, isDisabled, onChoose }: ModelChoiceProps) {
  return (
    <RadioGroup
      label="Model"
      value={chosen.id}
      onChange={onChoose}
      isDisabled={isDisabled}
      isEmphasized
      UNSAFE_className="models"
    >
      {models.map(({ id, name, quality, licence }) => (
        <Radio key={id} value={id}>
          {QUALITY_NAMES[quality]}
          <span className="quiet model-origin">
            <span>{name}</span> · <span>{shortLicence(licence)}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** As people say it: SPDX's “only” and “or later” are for THIRD_PARTY_NOTICES.md. */
function shortLicence(licence: string): string {
  return licence.replace(/-(only|or-later)$/, '');
}

const QUALITY_NAMES: Readonly<Record<ModelDescriptor['quality'], string>> = {
  fast: 'Fast',
  standard: 'Standard',
};
