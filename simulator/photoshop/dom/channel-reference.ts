/** A channel as the DOM shows it: one of the colours, or a saved one, which is known by its name. */
export class ChannelReference {
  readonly typename = 'Channel';
  readonly name: string;
  readonly isComponent: boolean;

  constructor(name: string, isComponent: boolean) {
    this.name = name;
    this.isComponent = isComponent;
  }

  get kind(): 'component' | 'maskedAreaAlphaChannel' {
    return this.isComponent ? 'component' : 'maskedAreaAlphaChannel';
  }
}

export const COMPONENTS = { rgb: ['Red', 'Green', 'Blue'], grey: ['Gray'] } as const;
