export { ColourStrips } from './colour-strips';
export { requireWritable } from './require-writable';
export { writeOutput } from './write-output';
