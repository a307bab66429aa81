/** The place where a change is reviewed, from the variables of a CI job. */
export interface Forge {
  readonly name: "GitHub" | "GitLab";
  /** The address of a line at a commit; the file's path begins at the repository's root. */
  readonly link: (commit: string, file: string, line: number) => string;
  /** The target branch of the change, or the commit where it branched off; undefined: not known. */
  readonly base: string | undefined;
  /** The comments of the change; undefined: the job is for no pull or merge request. */
  readonly comments: Comments | undefined;
}

/** The comments of one pull or merge request. */
export interface Comments {
  readonly url: string;
  /** Of one comment. */
  readonly urlOf: (id: number) => string;
  readonly updateMethod: "PATCH" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  /** The variable that holds the token. */
  readonly token: { readonly name: string; readonly isSet: boolean };
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** The forge whose job this is; `undefined` on a person's machine, and in other CI systems. */
export function forgeOf(env: Variables): Forge | undefined {
  if (env.GITHUB_REPOSITORY) return gitHub(env, env.GITHUB_REPOSITORY);
  return env.CI_PROJECT_URL ? gitLab(env, env.CI_PROJECT_URL) : undefined;
}

function gitHub(env: Variables, repository: string): Forge {
  const server = env.GITHUB_SERVER_URL ?? "https://github.com";
  const api = `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${repository}/issues`;
  const number = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1];
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN;
  const comments: Comments = {
    url: `${api}/${number}/comments`,
    urlOf: (id) => `${api}/comments/${id}`,
    updateMethod: "PATCH",
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
    token: { name: "GITHUB_TOKEN", isSet: Boolean(token) },
  };
  return {
    name: "GitHub",
    link: (commit, file, line) =>
      `${server}/${repository}/blob/${commit}/${addressOf(file)}?plain=1#L${line}`,
    base: env.GITHUB_BASE_REF ? `origin/${env.GITHUB_BASE_REF}` : undefined,
    comments: number === undefined ? undefined : comments,
  };
}

function gitLab(env: Variables, project: string): Forge {
  const number = env.CI_MERGE_REQUEST_IID;
  // The request of a fork is another project's than the job is.
  const target = env.CI_MERGE_REQUEST_PROJECT_ID ?? env.CI_PROJECT_ID;
  const notes = `${env.CI_API_V4_URL}/projects/${target}/merge_requests/${number}/notes`;
  const token = env.GITLAB_TOKEN;
  const comments: Comments = {
    url: notes,
    urlOf: (id) => `${notes}/${id}`,
    updateMethod: "PUT",
    headers: { "private-token": token ?? "" },
    token: { name: "GITLAB_TOKEN", isSet: Boolean(token) },
  };
  return {
    name: "GitLab",
    link: (commit, file, line) => `${project}/-/blob/${commit}/${addressOf(file)}#L${line}`,
    base: gitLabBase(env),
    comments: number === undefined ? undefined : comments,
  };
}

/** A push to the main branch is compared with the commit before it; a push to another branch with the main branch. */
function gitLabBase(env: Variables): string | undefined {
  if (env.CI_MERGE_REQUEST_DIFF_BASE_SHA) return env.CI_MERGE_REQUEST_DIFF_BASE_SHA;
  const { CI_COMMIT_BRANCH: branch, CI_DEFAULT_BRANCH: main, CI_COMMIT_BEFORE_SHA: before } = env;
  if (!branch || !main) return undefined;
  if (branch !== main) return `origin/${main}`;
  // Zeros: there is no commit before.
  return /[^0]/.test(before ?? "") ? before : undefined;
}

/** A path in an address of a Markdown link: `#` and `?` would end the path, a parenthesis the link. */
function addressOf(file: string): string {
  const encoded = file.split("/").map(encodeURIComponent).join("/");
  return encoded.replaceAll("(", "%28").replaceAll(")", "%29");
}
