import type { Document, Photoshop } from '../vendor';

export interface NewDocument {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Default RGBColorMode. */
  readonly mode?: 'RGBColorMode' | 'grayscaleMode' | undefined;
  /** Bits; default 8. */
  readonly depth?: 8 | 16 | 32 | undefined;
  /** By its name; default the working space. */
  readonly profile?: string | undefined;
  /** A white Background, or one empty pixel layer; default transparent. */
  readonly fill?: 'transparent' | 'white' | undefined;
}

/** A document of our own, in front of all others. To be called in a modal scope. @throws what Photoshop throws */
export async function createDocument({ app }: Photoshop, wanted: NewDocument): Promise<Document> {
  const { name, width, height, mode = 'RGBColorMode', depth = 8, fill = 'transparent' } = wanted;
  const profile = wanted.profile === undefined ? {} : { profile: wanted.profile };
  const options = { name, width, height, resolution: 72, mode, depth, fill, ...profile };
  // The declarations want members of enumerations that the module may lack at run time; their values are these words.
  const created = await app.createDocument(options as Parameters<typeof app.createDocument>[0]);
  if (!created) throw new Error('createDocument gave no document');
  return created;
}

export function openDocument({ app }: Photoshop, wanted: number): Document | undefined {
  return [...app.documents].find(({ id }) => id === wanted);
}
