/** The text of the engine worker's bundle, put in by the build. */
declare module 'engine-worker-source' {
  const source: string;
  export default source;
}
