import type { NotExpression } from "../diagnostics/messages/wrongAnswers.ts";
import { lowerFirst } from "../diagnostics/phrases.ts";

/** Why a text cannot stand as one argument in TypeScript; `undefined` where it can. */
export async function expressionFault(
  text: string,
  isFunction = false,
): Promise<NotExpression | undefined> {
  const { parseExpression } = await import("@babel/parser");
  try {
    const { type, comments } = parseExpression(text, { plugins: ["typescript"] });
    if (type === "SequenceExpression") return { kind: "several" };
    if (comments && comments.length > 0) return { kind: "comment" };
    return isFunction && !/^(?:Arrow)?FunctionExpression$/.test(type)
      ? { kind: "no-function" }
      : undefined;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: "syntax", message: lowerFirst(message.replace(/\.? \(\d+:\d+\)$/, "")) };
  }
}
