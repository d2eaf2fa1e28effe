import { Radio, RadioGroup } from '@adobe/react-spectrum/RadioGroup';
import type { Tier } from '../jobs';

interface QualityChoiceProps {
  readonly tiers: readonly Tier[];
  readonly chosen: Tier;
  readonly isDisabled: boolean;
  readonly onChoose: (quality: string) => void;
}

export function QualityChoice({ tiers, chosen, isDisabled, onChoose }: QualityChoiceProps) {
  return (
    <RadioGroup
      label="Quality"
      value={chosen.quality}
      onChange={onChoose}
      isDisabled={isDisabled}
      isEmphasized
      UNSAFE_className="qualities"
    >
      {tiers.map((tier) => (
        <Radio key={tier.quality} value={tier.quality}>
          {QUALITY_NAMES[tier.quality]}
          <Network model={tier.fine} />
          {tier.steady ? <Network model={tier.steady} isSecond /> : null}
        </Radio>
      ))}
    </RadioGroup>
  );
}

interface NetworkProps {
  readonly model: Tier['fine'];
  readonly isSecond?: boolean;
}

/** A line of its own for each network, with its licence. */
function Network({ model: { name, licence }, isSecond = false }: NetworkProps) {
  return (
    <span className="quiet network">
      <span>{isSecond ? `and ${name}` : name}</span> · <span>{shortLicence(licence)}</span>
    </span>
  );
}

/** As people say it: SPDX's “only” and “or later” are for THIRD_PARTY_NOTICES.md. */
function shortLicence(licence: string): string {
  return licence.replace(/-(only|or-later)$/, '');
}

const QUALITY_NAMES: Readonly<Record<Tier['quality'], string>> = {
  fast: 'Fast',
  standard: 'Standard',
  best: 'Best',
};
