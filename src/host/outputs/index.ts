export { ColourStrips } from './colour-strips';
export { requireWritable } from './require-writable';
export { readSelection } from './selection';
export { writeOutput } from './write-output';
