export function equalBytes(bytes: Uint8Array, content: string | Uint8Array): boolean {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (typeof content !== "string") return given.equals(content);
  if (Buffer.byteLength(content) !== given.length) return false;
  if (scratch.length < given.length) scratch = Buffer.allocUnsafe(2 * given.length);
  return given.equals(scratch.subarray(0, scratch.write(content)));
}

/** Texts are compared as bytes here, one at a time: new memory for each of thousands costs more than the comparing. */
let scratch = Buffer.allocUnsafe(2 ** 16);
