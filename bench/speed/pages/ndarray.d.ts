/** What is used of the peer's kind of tensor; declared here so that types are checked without the bench's packages. */
declare module 'ndarray' {
  export default function ndarray(data: Uint8Array, shape: readonly number[]): unknown;
}
