import { failure, type Result, success } from "../model/result.ts";
import type { Comments } from "./forge.ts";

/** Pages are asked for one by one: a hundred comments each, and no change has more than this. */
const mostPages = 30;

/**
 * Posts a comment, or puts its text in place of the one that begins with the same line: so a change has one of them.
 *
 * @returns whether there was one; or why it could not be posted, in a clause
 */
export async function postComment(
  comments: Comments,
  body: string,
): Promise<Result<"posted" | "updated", string>> {
  const [marker = ""] = body.split("\n");
  if (Object.keys(comments.headers).every((name) => !/authorization|token/.test(name))) {
    return failure(`${comments.token} is not set`);
  }
  try {
    const known = await idOf(comments, marker);
    if (typeof known === "string") return failure(known);
    const [url, method] =
      known === undefined ? [comments.url, "POST"] : [comments.urlOf(known), comments.updateMethod];
    const answer = await ask(comments, url, { method, body: JSON.stringify({ body }) });
    if (!answer.ok) return failure(refused(answer, comments));
    return success(known === undefined ? "posted" : "updated");
  } catch (thrown) {
    return failure(`${new URL(comments.url).host} does not answer: ${String(thrown)}`);
  }
}

/** The comment that begins with the marker; a text is why nobody knows. */
async function idOf(comments: Comments, marker: string): Promise<number | undefined | string> {
  for (let page = 1; page <= mostPages; page++) {
    const answer = await ask(comments, `${comments.url}?per_page=100&page=${page}`);
    if (!answer.ok) return refused(answer, comments);
    const listed = (await answer.json()) as readonly { id: number; body: string | null }[];
    const found = listed.find(({ body }) => body?.split("\n", 1)[0]?.trim() === marker);
    if (found) return found.id;
    if (listed.length < 100) return undefined;
  }
  return undefined;
}

function ask({ headers }: Comments, url: string, request: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    ...request,
    headers: { ...headers, "content-type": "application/json", "user-agent": "terraloom" },
    signal: AbortSignal.timeout(30_000),
  });
}

function refused({ status }: Response, { token }: Comments): string {
  return status === 401 || status === 403 || status === 404
    ? `${token} may not write comments here (${status}): in a pull request from a fork it never may`
    : `the answer was ${status}`;
}
