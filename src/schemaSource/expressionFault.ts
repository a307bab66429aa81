/** Why a text cannot stand as one argument in TypeScript; `undefined` where it can. */
export async function expressionFault(
  text: string,
  isFunction = false,
): Promise<string | undefined> {
  const { parseExpression } = await import("@babel/parser");
  try {
    const { type, comments } = parseExpression(text, { plugins: ["typescript"] });
    if (type === "SequenceExpression") return "it is several expressions";
    if (comments && comments.length > 0) return "it holds a comment";
    return isFunction && !/^(?:Arrow)?FunctionExpression$/.test(type)
      ? "it is no function"
      : undefined;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return message.replace(/\.? \(\d+:\d+\)$/, "").replace(/^./, (first) => first.toLowerCase());
  }
}
