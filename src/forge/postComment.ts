import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { NotPosted } from "../diagnostics/messages/forge.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import type { Comments } from "./forge.ts";

/** Pages are asked for one by one: a hundred comments each, and no change has more than this. */
const mostPages = 30;

/**
 * Posts a comment, or puts its text in place of the one that begins with the same line: so a change has one of them.
 *
 * @returns whether there was one
 */
export async function postComment(
  comments: Comments,
  body: string,
): Promise<Result<"posted" | "updated">> {
  const [marker = ""] = body.split("\n");
  const { token } = comments;
  if (!token.isSet) return notPosted({ kind: "no-token", token: token.name });
  try {
    const known = await idOf(comments, marker);
    if (!known.ok) return known;
    const { value: id } = known;
    const [url, method] =
      id === undefined ? [comments.url, "POST"] : [comments.urlOf(id), comments.updateMethod];
    const answer = await ask(comments, url, { method, body: JSON.stringify({ body }) });
    if (!answer.ok) return refused(answer, comments);
    return success(id === undefined ? "posted" : "updated");
  } catch (thrown) {
    const { host } = new URL(comments.url);
    return notPosted({ kind: "silent", host, said: String(thrown) });
  }
}

/** The comment that begins with the marker; `undefined` where none does. */
async function idOf(comments: Comments, marker: string): Promise<Result<number | undefined>> {
  for (let page = 1; page <= mostPages; page++) {
    const answer = await ask(comments, `${comments.url}?per_page=100&page=${page}`);
    if (!answer.ok) return refused(answer, comments);
    const listed = (await answer.json()) as readonly { id: number; body: string | null }[];
    const found = listed.find(({ body }) => body?.split("\n", 1)[0]?.trim() === marker);
    if (found || listed.length < 100) return success(found?.id);
  }
  return success(undefined);
}

function ask({ headers }: Comments, url: string, request: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    ...request,
    headers: { ...headers, "content-type": "application/json", "user-agent": "terraloom" },
    signal: AbortSignal.timeout(30_000),
  });
}

function refused({ status }: Response, { token }: Comments): Failure {
  return notPosted({ kind: "answer", token: token.name, status });
}

function notPosted(why: NotPosted): Failure {
  return failure(diagnostic("comment-not-posted", why));
}
