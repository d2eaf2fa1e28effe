export { createDocument, openDocument } from './create-document';
export { scratchMethods } from './scratch-methods';
export { Scratches } from './scratches';
